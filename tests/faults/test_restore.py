"""A store is set back to an older copy: the service stays closed until `restore` has completed what was published."""

import re
from functools import partial

import httpx
import pytest
from tests.support.casework import Casework
from tests.support.clients import Clients, Told
from tests.support.copying import Copy, copied, put_back
from tests.support.faults import faults
from tests.support.house import House
from tests.support.ledgers import closed, due, entries
from tests.support.town import POWER, TODAY, Town, matter
from tests.support.waiting import eventually
from tests.support.witness import Document, Witness

from county import Firm, invented_identity
from season.prosecuting import Docket, Prosecuting

pytestmark = pytest.mark.stack

PROCESSES = ("cases api", "cases worker")
REMEDY = "python -m cases restore"


async def closed_by(house: House, name: str, code: str) -> bool:
    """Return True if the process refuses everything for that reason."""
    async with httpx.AsyncClient(timeout=10) as client:
        try:
            answers = [await client.get(f"{house.door(name)}{path}") for path in ("/health/ready", "/cases")]
        except httpx.HTTPError:
            return False
    return [(answer.status_code, answer.json().get("code")) for answer in answers] == [(503, code)] * 2


async def lives(house: House, name: str) -> int:
    async with httpx.AsyncClient(timeout=10) as client:
        return (await client.get(f"{house.door(name)}/health/live")).status_code


def forked(copy: Copy, case: str) -> Copy:
    """Return a copy with another first event, as if the store had gone to work without what it lacks."""
    cases = [dict(document) for document in copy.collections["case"]]
    (document,) = (document for document in cases if document["_id"] == case)
    first, *others = document["events"]
    document["events"] = [{**first, "digest": "sha256:" + "0" * 64}, *others]
    return Copy(copy.service, {**copy.collections, "case": cases})


async def a_fork_keeps_it_closed(house: House, witness: Witness, case: str) -> None:
    """Check that the fork is named, and nothing of its document is touched."""
    before = await witness.documents("cases", "case", {"_id": case})
    status, said = await house.tool("cases", "restore")
    assert status == 1
    assert f"FORK case {case}, event 1: the topic has another event of this sequence\n" in said
    assert f"STAYS CLOSED: the store and the topics differ; put it right and run `{REMEDY}` again" in said
    assert await witness.documents("cases", "case", {"_id": case}) == before
    for name in PROCESSES:
        await eventually(partial(closed_by, house, name, "restoring"), f"{name} stays closed")


async def is_closed_until_restored(house: House, town: Town, witness: Witness) -> None:
    """Check that nothing is consumed, published or answered, and that the log says what to do."""
    person = {"name": "新人", **invented_identity(60_003), "body": "130624100", "roles": ["officer"]}
    await town.administrator.act("/api/identity/officers", person)
    for name in PROCESSES:
        house.start(name)
    for name in PROCESSES:
        await eventually(partial(closed_by, house, name, "store-behind"), f"{name} is closed")
        assert await lives(house, name) == 200
        log = house.process(name).log
        assert log
        assert log.read_text().count(REMEDY) == 1
    await eventually(witness.lag, "something waits for cases")
    assert (await witness.lag()).startswith("cases is")


def published_part(document: Document) -> tuple[list[str], Document, list[Document]]:
    """Return the part that must be as before the loss: events, state, work items."""
    return [record["digest"] for record in document["events"]], document["state"], document["moves"]


async def nothing_is_lost(house: House, casework: Casework, witness: Witness, before: list[Document]) -> None:
    await witness.quiet()
    after = await witness.documents("cases", "case")
    assert [published_part(document) for document in after] == [published_part(document) for document in before]
    own = set(casework.cases)  # broken records of other tests are met again
    assert [record for record in await witness.parked("cases") if record["line"].rpartition("/")[2] in own] == []
    assert await casework.faults(witness) == []
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")


async def what_is_gone_reads_as_nothing(town: Town, case: str) -> None:
    history = await town.head.ask(f"/api/cases/cases/{case}/history")
    assert [event["personal"] for event in history["events"]] == [{}] * len(history["events"])


