"""The relay at a real Kafka: order per aggregate, repeats after a crash, records that the broker refuses."""

import asyncio
from collections.abc import Callable

import pytest
from aiokafka.errors import NodeNotReadyError, ProducerClosed
from libs.chassis.tests.box_office import TICKET, Note, Sell, Ticket, asked, at_an_open_hall, note, note_twice, sell
from libs.chassis.tests.broker import NO_DELAY, running
from libs.chassis.tests.doubles import PATIENCE_SECONDS, eventually
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.language import TICKETS, TicketEvent

from chassis.documents import Documents, MemoryDocuments
from chassis.kafka import producing
from chassis.outbox import QueueFull, Relay, sweep
from chassis.store import Store
from contracts.calendar import WorkingDays
from contracts.envelope import Envelope


@pytest.fixture
def hall(kafka_url: str) -> Hall:
    return Hall(kafka_url, unique(TICKETS))


type Office = tuple[Store[Ticket, TicketEvent], Relay]


def office(hall: Hall, documents: Documents) -> Office:
    relay = Relay(documents, "tests", {"ticket": hall.topic}, producing(hall.url, "tests"))
    return Store(TICKET, documents, relay, WorkingDays), relay


def published(documents: Documents) -> Callable[[], object]:
    async def all_published() -> bool:
        found = await documents.find("ticket", {})
        return all(
            "pending_since" not in document and document["published"] == document["sequence"] for document in found
        )

    return all_published


IDS = [f"ticket-{number}" for number in range(8)]


async def test_histories_are_in_the_topic_once_and_in_order(hall: Hall, documents: Documents) -> None:
    await hall.open()
    store, relay = office(hall, documents)
    async with running(relay):
        for id in IDS:
            await store.create(id, sell, Sell(), asked(f"post-{id}"), at_an_open_hall)
        for number in range(5):
            moves = [store.change(id, note_twice, Note(str(number)), asked(f"{number}"), at_an_open_hall) for id in IDS]
            await asyncio.gather(*moves)
        await relay.drain()
        assert await eventually_true(published(documents))
    assert await hall.read() == {id: list(range(1, 12)) for id in IDS}


async def eventually_true(holds: Callable[[], object]) -> bool:
    await eventually(holds)
    return True


async def test_two_processes_and_a_crash_repeat_and_never_reorder(hall: Hall) -> None:
    await hall.open()
    documents = MemoryDocuments()
    crashing, mine, theirs = (office(hall, documents) for _ in range(3))
    passing = asyncio.create_task(crashing[1]._pass_on())
    for id in IDS:
        await crashing[0].create(id, sell, Sell(), asked(f"post-{id}"), at_an_open_hall)
    await crashing[1].handovers.join()
    passing.cancel()
    await crashing[1].close()
    async with running(mine[1], theirs[1], sweeping=True):
        for number in range(6):
            one, other = mine[0], theirs[0]
            moves = [one.change(id, note, Note("north"), asked(f"mine-{number}"), at_an_open_hall) for id in IDS]
            moves += [other.change(id, note, Note("south"), asked(f"theirs-{number}"), at_an_open_hall) for id in IDS]
            await asyncio.gather(*moves)
        await eventually(published(documents))
    read = await hall.read()
    assert {id: list(dict.fromkeys(sequences)) for id, sequences in read.items()} == {
        id: list(range(1, 14)) for id in IDS
    }


