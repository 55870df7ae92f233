"""Producers that fail, records that are refused, brokers that are away: nothing is lost, nobody is starved."""

import asyncio
from dataclasses import replace

import pytest
from libs.chassis.tests.box_office import TICKET, Sell, Ticket, asked, at_an_open_hall, sell
from libs.chassis.tests.broker import NO_DELAY, Broker, ScriptedProducer, running
from libs.chassis.tests.doubles import eventually
from libs.chassis.tests.language import TICKETS, TicketEvent
from libs.chassis.tests.office import Office

from chassis.documents import Document, MemoryDocuments
from chassis.documents.port import Sort
from chassis.outbox import sweep
from chassis.store import Store
from contracts.calendar import WorkingDays
from contracts.envelope import Envelope


@pytest.fixture
def office() -> Office:
    return Office(Broker())


@pytest.fixture
def slow_office() -> Office:
    """Its broker acknowledges only when told to."""
    return Office(Broker(automatic=False))


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten the pauses before suspects and an absent broker are tried again."""
    monkeypatch.setattr("chassis.outbox.relay.REST_SECONDS", 0.1)


def in_line(office: Office) -> int:
    return sum(len(producer.line) for producer in office.broker.producers)


def subjects_in_line(office: Office) -> set[str]:
    return {envelope.subject for producer in office.broker.producers for envelope, _ in producer.line}


async def test_a_failed_producer_is_replaced_and_the_sweeper_makes_up_for_it(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        for number in range(3):
            await office.sell(f"ticket-{number}")
        await eventually(lambda: in_line(office) == 3)
        office.broker.producers[0].fail()
        await eventually(lambda: not office.relay.in_flight)
        assert await office.unpublished() == ["ticket-0", "ticket-1", "ticket-2"]
        office.broker.recover()
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
    assert len(office.broker.producers) == 2
    assert sorted(office.broker.log) == [("ticket-0", 1), ("ticket-1", 1), ("ticket-2", 1)]


async def test_after_a_failure_no_event_goes_out_before_the_ones_that_failed(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: in_line(office) == 1)
        office.broker.producers[0].fail()
        office.broker.recover()
        await office.note("north")
        await eventually(lambda: not office.relay.in_flight)
        await office.note("south")
        await eventually(office.all_published)
    assert office.broker.log == [("ticket-1", 1), ("ticket-1", 2), ("ticket-1", 3)]


async def test_failures_of_an_old_line_do_not_break_the_new_one(slow_office: Office) -> None:
    office = slow_office
    async with running(office.relay):
        for number in range(4):
            await office.sell(f"ticket-{number}")
        await eventually(lambda: in_line(office) == 4)
        old = office.broker.producers[0]
        old.dead = True
        old.deliver(1)
        await eventually(lambda: office.relay.queue is None)
        await office.sell("ticket-9")
        await eventually(lambda: len(office.broker.producers) == 2)
        old.deliver()
        office.broker.acknowledge()
        await eventually(lambda: office.is_published("ticket-9"))
        await eventually(lambda: not office.relay.in_flight)
    assert len(office.broker.producers) == 2


async def breaks_on_find(office: Office) -> MemoryDocuments:
    """Return documents that break the queue, and open another one, while the relay reads."""

    class Breaking(MemoryDocuments):
        async def find(
            self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
        ) -> list[Document]:
            found = await super().find(collection, where, fields=fields, sort=sort, limit=limit)
            if fields and "events" in fields and office.relay.queue:
                office.relay.break_queue(office.relay.queue, ConnectionError())
                await office.relay.open_queue()
            return found

    documents = Breaking()
    documents.collections = office.documents.collections  # type: ignore[attr-defined]
    return documents


async def test_a_line_that_breaks_while_the_relay_reads_is_not_continued_on_the_next(slow_office: Office) -> None:
    """Event 1 stands in a line that breaks while events 2 and 3 are read: they must not overtake it."""
    office = slow_office
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: in_line(office) == 1)
        office.relay.handovers = asyncio.Queue()  # nobody takes from it
        await office.note("lost from the queue")
        await office.note("south")
        office.relay.handovers.get_nowait()
        handover = office.relay.handovers.get_nowait()
        office.relay.documents = await breaks_on_find(office)
        await office.relay._send_new(handover)
        office.broker.producers[0].stopped = True
        office.broker.producers[0].line.clear()
        office.broker.acknowledge()
        office.relay.documents = office.documents
        office.broker.recover()
        await eventually(lambda: not office.relay.in_flight)
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
    assert office.broker.first_seen() == {"ticket-1": [1, 2, 3]}


async def test_a_line_that_breaks_while_a_record_is_sent_is_not_remembered(office: Office) -> None:
    """Event 1 was given to a producer that is discarded: event 2 must not go out alone over the next."""
    office.broker.automatic = False
    send = ScriptedProducer.send

    async def breaking(self: ScriptedProducer, topic: str, envelope: Envelope) -> asyncio.Future[object]:
        future = await send(self, topic, envelope)
        if envelope.sequence == 1 and len(office.broker.producers) == 1 and office.relay.queue:
            office.relay.break_queue(office.relay.queue, ConnectionError())
            self.line.clear()
        return future

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptedProducer, "send", breaking)
        async with running(office.relay):
            await office.sell()
            await eventually(lambda: office.broker.producers)
            await office.note("north")
            await eventually(lambda: len(office.broker.producers) == 2 and office.broker.producers[1].line)
            office.broker.acknowledge()
            await eventually(office.all_published)
    assert office.broker.first_seen() == {"ticket-1": [1, 2]}


async def test_a_record_that_is_too_large_is_set_aside_and_starves_nobody(office: Office) -> None:
    office.broker.oversize.add("ticket-1:2")
    async with running(office.relay, sweeping=True):
        await office.sell("ticket-1")
        await office.note("north", "ticket-1")
        await office.note("south", "ticket-1")
        for number in range(2, 6):
            await office.sell(f"ticket-{number}")
        await eventually(lambda: office.relay.quarantine.aside == {"ticket/ticket-1"})
        await eventually(lambda: all_but_one(office))
    assert office.broker.first_seen() == {"ticket-1": [1], **{f"ticket-{n}": [1] for n in range(2, 6)}}
    assert len(office.broker.producers) == 1


async def all_but_one(office: Office) -> bool:
    return await office.unpublished() == ["ticket-1"]


async def test_a_batch_that_the_broker_refuses_costs_its_neighbours_nothing_but_time(slow_office: Office) -> None:
    """The broker refuses the batch as a whole: who is to blame shows only when each is tried alone."""
    office = slow_office
    office.broker.refused.add("ticket-1:2")
    async with running(office.relay):
        await office.sell("ticket-1")
        await office.note("north", "ticket-1")
        for number in range(2, 6):
            await office.sell(f"ticket-{number}")
        await eventually(lambda: in_line(office) == 6)
        office.broker.acknowledge()
        await eventually(lambda: not office.relay.in_flight)
        assert set(office.relay.quarantine.suspects) == {f"ticket/ticket-{number}" for number in range(1, 6)}
        office.broker.recover()
        await eventually(lambda: all_but_one(office))
        await eventually(
            lambda: office.relay.quarantine.aside == {"ticket/ticket-1"} and not office.relay.quarantine.suspects
        )
        await office.sell("ticket-7")
        await office.note("south", "ticket-1")
        await eventually(lambda: all_but_one(office))
    assert office.broker.first_seen() == {"ticket-1": [1], **{f"ticket-{n}": [1] for n in (2, 3, 4, 5, 7)}}


async def test_a_suspect_that_was_not_to_blame_goes_on_as_before(slow_office: Office) -> None:
    office = slow_office
    office.broker.refused.add("ticket-1:1")
    async with running(office.relay, sweeping=True):
        await office.sell("ticket-1")
        await office.sell("ticket-2")
        await eventually(lambda: subjects_in_line(office) == {"ticket-1", "ticket-2"})
        office.broker.acknowledge()
        await eventually(lambda: office.relay.quarantine.suspects)
        await office.note("north", "ticket-2")
        office.broker.recover()
        await eventually(lambda: all_but_one(office))
        await office.note("south", "ticket-2")
        await eventually(lambda: all_but_one(office))
    assert office.broker.first_seen() == {"ticket-2": [1, 2, 3]}


async def test_commands_go_on_while_the_broker_is_away_and_it_is_not_asked_each_time(office: Office) -> None:
    office.broker.away = True
    async with running(office.relay):
        for number in range(50):
            await office.sell(f"ticket-{number:02}")
        await office.relay.drain()
        assert office.broker.asked == 1
        assert len(await office.unpublished()) == 50
        office.broker.away = False
        await eventually(lambda: swept(office))
        await eventually(office.all_published)
    assert len(office.broker.log) == 50


async def swept(office: Office) -> bool:
    return await sweep(office.relay, NO_DELAY) > 0


async def test_a_line_without_room_stops_its_kind_alone(office: Office) -> None:
    office.broker.full.add("ticket-1")
    office.relay.topics["letter"] = TICKETS
    letters: Store[Ticket, TicketEvent] = Store(
        replace(TICKET, kind="letter"), office.documents, office.relay, WorkingDays
    )
    async with running(office.relay):
        await office.sell("ticket-1")
        await letters.create("letter-1", sell, Sell(), asked("a"), at_an_open_hall)
        await office.relay.drain()
        assert office.broker.log == [("letter-1", 1)]
        assert await sweep(office.relay, NO_DELAY) == 0
        office.broker.full.clear()
        assert await sweep(office.relay, NO_DELAY) == 1
        await eventually(office.all_published)
    assert len(office.broker.producers) == 1


async def test_a_broker_that_falls_silent_is_given_up(slow_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office = slow_office
    monkeypatch.setattr("chassis.outbox.relay.DELIVERY_SECONDS", 0.0)
    async with running(office.relay):
        await office.sell()
        await eventually(lambda: office.broker.producers and office.broker.producers[0].stopped)
        monkeypatch.setattr("chassis.outbox.relay.DELIVERY_SECONDS", 60.0)
        office.broker.recover()
        await eventually(lambda: not office.relay.in_flight)
        await sweep(office.relay, NO_DELAY)
        await eventually(office.all_published)
    assert len(office.broker.producers) == 2


async def test_closing_stops_the_producer(office: Office) -> None:
    async with running(office.relay):
        await office.sell()
        await office.relay.drain()
    assert [producer.stopped for producer in office.broker.producers] == [True]
    assert office.relay.queue is None
    await office.relay.close()
