"""The relay at a real Kafka: order per aggregate, repeats after a crash, records that the broker refuses."""

import asyncio
from collections.abc import Callable

import pytest
from aiokafka.errors import NodeNotReadyError, ProducerClosed
from libs.chassis.tests.broker import AT_ONCE, running
from libs.chassis.tests.doubles import PATIENCE_SECONDS, eventually
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.parcels import (
    PARCEL,
    PARCELS,
    MoveTo,
    Parcel,
    ParcelEvent,
    Post,
    asked,
    move,
    move_twice,
    no_facts,
    post,
)

from chassis.documents import Documents, MemoryDocuments
from chassis.kafka import producing
from chassis.outbox import QueueFull, Relay, sweep
from chassis.store import Store
from contracts.calendar import WorkingDays
from contracts.envelope import Envelope


@pytest.fixture
def hall(kafka_url: str) -> Hall:
    return Hall(kafka_url, unique(PARCELS))


type Office = tuple[Store[Parcel, ParcelEvent], Relay]


def office(hall: Hall, documents: Documents) -> Office:
    relay = Relay(documents, "tests", {"parcel": hall.topic}, producing(hall.url, "tests"))
    return Store(PARCEL, documents, relay, WorkingDays), relay


def published(documents: Documents) -> Callable[[], object]:
    async def all_published() -> bool:
        found = await documents.find("parcel", {})
        return all("pending_since" not in it and it["published"] == it["sequence"] for it in found)

    return all_published


IDS = [f"parcel-{number}" for number in range(8)]


async def test_histories_are_in_the_topic_once_and_in_order(hall: Hall, documents: Documents) -> None:
    await hall.open()
    store, relay = office(hall, documents)
    async with running(relay):
        for id in IDS:
            await store.create(id, post, Post(), asked(f"post-{id}"), no_facts)
        for number in range(5):
            moves = [store.change(id, move_twice, MoveTo(str(number)), asked(f"{number}"), no_facts) for id in IDS]
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
        await crashing[0].create(id, post, Post(), asked(f"post-{id}"), no_facts)
    await crashing[1].handovers.join()
    passing.cancel()
    await crashing[1].close()
    async with running(mine[1], theirs[1], sweeping=True):
        for number in range(6):
            one, other = mine[0], theirs[0]
            moves = [one.change(id, move, MoveTo("north"), asked(f"mine-{number}"), no_facts) for id in IDS]
            moves += [other.change(id, move, MoveTo("south"), asked(f"theirs-{number}"), no_facts) for id in IDS]
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
            await store.create(id, post, Post(), asked(f"post-{id}"), no_facts)
        await store.change(IDS[0], move, MoveTo("x" * 30_000), asked("large"), no_facts)
        moves = [store.change(id, move, MoveTo("north"), asked("a"), no_facts) for id in IDS]
        await asyncio.gather(*moves)
        await eventually(lambda: relay.quarantine.aside == {f"parcel/{IDS[0]}"})
        await eventually(lambda: pending(documents) == [IDS[0]])
        await store.change(IDS[1], move, MoveTo("south"), asked("b"), no_facts)
        await eventually(lambda: pending(documents) == [IDS[0]])
    first_seen = {id: list(dict.fromkeys(sequences)) for id, sequences in (await hall.read()).items()}
    assert 2 not in first_seen.pop(IDS[0])
    assert first_seen == {IDS[1]: [1, 2, 3], **{id: [1, 2] for id in IDS[2:]}}


def pending(documents: MemoryDocuments) -> list[str]:
    return [id for id, kept in documents.collections["parcel"].items() if "pending_since" in kept]


async def test_a_topic_that_is_missing_is_no_failure_of_the_line(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.kafka.producer.REQUEST_MS", 500)
    documents = MemoryDocuments()
    store, relay = office(hall, documents)
    async with running(relay):
        await store.create("parcel-1", post, Post(), asked("a"), no_facts)
        await relay.drain()
        line = relay.queue
        assert line
        assert pending(documents) == ["parcel-1"]
        await hall.open()
        await eventually(lambda: swept(relay))
        await eventually(published(documents))
        assert relay.queue is line
    assert await hall.read() == {"parcel-1": [1]}


async def swept(relay: Relay) -> bool:
    return await sweep(relay, AT_ONCE) > 0


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
    relay = Relay(documents, "tests", {"parcel": PARCELS}, producing("127.0.0.1:1", "tests"))
    store: Store[Parcel, ParcelEvent] = Store(PARCEL, documents, relay, WorkingDays)
    async with running(relay):
        await store.create("parcel-1", post, Post(), asked("a"), no_facts)
        await relay.drain()
    assert pending(documents) == ["parcel-1"]


def envelope() -> Envelope:
    return Envelope(
        subject="parcel-1",
        sequence=1,
        type="tests.parcel-moved.v1",
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
    large = Envelope(**{**vars(envelope()), "data": {"to": "x" * 100_000}})
    await producer.send(hall.topic.name, large)
    with pytest.raises(QueueFull):
        await asyncio.gather(*(producer.send(hall.topic.name, large) for _ in range(4)))
    await producer.stop()