async def test_a_record_that_the_broker_refuses_is_set_aside_and_its_neighbours_go_on(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.outbox.relay.REST_SECONDS", 0.1)
    await hall.open(20_000)
    documents = MemoryDocuments()
    store, relay = office(hall, documents)
    async with running(relay, sweeping=True):
        for id in IDS:
            await store.create(id, sell, Sell(), asked(f"post-{id}"), at_an_open_hall)
        await store.change(IDS[0], note, Note("x" * 30_000), asked("large"), at_an_open_hall)
        moves = [store.change(id, note, Note("north"), asked("a"), at_an_open_hall) for id in IDS]
        await asyncio.gather(*moves)
        await eventually(lambda: relay.quarantine.aside == {f"ticket/{IDS[0]}"})
        await eventually(lambda: pending(documents) == [IDS[0]])
        await store.change(IDS[1], note, Note("south"), asked("b"), at_an_open_hall)
        await eventually(lambda: pending(documents) == [IDS[0]])
    first_seen = {id: list(dict.fromkeys(sequences)) for id, sequences in (await hall.read()).items()}
    assert 2 not in first_seen.pop(IDS[0])
    assert first_seen == {IDS[1]: [1, 2, 3], **{id: [1, 2] for id in IDS[2:]}}


def pending(documents: MemoryDocuments) -> list[str]:
    return [id for id, kept in documents.collections["ticket"].items() if "pending_since" in kept]


async def test_a_topic_that_is_missing_is_no_failure_of_the_line(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.kafka.producer.REQUEST_MS", 500)
    documents = MemoryDocuments()
    store, relay = office(hall, documents)
    async with running(relay):
        await store.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await relay.drain()
        line = relay.queue
        assert line
        assert pending(documents) == ["ticket-1"]
        await hall.open()
        await eventually(lambda: swept(relay))
        await eventually(published(documents))
        assert relay.queue is line
    assert await hall.read() == {"ticket-1": [1]}


async def swept(relay: Relay) -> bool:
    return await sweep(relay, NO_DELAY) > 0


async def test_a_producer_without_broker_stops_all_the_same(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Left to itself an idempotent one goes on trying for ever."""
    monkeypatch.setattr("chassis.kafka.producer.STOP_SECONDS", 0.3)
    await hall.open()
    before = asyncio.all_tasks()
    producer = await producing(hall.url, "tests")()

    async def away(*_: object, **__: object) -> None:
        raise NodeNotReadyError

    monkeypatch.setattr(producer.producer.client, "send", away)
    future = await producer.send(hall.topic.name, envelope())
    async with asyncio.timeout(PATIENCE_SECONDS):
        await producer.stop()
        await eventually(lambda: asyncio.all_tasks() <= before)
    assert not future.done()
    with pytest.raises(ProducerClosed):
        await producer.send(hall.topic.name, envelope())


async def test_a_relay_without_kafka_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = MemoryDocuments()
    relay = Relay(documents, "tests", {"ticket": TICKETS}, producing("127.0.0.1:1", "tests"))
    store: Store[Ticket, TicketEvent] = Store(TICKET, documents, relay, WorkingDays)
    async with running(relay):
        await store.create("ticket-1", sell, Sell(), asked("a"), at_an_open_hall)
        await relay.drain()
    assert pending(documents) == ["ticket-1"]


def envelope() -> Envelope:
    return Envelope(
        subject="ticket-1",
        sequence=1,
        type="tests.ticket-noted.v1",
        source="tests",
        time="2026-03-02T04:00:00.000Z",
        actor="a",
        agency="b",
        township="",
        cause="c",
        digest="d",
        fielddigests={},
        traceparent="",
        data={},
    )


async def test_a_line_without_room_says_so(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.kafka.producer.REQUEST_MS", 300)
    monkeypatch.setattr("chassis.kafka.producer.STOP_SECONDS", 0.3)
    await hall.open()
    producer = await producing(hall.url, "tests")()

    async def away(*_: object, **__: object) -> None:
        raise NodeNotReadyError

    monkeypatch.setattr(producer.producer.client, "send", away)
    large = Envelope(**{**vars(envelope()), "data": {"text": "x" * 100_000}})
    await producer.send(hall.topic.name, large)
    with pytest.raises(QueueFull):
        await asyncio.gather(*(producer.send(hall.topic.name, large) for _ in range(4)))
    await producer.stop()
