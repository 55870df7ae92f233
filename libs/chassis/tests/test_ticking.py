"""Deadlines: each runs once when its day has passed, again by a new calendar, and never spins."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from libs.chassis.tests.box_office import (
    TICKET,
    Facts,
    Note,
    Sell,
    Ticket,
    asked,
    at_an_open_hall,
    flag_overdue,
    note,
    sell,
)
from libs.chassis.tests.doubles import Unreliable, tickets
from libs.chassis.tests.language import TicketEvent

from chassis.clock import wall
from chassis.deadlines import Ticking, overdue
from chassis.deadlines.ticking import tick_due
from chassis.documents import Document, Documents, find_one
from chassis.metrics import TICKS
from chassis.store import Store
from contracts.calendar import WorkingDays
from contracts.origin import Origin

FRIDAY, SATURDAY = date(2026, 3, 6), date(2026, 3, 7)
SHIFTED = WorkingDays(shifted=frozenset({SATURDAY}), version="with-notice")


def noon(day: date) -> Callable[[], datetime]:
    """Return a clock that shows noon in China on that day."""
    return lambda: datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def ticking(store: Store[Ticket, TicketEvent]) -> Ticking:
    async def tick(id: str, who: Origin) -> None:
        await store.change(id, flag_overdue, None, who, at_an_open_hall)

    return Ticking(store, tick)


async def sold(documents: Documents, use_by: date = FRIDAY, id: str = "ticket-1") -> Ticking:
    store = tickets(documents)
    await store.create(id, sell, Sell(use_by=use_by), asked(f"post-{id}"), at_an_open_hall)
    return ticking(store)


async def kept(documents: Documents, id: str = "ticket-1") -> Document:
    return await find_one(documents, "ticket", {"_id": id}) or {}


async def test_what_was_due_yesterday_runs_once(documents: Documents) -> None:
    one = await sold(documents)
    assert await overdue(one.store, noon(SATURDAY)()) == 1
    assert await tick_due(one, noon(SATURDAY)) == 1
    assert await tick_due(one, noon(SATURDAY)) == 0
    document = await kept(documents)
    assert [record["type"] for record in document["events"]] == ["tests.ticket-sold.v1", "tests.ticket-overdue.v1"]
    assert (document["events"][1]["actor"], document["events"][1]["time"]) == ("system", "2026-03-07T04:00:00.000Z")
    assert "next_due" not in document


async def test_the_last_day_counts_to_its_end_in_china(documents: Documents) -> None:
    one = await sold(documents)
    last_minute = datetime(2026, 3, 6, 15, 59, tzinfo=UTC)
    assert await tick_due(one, lambda: last_minute) == 0
    assert await tick_due(one, lambda: last_minute + timedelta(minutes=1)) == 1


async def test_a_new_calendar_computes_the_deadline_again(documents: Documents) -> None:
    await sold(documents, SATURDAY)
    assert (await kept(documents))["next_due"] == "2026-03-09"
    newer = ticking(tickets(documents, calendar=SHIFTED))
    assert await tick_due(newer, noon(date(2026, 3, 2))) == 1
    document = await kept(documents)
    assert (document["next_due"], document["calendar"], document["sequence"]) == ("2026-03-07", "with-notice", 1)
    assert await tick_due(newer, noon(date(2026, 3, 2))) == 0
    assert await tick_due(newer, noon(date(2026, 3, 8))) == 1
    assert (await kept(documents))["sequence"] == 2


async def test_a_calendar_that_was_taken_back_leaves_no_deadline_stuck(documents: Documents) -> None:
    """Its day comes back as it was before: that is another tick, not one that was done."""
    older = await sold(documents, SATURDAY)
    newer = ticking(tickets(documents, calendar=SHIFTED))
    for one in (newer, older, newer, older):
        assert await tick_due(one, noon(date(2026, 3, 2))) == 1
    assert (await kept(documents))["next_due"] == "2026-03-09"
    assert await tick_due(older, noon(date(2026, 3, 10))) == 1
    assert (await kept(documents))["sequence"] == 2


async def test_two_workers_run_a_deadline_once(documents: Documents) -> None:
    mine = await sold(documents)
    theirs = ticking(tickets(documents))

    async def overtaken(id: str, who: Origin) -> None:
        await theirs.tick(id, who)
        await mine.tick(id, who)

    assert await tick_due(Ticking(mine.store, overtaken), noon(SATURDAY)) == 1
    assert (await kept(documents))["version"] == 2


class TestTrouble:
    async def test_a_failure_backs_off_with_an_alarm_and_holds_up_nobody(self, documents: Documents) -> None:
        await sold(documents, id="ticket-1")
        one = await sold(documents, id="ticket-2")

        async def tick(id: str, who: Origin) -> None:
            if id == "ticket-1":
                raise RuntimeError
            await one.tick(id, who)

        failed = TICKS.labels("failed")._value.get()
        failing = Ticking(one.store, tick)
        assert await tick_due(failing, noon(SATURDAY)) == 2
        assert TICKS.labels("failed")._value.get() == failed + 1
        assert "next_due" not in await kept(documents, "ticket-2")
        assert await tick_due(failing, noon(SATURDAY)) == 0
        assert await overdue(one.store, noon(SATURDAY)()) == 1
        await rested(documents)
        assert await tick_due(failing, noon(SATURDAY)) == 1

    async def test_many_that_fail_starve_no_other(self, documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("chassis.deadlines.ticking.BATCH_SIZE", 3)
        for number in range(3):
            await sold(documents, FRIDAY - timedelta(days=1), f"ticket-{number}")
        one = await sold(documents, FRIDAY, "ticket-9")

        async def tick(id: str, who: Origin) -> None:
            if id != "ticket-9":
                raise RuntimeError
            await one.tick(id, who)

        failing = Ticking(one.store, tick)
        assert await tick_due(failing, noon(SATURDAY)) == 3
        assert await tick_due(failing, noon(SATURDAY)) == 1
        assert "next_due" not in await kept(documents, "ticket-9")

    async def test_a_tick_that_moves_nothing_does_not_spin(self, documents: Documents) -> None:
        one = await sold(documents)
        ran: list[str] = []

        async def idle(id: str, who: Origin) -> None:
            ran.append(who.cause)
            await one.store.change(id, decide_nothing, None, who, at_an_open_hall)

        for _ in range(3):
            await tick_due(Ticking(one.store, idle), noon(SATURDAY))
        assert len(ran) == 1
        await rested(documents)
        await tick_due(Ticking(one.store, idle), noon(SATURDAY))
        assert len(set(ran)) == 2

    async def test_a_deadline_that_came_back_meanwhile_does_not_pause(self, documents: Documents) -> None:
        """Another process ran the tick, and then a command set the same day again: that is not what was found due."""
        one = await sold(documents)
        again = tickets(documents, replace(TICKET, due=lambda ticket, calendar: FRIDAY if ticket.noted else None))

        async def overtaken(id: str, who: Origin) -> None:
            await one.tick(id, who)
            await again.change(id, note, Note("north"), asked("m"), at_an_open_hall)
            await one.tick(id, who)

        assert await tick_due(Ticking(one.store, overtaken), noon(SATURDAY)) == 1
        document = await kept(documents)
        assert (document["next_due"], "due_retry" in document) == (FRIDAY.isoformat(), False)

    async def test_a_command_ends_the_pause(self, documents: Documents) -> None:
        one = await sold(documents)

        async def failing(id: str, who: Origin) -> None:
            raise RuntimeError

        await tick_due(Ticking(one.store, failing), noon(SATURDAY))
        await one.store.change("ticket-1", note, Note("north"), asked("m"), at_an_open_hall)
        assert await tick_due(one, noon(SATURDAY)) == 1

    async def test_a_store_that_goes_away_is_no_failure_of_the_tick(self, documents: Documents) -> None:
        await sold(documents)
        away = False
        store = tickets(Unreliable(documents, lambda name, done: away))

        async def tick(id: str, who: Origin) -> None:
            nonlocal away
            away = True
            await store.find(id)

        with pytest.raises(Exception, match="before"):
            await tick_due(Ticking(store, tick), noon(SATURDAY))
        assert "due_retry" not in await kept(documents)


def decide_nothing(ticket: Ticket, command: None, facts: Facts) -> list[TicketEvent]:
    return []


async def rested(documents: Documents) -> None:
    """End the pause after a failure."""
    past = {"$set": {"due_retry": "2026-01-01"}}
    await documents.update("ticket", {"due_retry": {"$exists": True}}, past)


class TestClock:
    @pytest.mark.parametrize(("seconds", "ran"), [(-90, 0), (-30, 1), (30, 1), (90, 0)])
    async def test_a_clock_more_than_a_minute_off_the_store_s_ticks_nothing(
        self, documents: Documents, seconds: int, ran: int
    ) -> None:
        await sold(documents)

        class Skewed(Unreliable):
            async def now(self) -> datetime:
                return await self.documents.now() + timedelta(seconds=seconds)

        one = ticking(tickets(Skewed(documents, lambda name, done: False)))
        assert await tick_due(one, noon(SATURDAY)) == ran
        assert (await kept(documents))["sequence"] == 1 + ran

    async def test_legal_time_may_be_set_as_far_as_one_likes(self, documents: Documents) -> None:
        one = await sold(documents, date(2030, 3, 1))
        assert await tick_due(one, lambda: wall() + timedelta(days=3650)) == 1


async def test_a_deadline_may_come_back_to_a_day_it_had_before(documents: Documents) -> None:
    """A term that was cut short and then restored is due again on its old day."""
    one = await sold(documents)
    await tick_due(one, noon(SATURDAY))
    again = replace(TICKET, due=lambda ticket, calendar: ticket.sold.use_by if len(ticket.noted) < 2 else None)
    store = tickets(documents, again)
    await store.change("ticket-1", note, Note("north"), asked("m"), at_an_open_hall)

    async def tick(id: str, who: Origin) -> None:
        await store.change(id, note, Note("south"), who, at_an_open_hall)

    assert await tick_due(Ticking(store, tick), noon(SATURDAY)) == 1
    document = await kept(documents)
    assert ("next_due" in document, document["sequence"]) == (False, 4)
