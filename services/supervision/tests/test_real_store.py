"""The queries of lists and counts over a real store: what it compares and sorts must be what memory does."""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chassis.documents import MongoDocuments, connect
from chassis.testing import Bench, Caller, SetClock, in_memory
from contracts.attempts import AttemptRefused
from contracts.cases import CaseClosed, CaseFiled, DecisionOverdue, PenaltyDecided, PowerConfirmed
from contracts.identity import OfficerCertified, OfficerRegistered
from contracts.inspections import ViolationReferred, VisitAssigned
from contracts.values import Role
from supervision.__main__ import BLUEPRINT
from supervision.service import Service

type Builder = Callable[..., Any]

REPORT = {
    "kind": "report",
    "township": "130624100",
    "body": "130624100",
    "officers": ["HB-1"],
    "instruction": "核查",
    "due_on": "2026-09-10",
}


@pytest.fixture
async def bench(clock: SetClock, store_url: str) -> AsyncIterator[Bench[Service]]:
    client = connect(store_url)
    database = f"test_{uuid.uuid4().hex[:12]}"
    bench = Bench(BLUEPRINT, replace(in_memory(clock), documents=MongoDocuments(client, database)))
    await bench.process.prepare()
    yield bench
    await client.drop_database(database)
    client.close()


@pytest.fixture
async def heard(bench: Bench[Service], make: Builder) -> None:
    """Four cases, all late; the first two decided, the first closed."""
    certified = make(OfficerCertified, certificate="HB-1", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))
    await bench.hear("officer-1", make(OfficerRegistered))
    await bench.hear("officer-1", certified)
    await bench.hear("power-FI-01", make(PowerConfirmed, valid_from=date(2026, 1, 1), valid_until=None))
    for number in range(1, 5):
        await bench.hear(f"case-{number}", make(CaseFiled, filed_on=date(2026, 5, number)))
        await bench.hear(f"case-{number}", make(DecisionOverdue))
    for number in (1, 2):
        await bench.hear(f"case-{number}", make(PenaltyDecided, decided_on=date(2026, 9, 1)))
    await bench.hear("case-1", make(CaseClosed))
    await bench.hear("visit-1", make(VisitAssigned))
    for _ in range(2):
        await bench.hear("visit-1", make(ViolationReferred))
    await bench.hear("refusal-1", make(AttemptRefused, rule="cases/one-officer"))


async def everything(caller: Caller, path: str, **query: Any) -> list[dict[str, Any]]:
    """All pages of a list, two by two; what changed a moment ago may come once more at the end."""
    items: dict[str, dict[str, Any]] = {}
    cursor = None
    while True:
        asked = query | {"limit": 2} | ({"cursor": cursor} if cursor else {})
        answer = (await caller.ask(path, **asked)).raise_for_status().json()
        items |= {item["id"]: item for item in answer["items"]}
        if not (cursor := answer["next"]):
            return list(items.values())


@pytest.mark.usefixtures("heard")
async def test_follow_up_filters_sorts_and_pages(supervisor: Caller, head: Caller) -> None:
    for caller in (supervisor, head):
        oldest = await everything(caller, "/follow-up", sort="filed_on")
        assert [item["id"] for item in oldest] == ["case-1", "case-2", "case-3", "case-4"]
    assert len(await everything(supervisor, "/follow-up")) == 4
    assert [item["id"] for item in await everything(supervisor, "/follow-up", open="false")] == ["case-1"]
    late = await everything(supervisor, "/follow-up", overdue="true", sort="-filed_on")
    assert [item["id"] for item in late] == ["case-4", "case-3"]
    assert (await supervisor.ask("/follow-up")).json()["as_of"] == "2026-09-01T02:00:00.000Z"


@pytest.mark.usefixtures("heard")
async def test_alerts_come_open_first(supervisor: Caller) -> None:
    found = await everything(supervisor, "/alerts", kind="decision-overdue")
    assert [item["open"] for item in found] == [True, True, False, False]
    assert len(await everything(supervisor, "/alerts", open="true", kind="decision-overdue")) == 2
    assert len(await everything(supervisor, "/alerts", open="false", township="130624100")) == 2
    everywhere = [item["open"] for item in await everything(supervisor, "/alerts")]
    assert everywhere == sorted(everywhere, reverse=True)


@pytest.mark.usefixtures("heard")
async def test_counts_are_kept_and_found(supervisor: Caller, recounted: Callable[[], Awaitable[None]]) -> None:
    assert (await supervisor.ask("/counts")).json()["pending"] > 0
    await recounted()
    answer = (await supervisor.ask("/counts", township="130624100", month="all")).json()
    assert answer["pending"] == 0
    assert {item["kind"]: item["count"] for item in answer["counts"] if item["rule"] is None} == {
        "opened": 4,
        "open": 3,
        "overdue": 2,
        "decided": 2,
        "closed": 1,
        "visits-assigned": 1,
        "violations": 2,
        "refused": 1,
    }
    assert (await supervisor.ask("/counts/differences")).json()["differences"] == []


@pytest.mark.usefixtures("heard")
async def test_tasks_attempts_and_powers(bench: Bench[Service], supervisor: Caller) -> None:
    (await supervisor.act("/tasks", REPORT)).raise_for_status()
    officer = bench.caller("officer-1", "130624100", Role.OFFICER, certificate="HB-1")
    other = bench.caller("officer-2", "130624100", Role.OFFICER, certificate="HB-2")
    assert len(await everything(officer, "/tasks", standing="issued")) == 1
    assert await everything(other, "/tasks") == []
    assert len(await everything(supervisor, "/attempts", rule="cases/one-officer")) == 1
    period = {"township": "130624100", "from": "2026-09-01", "until": "2026-09-30"}
    (town,) = (await supervisor.ask("/powers-used", **period)).json()["bodies"]
    assert town["powers"] == {"used": ["FI-01"], "there": 1, "ratio": 1.0}
