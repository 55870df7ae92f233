"""Records that fail are parked with the reason while others go on; replayed after the fix, each counts once."""

import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from tests.support import fragile
from tests.support.clients import Clients
from tests.support.faults import faults
from tests.support.house import House
from tests.support.ledgers import closed, due, entries
from tests.support.town import Town
from tests.support.waiting import eventually
from tests.support.witness import Document, Witness

from chassis.consuming import Parking
from chassis.documents import MongoDocuments
from contracts.topics import CASES
from county import Firm

pytestmark = pytest.mark.stack

READERS = ("cases", "credit", "supervision")
type Raw = tuple[dict[str, bytes | None], bytes]


def good(subject: str) -> dict[str, bytes | None]:
    return {
        "ce_id": f"{subject}:1".encode(),
        "ce_type": b"cases.case-filed.v1",
        "ce_source": b"elsewhere",
        "ce_subject": subject.encode(),
        "ce_time": b"2026-09-07T01:30:00.000Z",
        "ce_sequence": b"1",
        "ce_actor": b"officer-x",
        "ce_agency": b"130624100",
        "ce_cause": b"http:officer-x:1",
        "ce_digest": b"sha256:0",
    }


def broken(subject: str) -> dict[str, Raw]:
    """Return the broken records, by the reason of each."""
    return {
        "header ce_actor is not UTF-8": (good(subject) | {"ce_actor": b"\xff\xfe"}, b"{}"),
        "headers missing: digest": (good(subject) | {"ce_digest": None}, b"{}"),
        "headers missing: id, type, source, subject": ({}, b"{}"),
        "the key is not the subject": (good("case-another"), b"{}"),
        "value is not JSON": (good(subject), b"\x00\xff not JSON"),
        "power: missing": (good(subject), b"{}"),
    }


BROKEN = tuple(broken("case-x"))


async def test_broken_records_are_parked_and_others_go_on(
    house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    """What comes after them under the same key waits behind, until an operator has dropped them."""
    keys = {detail: str(uuid.uuid4()) for detail in BROKEN}
    blocked = [f"case-{key}" for key in keys.values()]
    await produce(house, {f"case-{key}": broken(f"case-{key}")[detail] for detail, key in keys.items()})
    free = [(await clients.tell(town.filing())).id for _ in range(20)]
    for key in keys.values():
        await clients.tell(town.filing(), key)
    assert await faults(witness, clients, town, free) == []
    for service in READERS:
        parked = [record for record in await witness.parked(service) if record["key"].decode() in blocked]
        assert [record["reason"] for record in parked if record["reason"] != "behind"] == ["unreadable"] * len(BROKEN)
        for detail, key in keys.items():
            assert in_order(parked, f"case-{key}")[0]["detail"].startswith(detail)
    assert await witness.rows("supervision", "case_rows", blocked) == []
    await by_the_tool(house, witness)
    for service in READERS:
        parking = Parking(MongoDocuments(witness.client, f"{witness.prefix}_{service}"), service)
        for document in await witness.parked(service):
            if document["reason"] == "unreadable":
                await parking.drop(document["_id"])
    await eventually(partial(none_wait, witness, blocked), "what was behind the dropped records goes on")
    assert await faults(witness, clients, town, [*free, *blocked]) == []


async def produce(house: House, records: dict[str, Raw]) -> None:
    """Send records as a foreign program might, past all of our code."""
    producer = AIOKafkaProducer(bootstrap_servers=house.settings.kafka_address)
    await producer.start()
    try:
        for key, (headers, value) in records.items():
            await producer.send_and_wait(CASES.name, value, key.encode(), headers=list(headers.items()))
    finally:
        await producer.stop()


async def by_the_tool(house: House, witness: Witness) -> None:
    """List, show and drop one of them with the operators' tool."""
    status, listed = await house.tool("supervision", "parked", "list")
    ids = [line.split()[0] for line in listed.splitlines() if line.split()[1] == "unreadable"]
    assert (status, len(ids)) == (0, len(BROKEN))
    status, shown = await house.tool("supervision", "parked", "show", ids[0])
    assert status == 0
    assert "reason: unreadable" in shown
    assert await house.tool("supervision", "parked", "drop", ids[0]) == (0, "")
    assert await house.tool("supervision", "parked", "drop", "no-such") == (1, "no parked record no-such\n")


def in_order(parked: list[Document], key: str) -> list[Document]:
    return sorted((record for record in parked if record["key"].decode() == key), key=lambda record: record["offset"])


async def none_wait(witness: Witness, keys: Sequence[str]) -> bool:
    return not [
        record for service in READERS for record in await witness.parked(service) if record["key"].decode() in keys
    ]


@pytest.fixture
async def bad(house: House, town: Town, tmp_path: Path) -> Firm:
    """Return a firm whose penalties credit can't handle until the file `fixed` exists."""
    firm = town.firm(20)
    await town.registered(firm)
    (tmp_path / "firms").write_text(firm.code)
    await house.stop("credit all")
    house.start("credit all", entry=str(Path(fragile.__file__)), environment={fragile.VARIABLE: str(tmp_path)})
    await house.ready("credit all")
    return firm


async def test_a_reaction_that_fails_is_parked_and_replayed_once_after_the_fix(
    bad: Firm, house: House, town: Town, clients: Clients, witness: Witness, tmp_path: Path
) -> None:
    good = town.firm(21)
    await town.registered(good)
    stuck, other = [await closed(town, clients, firm) for firm in (bad, good)]
    await witness.quiet()
    assert await entries(witness, good) == await due(witness, other)
    assert await entries(witness, bad) == []
    head, *behind = in_order(await witness.parked("credit"), stuck.id)
    assert (head["reason"], head["detail"]) == ("error", "RuntimeError")
    assert {record["reason"] for record in behind} == {"behind"}
    (tmp_path / "fixed").touch()
    assert await house.tool("credit", "parked", "replay", head["_id"]) == (0, "")
    await eventually(partial(none_wait, witness, [stuck.id]), "the record and what was behind it are handled")
    await witness.quiet()
    assert await entries(witness, bad) == await due(witness, stuck)
    assert await faults(witness, clients, town, [stuck.id, other.id]) == []
    await house.stop("credit all")
    house.start("credit all")
    await house.ready("credit all")
