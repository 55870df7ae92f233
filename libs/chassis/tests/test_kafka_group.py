"""A consumer group at a real Kafka: offsets follow effects, broken records stop nobody, a rewind changes nothing."""

import asyncio
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from aiokafka.errors import CommitFailedError
from libs.chassis.tests.doubles import PATIENCE_SECONDS, Unreliable, eventually
from libs.chassis.tests.halls import HALL_ROWS, Listener, Source
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.language import HALLS

from chassis.consuming import recount
from chassis.documents import Document, Documents, MemoryDocuments
from chassis.kafka import Group, Record, rewind


@pytest.fixture
async def hall(kafka_url: str) -> Hall:
    hall = Hall(kafka_url, unique(HALLS))
    await hall.open()
    return hall


@pytest.fixture
def group() -> str:
    return f"group-{uuid.uuid4().hex[:8]}"


def listener_in(hall: Hall, documents: Documents) -> Listener:
    """Return a listener whose rows are fed by the topic of this test."""
    listener = Listener(documents)
    listener.rows.rows = replace(HALL_ROWS, topics=(hall.topic.name,))
    return listener


async def everything(documents: Documents) -> dict[str, list[Document]]:
    return {
        name: await documents.find(name, {}, sort=[("_id", 1)]) for name in ("ticket", "hall_rows", "counts", "parked")
    }


async def test_records_become_effects_and_offsets_follow(hall: Hall, documents: Documents, group: str) -> None:
    source, listener = Source(), listener_in(hall, documents)
    halls = [f"hall-{number}" for number in range(10)]
    await hall.send([source.opened(hall) for hall in halls])
    await hall.send([source.named(hall, "east") for hall in halls])
    async with hall.listening(group, listener.consuming.take) as member:
        await eventually(lambda: len(listener.kiosk.handled) == 20)
        assert member.assigned
        await eventually(lambda: hall.has_committed(group, 20))
    assert [await listener.names(hall) for hall in halls] == [["east"]] * 10
    assert await listener.parked() == []


async def test_nothing_is_committed_before_its_effect_is_stored(hall: Hall, group: str) -> None:
    source, documents, away = Source(), MemoryDocuments(), True
    listener = listener_in(hall, Unreliable(documents, lambda name, done: away))
    await hall.send([source.opened("hall-1"), source.opened("hall-2")])
    taken = asyncio.Event()

    async def take(records: Sequence[Record]) -> None:
        taken.set()
        await listener.consuming.take(records)

    async with hall.listening(group, take):
        await asyncio.wait_for(taken.wait(), PATIENCE_SECONDS)
        assert await hall.committed(group) == 0
        away = False
        await eventually(lambda: hall.has_committed(group, 2))
    assert sorted(listener.kiosk.handled) == ["hall-1:north", "hall-2:north"]


async def test_a_worker_that_dies_in_a_handler_leaves_the_record_to_the_next(hall: Hall, group: str) -> None:
    source, listener = Source(), listener_in(hall, MemoryDocuments())
    await hall.send([source.opened("hall-1")])
    begun = asyncio.Event()

    async def never(records: Sequence[Record]) -> None:
        begun.set()
        await asyncio.Event().wait()

    dying = Group(hall.url, group, [hall.topic], never)
    impatient(dying)
    running = asyncio.create_task(dying.run())
    await asyncio.wait_for(begun.wait(), PATIENCE_SECONDS)
    await dying.stop()
    await running
    assert await hall.committed(group) == 0
    async with hall.listening(group, listener.consuming.take):
        await eventually(lambda: listener.kiosk.handled == ["hall-1:north"])


def impatient(group: Group) -> None:
    """Wait for no handler, as if the process were killed."""
    outer: Any = group.subscriber._outer_config
    outer.broker_config.graceful_timeout = 0.05


