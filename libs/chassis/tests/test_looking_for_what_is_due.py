"""When a worker looks for deadlines: at once on another day, after something was due, and now and then."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from libs.chassis.tests.box_office import Sell, Ticket, asked, at_an_open_hall, flag_overdue, sell
from libs.chassis.tests.doubles import Unreliable, eventually, tickets
from libs.chassis.tests.language import TicketEvent

from chassis.deadlines import Ticking, tick_on
from chassis.documents import MemoryDocuments
from chassis.store import Store
from chassis.testing import SetClock
from contracts.origin import Origin

FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)
NEVER = 10**9


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@dataclass
class Office:
    """A store that counts its looks and may be away, and a clock that stands still."""

    clock: SetClock = field(default_factory=lambda: SetClock(noon(FRIDAY)))
    turns: int = 0
    looks: int = 0
    away: bool = False
    documents: Unreliable = field(init=False)
    store: Store[Ticket, TicketEvent] = field(init=False)

    def __post_init__(self) -> None:
        self.documents = Unreliable(MemoryDocuments(), self._ill)
        self.store = tickets(self.documents)

    def _ill(self, name: str, done: bool) -> bool:
        self.looks += name == "find" and done
        return self.away

    def now(self) -> datetime:
        self.turns += 1
        return self.clock()

    async def go_round(self) -> None:
        """Wait until the worker has gone round some times."""
        before = self.turns
        await eventually(lambda: self.turns > before + 20)

    async def sell(self, use_by: date) -> None:
        await self.store.create("ticket-1", sell, Sell(use_by=use_by), asked("m"), at_an_open_hall)

    async def tick(self, id: str, who: Origin) -> None:
        await self.store.change(id, flag_overdue, None, who, at_an_open_hall)

    async def ran(self) -> bool:
        """Look past the count and the outage."""
        (ticket,) = await self.documents.documents.find("ticket", {})
        return len(ticket["events"]) == 2

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        task = asyncio.create_task(tick_on([Ticking(self.store, self.tick)], self.now))
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.deadlines.ticking.EVERY_SECONDS", 0.001)
    monkeypatch.setattr("chassis.deadlines.ticking.SECONDS_BETWEEN_LOOKS", NEVER)


@pytest.fixture
def office() -> Office:
    return Office()


async def test_another_day_is_looked_at_at_once_and_the_same_one_is_left_alone(office: Office) -> None:
    await office.sell(FRIDAY)
    async with office.watched():
        await office.go_round()
        looks = office.looks
        office.clock.advance(hours=2)
        await office.go_round()
        assert office.looks == looks
        office.clock.at = noon(SATURDAY)
        await eventually(office.ran)


async def test_what_was_recorded_late_is_found_on_the_same_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.deadlines.ticking.SECONDS_BETWEEN_LOOKS", 3)
    office.clock.at = noon(SATURDAY)
    async with office.watched():
        await eventually(lambda: office.looks)
        await office.sell(FRIDAY)
        await eventually(office.ran)


async def test_a_store_that_was_away_is_looked_at_again(office: Office) -> None:
    await office.sell(FRIDAY)
    office.clock.at, office.away = noon(SATURDAY), True
    async with office.watched():
        await office.go_round()
        office.away = False
        await eventually(office.ran)
