"""The stores of all services are set back at once: each is restored from its own topics, and they agree again."""

import asyncio
from collections.abc import Sequence

import pytest
from tests.support.clients import Clients
from tests.support.copying import copied, put_back
from tests.support.faults import differences, faults
from tests.support.house import RUNNING, House
from tests.support.ledgers import closed, due, entries
from tests.support.town import TOWN, Town
from tests.support.visits import approved, opening
from tests.support.waiting import eventually
from tests.support.witness import Document, Witness

from contracts.topics import SERVICES
from county import invented_identity

pytestmark = pytest.mark.stack

KINDS = {
    "identity": ("body", "officer"),
    "cases": ("case", "clue", "power", "referral", "refusal"),
    "inspections": ("draw", "visit", "cap", "patrol", "assignment", "refusal"),
    "credit": ("firm", "ledger", "import"),
    "supervision": ("task", "alert"),
}
DERIVED = {
    "credit": ("assessment",),
    "supervision": ("case_rows", "clue_rows", "visit_rows", "firm_rows", "officer_rows", "task_rows", "counts"),
}
"""Fields that hearing everything again renews: states and rows are as before, whatever the versions."""


async def kept(witness: Witness) -> dict[str, list[object]]:
    """Return the published histories with their states, and everything derived from them."""
    found: dict[str, list[object]] = {}
    for service, kinds in KINDS.items():
        for kind in kinds:
            found[f"{service} {kind}"] = [history(document) for document in await witness.documents(service, kind)]
    for service, collections in DERIVED.items():
        for name in collections:
            found[f"{service} {name}"] = [derived(document) for document in await witness.documents(service, name)]
    return found


def history(document: Document) -> object:
    return document["_id"], [record["digest"] for record in document["events"]], document["state"], document["moves"]


def derived(document: Document) -> object:
    return document["_id"], *(
        document.get(name) for name in ("row", "sequence", "count", "state") if name != "sequence"
    )


async def work(town: Town, clients: Clients, witness: Witness, number: int) -> Sequence[str]:
    """Make something of each kind: an officer, a firm, a task, a visit, a case that is fined and closed."""
    person = {**invented_identity(60_000 + number), "body": TOWN, "roles": ["officer"]}
    officer = (await town.administrator.act("/api/identity/officers", person | {"name": f"新人{number}"}))["id"]
    certificate = {
        "certificate": f"HB-NEW-{number}",
        "issued_on": "2026-01-01",
        "valid_from": "2026-01-01",
        "valid_until": "2027-12-31",
        "fields": [],
    }
    await town.administrator.act(f"/api/identity/officers/{officer}/certificate", certificate)
    firm = town.firm(number)
    await town.registered(firm)
    await witness.quiet()
    docket = await closed(town, clients, firm)
    (visit,) = await approved(town, clients, witness, firm.code, 1)
    assert (await clients.tell(opening(town, visit))).status == 200
    await town.head.refused(f"{docket.path}/penalty", {"fine": 100, "reasons": "再次"})
    await witness.quiet()
    assert await entries(witness, firm) == await due(witness, docket)
    return [docket.id]


async def waiting(witness: Witness) -> set[str]:
    """Return parked records, except in lines with a broken record, which wait for a person."""
    found = set[str]()
    for service in SERVICES:
        parked = await witness.parked(service)
        broken = {record["line"] for record in parked if record["reason"] == "unreadable"}
        found |= {record["_id"] for record in parked if record["line"] not in broken}
    return found


async def waiting_as(witness: Witness, before: set[str]) -> bool:
    """Return True once the same records are parked again: other tests fine unregistered firms."""
    return await waiting(witness) == before


async def test_all_stores_are_set_back_and_restored(
    house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    cases = [*await work(town, clients, witness, 70)]
    copies = [await copied(witness, service) for service in SERVICES]
    cases += await work(town, clients, witness, 71)
    before, waited = await kept(witness), await waiting(witness)
    await asyncio.gather(*(house.stop(name) for name in RUNNING))
    for copy in copies:
        await put_back(witness, copy)
    for status, said in await asyncio.gather(*(house.tool(service, "restore") for service in SERVICES)):
        assert status == 0, said
        assert " 0 events were lacking" not in said
    for name in RUNNING:
        house.start(name)
    await house.ready(*RUNNING)
    await witness.quiet()
    await eventually(lambda: waiting_as(witness, waited), "what was heard too early is tried again, and done")
    await witness.quiet()
    after = await kept(witness)
    assert {name: after[name] for name in before if after[name] != before[name]} == {}
    assert await differences(town) == []
    assert [await house.tool(service, "verify") for service in SERVICES] == [
        (0, f"{service}: 0 findings\n") for service in SERVICES
    ]
    cases += await work(town, clients, witness, 72)
    assert await faults(witness, clients, town, cases) == []