async def test_a_worker_that_is_stopped_finishes_its_batch_first(hall: Hall, group: str) -> None:
    source, listener = Source(), listener_in(hall, MemoryDocuments())
    await hall.send([source.opened("hall-1")])
    begun, held = asyncio.Event(), asyncio.Event()

    async def slow(records: Sequence[Record]) -> None:
        begun.set()
        await held.wait()
        await listener.consuming.take(records)

    member = Group(hall.url, group, [hall.topic], slow)
    running = asyncio.create_task(member.run())
    await asyncio.wait_for(begun.wait(), PATIENCE_SECONDS)
    stopping = asyncio.create_task(member.stop())
    await asyncio.sleep(0)
    held.set()
    await stopping
    await running
    assert listener.kiosk.handled == ["hall-1:north"]
    assert await hall.committed(group) == 1


async def test_poison_and_broken_headers_are_parked_and_a_replay_applies_them_once(
    hall: Hall, documents: Documents, group: str
) -> None:
    source, listener = Source(), listener_in(hall, documents)
    good, none, no_text, no_json = (source.opened(f"hall-{number}") for number in range(1, 5))
    none = replace(none, headers=tuple((name, None if name == "ce_actor" else raw) for name, raw in none.headers))
    no_text = replace(no_text, headers=(*no_text.headers, ("ce_traceparent", b"\xff\xfe")))

    def bug(name: str) -> None:
        if name == "bad":
            raise RuntimeError

    listener.kiosk.spoil = bug
    records = [good, none, no_text, replace(no_json, value=b"{"), source.named("hall-1", "bad")]
    records += [source.named("hall-1", "east"), source.opened("hall-5")]
    await hall.send(records)
    async with hall.listening(group, listener.consuming.take):
        await eventually(lambda: hall.has_committed(group, 7))
        found = [(record.reason, record.offset) for record in await listener.parking.listed()]
        assert found == [("unreadable", 1), ("unreadable", 2), ("unreadable", 3), ("error", 4), ("behind", 5)]
        assert sorted(listener.kiosk.handled) == ["hall-1:north", "hall-5:north"]
        listener.kiosk.spoil = lambda name: None
        await listener.parking.replay(f"tests/{hall.topic.name}/0/4")
        await listener.consuming.retry()
    assert await listener.names("hall-1") == ["bad", "east"]
    assert [record.offset for record in await listener.parking.listed()] == [1, 2, 3]


async def test_a_group_rewound_to_zero_leaves_the_stores_as_they_are(
    hall: Hall, documents: Documents, group: str
) -> None:
    source, listener = Source(), listener_in(hall, documents)
    halls = [f"hall-{number}" for number in range(5)]
    await hall.send([source.opened(hall) for hall in halls])
    await hall.send([source.named(hall, name) for name in ("east", "west") for hall in halls])
    async with hall.listening(group, listener.consuming.take):
        await eventually(lambda: hall.has_committed(group, 15))
    while await recount(listener.rows, "counts"):
        pass
    before = await everything(documents)
    assert await rewind(hall.url, group) == 1
    assert await hall.committed(group) == 0
    again = listener_in(hall, documents)
    async with hall.listening(group, again.consuming.take):
        await eventually(lambda: hall.has_committed(group, 15))
    while await recount(again.rows, "counts"):
        pass
    assert len(again.kiosk.handled) == 15
    assert await everything(documents) == before


async def test_a_group_that_runs_is_not_rewound(hall: Hall, group: str) -> None:
    source, listener = Source(), listener_in(hall, MemoryDocuments())
    await hall.send([source.opened("hall-1")])
    async with hall.listening(group, listener.consuming.take):
        await eventually(lambda: hall.has_committed(group, 1))
        with pytest.raises(CommitFailedError):
            await rewind(hall.url, group)
        assert await hall.committed(group) == 1


async def test_a_group_that_never_read_has_nothing_to_rewind(hall: Hall, group: str) -> None:
    assert await rewind(hall.url, group) == 0


async def test_a_group_without_kafka_goes_on_asking_and_stops_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.01)
    asked = 0

    async def take(records: Sequence[Record]) -> None:
        raise AssertionError

    group = Group("127.0.0.1:1", "nobody", [HALLS], take)
    start = group.broker.start

    async def counted() -> None:
        nonlocal asked
        asked += 1
        await start()

    monkeypatch.setattr(group.broker, "start", counted)
    running = asyncio.create_task(group.run())
    await eventually(lambda: asked >= 3)
    assert not group.assigned
    assert not group.started
    await asyncio.wait_for(group.stop(), PATIENCE_SECONDS)
    await running
