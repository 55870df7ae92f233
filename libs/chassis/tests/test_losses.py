"""A restore names what it can't bring back: personal values by field, files by hash, never a value."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from libs.chassis.tests.box_office import BUYER, Close, asked, at_an_open_hall, close
from libs.chassis.tests.copies import Depot
from libs.chassis.tests.doubles import WEEKENDS, no_broker

from chassis.documents import MemoryBlobs, MemoryDocuments
from chassis.outbox import Relay
from chassis.recovery import Losses, losses
from chassis.store import Aggregate, Store, no_facts
from contracts.event import Event
from contracts.folding import Landing
from contracts.values import FileHash


class PictureTaken(Event, type="tests.picture-taken.v1"):
    before: FileHash
    after: FileHash


@dataclass(frozen=True, kw_only=True)
class Picture:
    taken: PictureTaken


PICTURE = Aggregate(kind="picture", state=Picture, event=PictureTaken, evolve=Landing(Picture))


def take(command: PictureTaken, facts: None) -> list[PictureTaken]:
    return [command]


async def content() -> AsyncIterator[bytes]:
    yield b"a picture"


async def test_lost_values_are_named_without_the_values() -> None:
    depot = Depot()
    await depot.sell()
    copy = depot.copy()
    await depot.note("north")
    await depot.store.change("ticket-1", close, Close(date(2026, 3, 6)), asked("d"), at_an_open_hall)
    await depot.sell("ticket-2")
    await depot.publish()
    depot.use(copy)
    await depot.restore()
    found = await losses([depot.store], MemoryBlobs())
    assert [str(value) for value in found.values] == [
        "ticket ticket-1, event 3: signature",
        "ticket ticket-2, event 1: buyer",
    ]
    assert BUYER not in str(found)
    await depot.restore()
    assert await losses([depot.store], MemoryBlobs()) == found


async def test_nothing_is_lost_where_nothing_is() -> None:
    depot = Depot()
    await depot.sell()
    assert await losses([depot.store], MemoryBlobs()) == Losses([], [])


async def test_files_that_are_not_there_are_named_with_who_names_them() -> None:
    blobs, documents = MemoryBlobs(), MemoryDocuments()
    kept, _ = await blobs.put(content(), "image/png")
    lost = "f" * 64
    store = Store(PICTURE, documents, Relay(documents, "tests", {}, no_broker), lambda: WEEKENDS)
    for number, names in enumerate([(kept, kept), (kept, lost), (lost, lost)]):
        command = PictureTaken(before=names[0], after=names[1])
        await store.create(f"picture-{number}", take, command, asked(str(number)), no_facts)
    found = await losses([store], blobs)
    assert [str(file) for file in found.files] == [f"{lost}, named by picture picture-{number}" for number in (1, 2)]
