"""Remembered rows are at most a second old, and never older than the events that the process itself handled."""

from dataclasses import dataclass, field

import pytest
from libs.chassis.tests.halls import HALL_ROWS, HallRow, Source
from libs.chassis.tests.language import HallEvent, HallShut

from chassis.consuming import RowCache, RowStore
from chassis.documents import MemoryDocuments
from chassis.kafka import Record
from contracts.envelope import Envelope
from contracts.event import Registry

REGISTRY = Registry.below(HallEvent)


@dataclass
class Office:
    """Two processes on one store: `here` remembers, `elsewhere` handles events too."""

    documents: MemoryDocuments = field(default_factory=MemoryDocuments)
    source: Source = field(default_factory=Source)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.here, self.elsewhere = (RowStore(HALL_ROWS, self.documents) for _ in range(2))
        self.recent = RowCache(self.here, "name", lambda: self.seconds)

    async def hear(self, rows: RowStore[HallRow], record: Record) -> None:
        envelope = Envelope.read(record.headers, record.value)
        await rows.take(envelope, REGISTRY.decode(envelope.type, dict(envelope.data)))

    async def known(self, *names: str) -> dict[str, int]:
        return {name: row.sequence for name, row in (await self.recent.of(names)).items()}


@pytest.fixture
def office() -> Office:
    return Office()


async def test_rows_are_found_by_their_field_in_the_order_asked_for(office: Office) -> None:
    await office.hear(office.here, office.source.opened("hall-1", "north"))
    await office.hear(office.here, office.source.opened("hall-2", "south"))
    assert list(await office.known("south", "nowhere", "north", "south")) == ["south", "north"]
    assert await office.known() == {}


async def test_what_another_process_heard_counts_after_a_second(office: Office) -> None:
    await office.hear(office.here, office.source.opened("hall-1", "north"))
    assert await office.known("north") == {"north": 1}
    await office.hear(office.elsewhere, office.source.event("hall-1", HallShut()))
    office.seconds = 0.9
    assert await office.known("north") == {"north": 1}
    office.seconds = 1.0
    assert await office.known("north") == {"north": 2}


async def test_what_this_process_heard_counts_at_once(office: Office) -> None:
    await office.hear(office.here, office.source.opened("hall-1", "north"))
    assert await office.known("north") == {"north": 1}
    await office.hear(office.here, office.source.event("hall-1", HallShut()))
    assert await office.known("north") == {"north": 2}


async def test_a_row_that_is_missing_is_looked_for_each_time(office: Office) -> None:
    assert await office.known("north") == {}
    await office.hear(office.elsewhere, office.source.opened("hall-1", "north"))
    assert await office.known("north") == {"north": 1}
