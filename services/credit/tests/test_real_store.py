"""Queries on a real store: lists, ledgers by their ids, files, deadlines."""

import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

from chassis.deadlines.ticking import tick_due
from chassis.documents import MongoBlobs, MongoDocuments, connect
from chassis.testing import Bench, SetClock, in_memory
from contracts.inspections import UnmetReason, VisitUnmet
from contracts.values import Role
from credit.__main__ import BLUEPRINT
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]

ALL = 500


async def test_import_visit_tier_and_forgetting_on_a_real_store(store_url: str, clock: SetClock, firm: Firms) -> None:
    with closing(connect(store_url)) as client:
        database = f"credit-{uuid.uuid4().hex[:8]}"
        documents = MongoDocuments(client, database)
        outside = replace(in_memory(clock), documents=documents, blobs=MongoBlobs(client, database))
        bench = Bench(BLUEPRINT, outside)
        await bench.process.prepare()
        await season(bench, clock, firm)


async def season(bench: Bench[Service], clock: SetClock, firm: Firms) -> None:
    registrar = bench.caller("officer-registrar", "130624-market", Role.REGISTRAR)
    rows = [firm(number) for number in range(ALL)]
    text = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    made = (await registrar.act("/imports", {"csv": text, "sample": True})).raise_for_status().json()
    await bench.hear_own("import", made["id"], "credit.import")
    assert (await registrar.ask(f"/imports/{made['id']}")).json()["registered"] == ALL

    one = rows[ALL // 2]
    vain = VisitUnmet(
        reason=UnmetReason.NOT_FOUND,
        firm=one["code"],
        township=one["township"],
        officers=("HB-1001", "HB-1002"),
        unmet_on=date(2026, 8, 31),
        note="…",
    )
    await bench.hear("visit-1", vain)
    await bench.hear_own("ledger", f"ledger-{one['code']}-2026", "credit.ledger")
    assert await bench.parked() == []
    for asked in ({"tier": "C"}, {"word": one["name"]}, {"tier": "C", "township": one["township"], "sort": "-tier"}):
        found = (await registrar.ask("/firms", **asked)).json()["items"]
        assert [item["code"] for item in found] == [one["code"]]
    assert (await registrar.ask(f"/firms/{one['code']}")).json()["score"] == 65

    clock.advance(days=370)
    assert await tick_due(bench.parts.ticking[0], clock) == 1
    assert (await registrar.ask("/firms", tier="C")).json()["items"] == []
    assert (await registrar.ask(f"/firms/{one['code']}/history")).json()["tier"] == "B"
