"""The history is the outbox: everything is published in order, and marked as published only when it is."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from libs.chassis.tests.box_office import TICKET, Sell, Ticket, asked, at_an_open_hall, note_twice, sell
from libs.chassis.tests.broker import NO_DELAY, Broker, running
from libs.chassis.tests.doubles import PATIENCE_SECONDS, Unreliable, eventually, once
from libs.chassis.tests.language import TICKETS, TicketEvent
from libs.chassis.tests.office import Office

from chassis.clock import wall
from chassis.documents import Document, Documents, MemoryDocuments
from chassis.outbox import Relay, sweep, sweeper
from chassis.store import Store
from contracts.calendar import WorkingDays


@pytest.fixture
def office() -> Office:
    return Office(Broker())


@pytest.fixture
def slow_office() -> Office:
    """Its broker acknowledges only when told to."""
    return Office(Broker(automatic=False))


async def test_events_are_published_once_in_order_and_marked(documents: Documents) -> None:
    office = Office(Broker(), documents)
    async with running(office.relay):
        for number in (1, 2):
            await office.sell(f"ticket-{number}")
        for number in (1, 2):
            await office.note("north", f"ticket-{number}", note_twice)
            await office.note("south", f"ticket-{number}")
        await office.relay.drain()
    assert await office.all_published()
    assert sorted(office.broker.log) == [(f"ticket-{n}", sequence) for n in (1, 2) for sequence in (1, 2, 3, 4)]
    assert office.broker.first_seen() == {"ticket-1": [1, 2, 3, 4], "ticket-2": [1, 2, 3, 4]}
    assert (await office.kept())["published"] == 4


async def test_nothing_is_marked_before_the_broker_has_it(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: office.broker.producers and office.broker.producers[0].line)
        await office.relay.settle()
        assert await office.unpublished() == ["ticket-1"]
        office.broker.acknowledge()
        await eventually(office.all_published)


async def test_an_acknowledgement_marks_nothing_that_was_written_since(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: office.broker.producers and office.broker.producers[0].line)
        await office.note("north")
        await eventually(lambda: len(office.broker.producers[0].line) == 2)
        office.broker.producers[0].deliver(1)
        await eventually(lambda: office.relay.in_flight == {"ticket/ticket-1": 1})
        assert await office.unpublished() == ["ticket-1"]
        assert (await office.kept())["published"] == 0
        office.broker.acknowledge()
        await eventually(office.all_published)
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2)]


async def test_a_slow_acknowledgement_holds_up_nobody_else(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell("ticket-1")
        await eventually(lambda: office.broker.producers and office.broker.producers[0].line)
        (first,) = office.broker.producers[0].line
        office.broker.producers[0].line.clear()
        await asyncio.wait_for(office.relay.settle(), PATIENCE_SECONDS)
        await office.sell("ticket-2")
        await eventually(lambda: office.broker.producers[0].line)
        office.broker.acknowledge()
        await eventually(lambda: office.is_published("ticket-2"))
        assert await office.unpublished() == ["ticket-1"]
        office.broker.producers[0].line.append(first)
        office.broker.acknowledge()
        await eventually(office.all_published)


async def test_a_crash_between_publishing_and_marking_repeats_and_never_reorders(office: Office) -> None:
    async with asyncio.TaskGroup() as tasks:
        passing = tasks.create_task(office.relay._pass_on())
        await office.sell()
        await office.note("north", decide=note_twice)
        await eventually(lambda: len(office.broker.log) == 3)
        passing.cancel()
    after = Office(office.broker, office.documents)
    async with running(after.relay):
        await after.note("south")
        await eventually(after.all_published)
    assert office.broker.log == [("ticket-1", n) for n in (1, 2, 3, 1, 2, 3, 4)]


async def test_another_queue_begins_after_what_is_published(office: Office) -> None:
    """The store does not say so with each write: a process that remembers the ticket does not read it again."""
    async with running(office.relay):
        await office.sell()
        await office.note("north")
        await office.relay.drain()
        assert office.relay.queue
        office.relay.break_queue(office.relay.queue)
        await office.note("south")
        await office.relay.drain()
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2), ("ticket-1", 3)]


async def test_what_a_dead_process_left_is_swept_up(office: Office) -> None:
    await office.sell("ticket-1")
    await office.sell("ticket-2")
    await office.note("north", "ticket-2", note_twice)
    after = Office(office.broker, office.documents)
    async with running(after.relay):
        assert await sweep(after.relay, NO_DELAY) == 2
        await eventually(after.all_published)
    assert office.broker.first_seen() == {"ticket-1": [1], "ticket-2": [1, 2, 3]}


async def test_what_is_fresh_is_not_swept(office: Office) -> None:
    await office.sell()
    assert await sweep(office.relay) == 0
    assert office.broker.log == []


@pytest.mark.parametrize("wrong_by", [timedelta(hours=2), timedelta(hours=-2)])
async def test_what_is_left_is_found_by_the_store_s_clock(
    office: Office, monkeypatch: pytest.MonkeyPatch, wrong_by: timedelta
) -> None:
    """The process that died had a clock that was two hours wrong, or the one that sweeps has."""
    passed = timedelta()

    async def told() -> datetime:
        return wall() + wrong_by + passed

    monkeypatch.setattr(office.documents, "now", told)
    await office.sell()
    passed = timedelta(seconds=2)
    after = Office(office.broker, office.documents)
    async with running(after.relay):
        assert await sweep(after.relay) == 1
        await eventually(after.all_published)


async def test_the_sweeper_skips_what_is_in_flight(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: office.broker.producers and office.broker.producers[0].line)
        assert await sweep(office.relay, NO_DELAY) == 0
        assert len(office.broker.producers[0].line) == 1
        office.broker.acknowledge()
        await eventually(office.all_published)
    assert office.broker.log == [("ticket-1", 1)]


@pytest.mark.parametrize("marked", [True, False], ids=["and marked", "and not marked"])
async def test_what_the_relay_sent_since_the_sweeper_looked_is_not_sent_again(
    monkeypatch: pytest.MonkeyPatch, marked: bool
) -> None:
    """The sweeper goes through thousands; those at the end are long published when their turn comes."""
    lost = once("update_each", performed=False)
    office = Office(Broker(), MemoryDocuments() if marked else Unreliable(MemoryDocuments(), lost))
    look = sweeper.left_over

    async def look_long(relay: Relay, kind: str, before: str) -> list[Document]:
        found = await look(relay, kind, before)
        assert len(found) == 2
        await relay.drain()
        return found

    monkeypatch.setattr(sweeper, "left_over", look_long)
    await office.sell("ticket-1")
    await office.sell("ticket-2")
    await office.note("north", "ticket-1")
    async with running(office.relay):
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
    assert sorted(office.broker.log) == [("ticket-1", 1), ("ticket-1", 2), ("ticket-2", 1)]


async def test_relay_and_sweeper_that_read_the_same_send_it_once(office: Office) -> None:
    await office.sell()
    await office.note("north")
    queue = await office.relay.open_queue()
    assert queue
    records = await office.relay.records_after("ticket", "ticket-1", 0)
    await asyncio.gather(*(office.relay.enqueue(queue, "ticket", "ticket-1", records) for _ in range(3)))
    await eventually(lambda: office.broker.log)
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2)]


async def test_what_overflows_the_queue_is_the_sweeper_s(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.relay.handovers = asyncio.Queue(2)
    for number in range(5):
        await office.sell(f"ticket-{number}")
    async with running(office.relay):
        await office.relay.drain()
        assert await office.unpublished() == ["ticket-2", "ticket-3", "ticket-4"]
        assert await sweep(office.relay, NO_DELAY) == 3
        await eventually(office.all_published)
    assert sorted(office.broker.log) == [(f"ticket-{number}", 1) for number in range(5)]


async def test_a_write_after_an_overflow_brings_along_what_was_left(office: Office) -> None:
    office.relay.handovers = asyncio.Queue(1)
    await office.sell()
    await office.note("north")
    async with running(office.relay):
        await office.relay.drain()
        await office.note("south")
        await office.relay.drain()
        assert await office.all_published()
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2), ("ticket-1", 3)]


async def test_draining_waits_for_the_mark(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell()
        draining = asyncio.create_task(office.relay.drain())
        await eventually(lambda: office.broker.producers and office.broker.producers[0].line)
        assert not draining.done()
        office.broker.acknowledge()
        await draining
        assert await office.all_published()


async def test_two_kinds_with_equal_ids_do_not_mix(office: Office) -> None:
    relay = office.relay
    relay.topics["letter"] = TICKETS
    async with running(relay):
        await office.sell()
        await office.note("north")
        await relay.drain()
        letters: Store[Ticket, TicketEvent] = Store(replace(TICKET, kind="letter"), relay.documents, relay, WorkingDays)
        await letters.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await relay.drain()
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2), ("ticket-1", 1)]


@pytest.mark.parametrize("performed", [False, True])
async def test_a_mark_that_was_lost_is_made_up_for(performed: bool) -> None:
    documents = MemoryDocuments()
    office = Office(Broker(), Unreliable(documents, once("update_each", performed=performed)))
    async with running(office.relay):
        await office.sell()
        await office.relay.drain()
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
        await office.note("north")
        await office.relay.drain()
    assert office.broker.first_seen() == {"ticket-1": [1, 2]}


async def test_a_store_away_while_reading_leaves_it_to_the_sweeper(office: Office) -> None:
    await office.sell()
    await office.note("north")
    office.relay.handovers.get_nowait()
    office.relay.handovers.task_done()
    office.relay.documents = Unreliable(office.documents, once("find", performed=False))
    async with running(office.relay):
        await office.relay.drain()
        assert office.broker.log == []
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2)]
