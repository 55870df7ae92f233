"""Events of one aggregate that come together advance its row in one write; faults are reported as if one by one."""

import pytest
from libs.chassis.tests.halls import Listener, Source

from chassis.documents import Document, MemoryDocuments


class Counted(MemoryDocuments):
    """Documents that count the operations on the rows."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    async def find(self, collection: str, *where: Document, **how: object) -> list[Document]:
        self._count("find", collection)
        return await super().find(collection, *where, **how)  # type: ignore[arg-type]

    async def insert(self, collection: str, document: Document) -> bool:
        self._count("insert", collection)
        return await super().insert(collection, document)

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        self._count("update", collection)
        return await super().update(collection, where, change)

    def _count(self, what: str, collection: str) -> None:
        if collection == "hall_rows":
            self.asked.append(what)


@pytest.fixture
def documents() -> Counted:
    return Counted()


@pytest.fixture
def listener(documents: Counted) -> Listener:
    return Listener(documents)


async def test_a_run_is_one_reading_and_one_write(listener: Listener, documents: Counted) -> None:
    source = Source()
    await listener.take(source.opened("hall-1"), *(source.named("hall-1", f"t{n}") for n in range(9)))
    assert documents.asked == ["find", "insert"]
    documents.asked.clear()
    await listener.take(*(source.named("hall-1", f"u{n}") for n in range(5)))
    assert documents.asked == ["update"]
    assert await listener.row("hall-1") == (15, "u4")
    assert len(await listener.names("hall-1")) == 14


async def test_a_broken_record_parts_a_run(listener: Listener) -> None:
    source = Source()
    first = [source.opened("hall-1"), source.named("hall-1", "east")]
    lost = source.named("hall-1", "west")
    broken = source.raw(lost.key, b"{", lost.headers)
    await listener.take(*first, broken, source.named("hall-1", "south"))
    assert await listener.row("hall-1") == (2, "east")
    assert [reason for _, reason, _ in await listener.parked()] == ["unreadable", "behind"]


async def test_a_gap_parts_a_run(listener: Listener) -> None:
    source = Source()
    opened, left_out, named = (source.opened("hall-1"), source.named("hall-1"), source.named("hall-1", "west"))
    await listener.take(opened, named)
    assert await listener.row("hall-1") == (1, "north")
    assert [reason for _, reason, _ in await listener.parked()] == ["early"]
    await listener.take(source.later(left_out))
    await listener.consuming.retry()
    assert await listener.row("hall-1") == (3, "west")


async def test_a_run_that_begins_with_what_is_known_goes_on_after_it(listener: Listener) -> None:
    source = Source()
    placed = source.opened("hall-1")
    await listener.take(placed)
    await listener.take(source.later(placed), source.named("hall-1", "east"), source.named("hall-1", "west"))
    assert await listener.row("hall-1") == (3, "west")
    assert await listener.parked() == []
