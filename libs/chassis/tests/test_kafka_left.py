"""A consumer that left its group after an error of its library is replaced by a new one."""

import asyncio
import itertools
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition
from libs.chassis.tests.doubles import eventually
from libs.chassis.tests.halls import Source
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.language import HALLS

from chassis.kafka import Group
from chassis.kafka.group import STILL_SECONDS


async def closed(*_: Any) -> None:
    raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")


async def none_there() -> None:
    """Do nothing."""


async def cancelled() -> None:
    raise asyncio.CancelledError


async def hanging(*_: Any, **__: Any) -> None:
    await asyncio.Event().wait()


@asynccontextmanager
async def nothing_handled(kafka_url: str, group: str) -> AsyncIterator[tuple[Hall, Source, list[int], Group]]:
    """Yield an assigned member of a group of its own, and the list of offsets that it handles."""
    hall, source, handled = Hall(kafka_url, unique(HALLS)), Source(), list[int]()
    await hall.open()

    async def take(records: Any) -> None:
        handled.extend(record.offset for record in records)

    async with hall.listening(group, take) as member:
        await eventually(lambda: member.assigned)
        yield hall, source, handled, member


@asynccontextmanager
async def one_handled(kafka_url: str) -> AsyncIterator[tuple[Hall, Source, list[int], Group]]:
    """Yield a member that has handled and committed the first record, which does not come again."""
    group = group_name()
    async with nothing_handled(kafka_url, group) as (hall, source, handled, member):
        await hall.send([source.opened("hall-1")])
        await eventually(lambda: handled == [0])
        await eventually(lambda: hall.has_committed(group, 1))
        yield hall, source, handled, member


def group_name() -> str:
    return f"group-{uuid.uuid4().hex[:8]}"