async def what_was_done_is_recognised(clients: Clients, town: Town, done: list[Told]) -> None:
    """Check that keys are recognised; the content of a request was never published."""
    for told in done:
        key = told.cause.rpartition(":")[2]
        command = town.filing("别处") if told.path.endswith("/cases") else town.evidence(told.id, "别的")
        again = await clients.tell(command, key)
        assert (again.status, again.id) == (told.status, told.id)


async def the_fine_is_still_the_only_one(town: Town, clients: Clients, firm: Firm) -> None:
    """Check that another case of the same act may not fine it again (X-08)."""
    docket = Docket((await clients.tell(town.filing())).id, town.pair, town.head, POWER)
    accused, prosecuting = matter(firm), Prosecuting(town.cast)
    await prosecuting.investigate(docket, accused.offender, TODAY)
    await prosecuting.notify(docket, accused)
    await prosecuting.waive(docket)
    refused = await town.head.refused(f"{docket.path}/penalty", {"reasons": "事实清楚", **accused.proposal()})
    assert refused["code"] == "cases/second-fine"


async def test_a_store_that_was_put_back_gets_everything_back(
    house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    firm = town.firm(60)
    await town.registered(firm)
    async with casework.going_on():
        await casework.goes_on(60)
        copy = await copied(witness, "cases")  # in the middle of work: some of it is not published yet
        await casework.goes_on(120)
    done = [answer for answer in clients.acknowledged if not answer.path.endswith("/clues")][-40:]
    docket = await closed(town, clients, firm)
    await witness.quiet()
    before = await witness.documents("cases", "case")

    for name in PROCESSES:
        await house.stop(name)
    await put_back(witness, forked(copy, casework.cases[0]))
    await is_closed_until_restored(house, town, witness)
    await a_fork_keeps_it_closed(house, witness, casework.cases[0])
    await put_back(witness, copy)
    status, said = await house.tool("cases", "restore")
    assert status == 0, said
    await house.ready(*PROCESSES)

    await what_is_gone_reads_as_nothing(town, docket.id)
    assert_told(said, docket.id, next(document for document in before if document["_id"] == docket.id))
    await nothing_is_lost(house, casework, witness, before)
    assert await faults(witness, clients, town, [docket.id]) == []
    assert await entries(witness, firm) == await due(witness, docket)
    await what_was_done_is_recognised(clients, town, done)
    await nothing_is_lost(house, casework, witness, before)
    await the_fine_is_still_the_only_one(town, clients, firm)
    async with casework.going_on():
        await casework.goes_on(60)
    assert await casework.faults(witness) == []


def assert_told(said: str, id: str, document: Document) -> None:
    """Check that the report names what is lost, and no value of it."""
    by_type = {record["type"]: record for record in document["events"]}
    identified, taken = by_type["cases.party-identified.v1"], by_type["cases.evidence-taken.v1"]
    lost = re.search(rf"LOST case {id}, event {identified['sequence']}: (.*)\n", said)
    assert lost
    assert set(lost[1].split(", ")) == identified["personal"].keys() >= {"party"}
    assert identified["personal"]["party"]["value"]["name"] not in said
    assert f"MISSING {taken['data']['blob']}, named by case {id}\n" in said
    held = by_type.keys() & {"cases.penalty-decided.v1", "cases.fine-paid.v1"}  # and the clues of the cases under way
    again = re.search(r"cases: (\d+) claims taken again\n", said)
    assert again
    assert int(again[1]) >= len(held) == 2
    assert "cases: the group cases starts again in" in said
    assert "cases: open again" in said


async def test_whoever_works_while_a_restore_begins_is_shut(
    house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    """Nothing was lost, so the restore finds nothing; but what worked meanwhile does not go on, and says so."""
    case = (await clients.tell(town.filing())).id
    await witness.quiet()
    status, said = await house.tool("cases", "restore")
    assert status == 0, said
    assert "0 events were lacking" in said
    for name in PROCESSES:
        assert await closed_by(house, name, "restoring")
        assert await lives(house, name) == 503
        await house.stop(name)
        house.start(name)
    await house.ready(*PROCESSES)
    await clients.tell(town.evidence(case))
    assert await faults(witness, clients, town, [case]) == []