async def test_a_consumer_whose_coordination_died_joins_again(kafka_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On uvloop a closed connection is a RuntimeError, and aiokafka leaves the group for good (aiokafka #1038)."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.05)
    async with one_handled(kafka_url) as (hall, source, handled, member):
        consumer: Any = member.subscriber.consumer
        consumer._coordinator._client.coordinator_lookup = closed
        consumer._coordinator.coordinator_dead()
        await asyncio.wait([consumer._coordinator._coordination_task])
        await hall.send([source.opened("hall-2")])
        await eventually(lambda: handled == [0, 1])
        assert member.assigned
        assert member.subscriber.consumer is not consumer


async def test_a_consumer_whose_metadata_task_died_and_that_can_t_stop_joins_again(
    kafka_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same error elsewhere in aiokafka: it is raised once more where the connections are to be closed."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.05)
    monkeypatch.setattr("chassis.kafka.group.LEAVING_SECONDS", 0.2)
    async with one_handled(kafka_url) as (hall, source, handled, member):
        consumer: Any = member.subscriber.consumer
        consumer._coordinator.close, consumer._client._metadata_update = hanging, closed
        consumer._client.force_metadata_update()
        await asyncio.wait([consumer._client._sync_task])
        await eventually(lambda: member.assigned and member.subscriber.consumer is not consumer)
        assert consumer._coordinator._coordination_task.done()
        await hall.send([source.opened("hall-2")])
        await eventually(lambda: handled[-1:] == [1])


async def test_a_consumer_that_hangs_while_records_wait_joins_again(
    kafka_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when aiokafka waits for an answer that never comes, after an outage of Kafka."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.05)
    monkeypatch.setattr("chassis.kafka.group.IDLE_MILLISECONDS", 10)
    monkeypatch.setattr("chassis.kafka.group.STILL_SECONDS", 0.5)
    async with one_handled(kafka_url) as (hall, source, handled, member):
        consumer: Any = member.subscriber.consumer
        consumer.getmany = hanging
        await hall.send([source.opened("hall-2"), source.opened("hall-3")])
        await eventually(lambda: handled[-2:] == [1, 2])
        assert member.subscriber.consumer is not consumer


async def test_a_consumer_that_hangs_before_its_first_record_joins_again(
    kafka_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is committed yet of what waits."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.05)
    monkeypatch.setattr("chassis.kafka.group.IDLE_MILLISECONDS", 10)
    monkeypatch.setattr("chassis.kafka.group.STILL_SECONDS", 0.5)
    async with nothing_handled(kafka_url, group_name()) as (hall, source, handled, member):
        consumer: Any = member.subscriber.consumer
        consumer.getmany = hanging
        await hall.send([source.opened("hall-1")])
        await eventually(lambda: handled[-1:] == [0])
        assert member.subscriber.consumer is not consumer


async def test_a_consumer_with_nothing_to_read_or_in_the_middle_of_a_batch_is_left_alone(
    kafka_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.02)
    monkeypatch.setattr("chassis.kafka.group.STILL_SECONDS", 0.05)
    hall, source, going_on, handled = Hall(kafka_url, unique(HALLS)), Source(), asyncio.Event(), list[int]()
    await hall.open()

    async def take(records: Any) -> None:
        await going_on.wait()
        handled.extend(record.offset for record in records)

    async with hall.listening(group_name(), take) as member:
        await hall.send([source.opened("hall-1")])
        await eventually(lambda: member.handling)
        consumer, looked = member.subscriber.consumer, list[int]()
        ask = member.ask

        async def looking() -> Any:
            looked.append(1)
            return await ask()

        monkeypatch.setattr(member, "ask", looking)
        await asyncio.sleep(0.3)  # several looks' worth, while the batch waits
        assert looked == []
        going_on.set()
        await eventually(lambda: len(looked) > 3)
        assert member.subscriber.consumer is consumer
        assert handled == [0]


async def test_a_member_that_is_stopped_does_not_come_back(kafka_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it leaves its tasks have ended already, as those of one that must join again."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.001)
    async with nothing_handled(kafka_url, group_name()) as (*_, member):
        begun, start = list[str](), member.broker.start

        async def starting() -> None:
            begun.append("again")
            await start()

        monkeypatch.setattr(member.broker, "start", starting)
        await member.stop()
        assert begun == []
        assert not member.assigned


async def test_a_consumer_whose_closing_is_cancelled_within_joins_again(
    kafka_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when aiokafka awaits a fetch that it has cancelled: nobody cancelled the membership."""
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0.05)
    async with one_handled(kafka_url) as (hall, source, handled, member):
        consumer: Any = member.subscriber.consumer
        consumer._fetcher.close = cancelled
        consumer._client._sync_task.cancel()
        await eventually(lambda: member.assigned and member.subscriber.consumer is not consumer)
        await hall.send([source.opened("hall-2")])
        await eventually(lambda: handled[-1:] == [1])


async def test_a_consumer_that_joins_again_is_given_time_to_take_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its group first waits for the member that left without a word; each look at the time is a second here."""
    seconds, begun, looked = itertools.count(), list[int](), list[int]()
    left: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def monotonic() -> int:
        now = next(seconds)
        if looked and now > looked[-1] + STILL_SECONDS - 3 and not left.done():
            left.set_result(None)
        return now

    async def start() -> None:
        begun.append(next(seconds))
        task = left if len(begun) == 1 else asyncio.create_task(hanging())
        parts = {"_coordinator": None, "_fetcher": None, "_client": SimpleNamespace(_sync_task=task, close=none_there)}
        group.subscriber.consumer = SimpleNamespace(**parts, assignment=frozenset)

    async def ask() -> Any:
        looked.append(next(seconds))
        return {TopicPartition("hall_rows", 0): 7} if len(begun) > 1 else {}

    monkeypatch.setattr("chassis.kafka.group.time", SimpleNamespace(monotonic=monotonic))
    monkeypatch.setattr("chassis.kafka.group.RETRY_SECONDS", 0)
    group: Any = Group("nowhere:9092", "group", [HALLS], hanging)
    monkeypatch.setattr(group, "ask", ask)
    monkeypatch.setattr(group.broker, "start", start)
    monkeypatch.setattr(group.broker, "stop", none_there)
    running = asyncio.create_task(group.run())
    await eventually(lambda: len(begun) > 2)
    await group.stop()
    await running
    assert begun[2] - begun[1] >= 2 * STILL_SECONDS
