"""Records on Kafka: the relay's own producer, and the batches of a consumer group."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import (
    KafkaError,
)
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.message import StreamMessage
from faststream.security import BaseSecurity

from chassis.kafka.record import Record
from chassis.kafka.tls import security
from chassis.kafka.watchdog import STOP_SECONDS, Positions, discard, tasks_of, waiting
from contracts.topics import Topic

log = structlog.get_logger()

MOST_RECORDS = 500
RETRY_SECONDS = 1.0
LEAVING_SECONDS = 12.0
STUCK_SECONDS = 120.0
STILL_SECONDS = 15.0

type Take = Callable[[Sequence[Record]], Awaitable[None]]


async def as_it_is(records: Any) -> StreamMessage[Any]:
    """Pass the records through: FastStream's own parser loses a whole batch over one header that is not UTF-8."""
    return StreamMessage(raw_message=records, body=b"")


async def raw(message: StreamMessage[Any]) -> Any:
    return message.raw_message


class Group:
    """One service's consumer group: batches in, offsets committed only after `take` has stored the effects."""

    def __init__(
        self, bootstrap: str, group: str, topics: Sequence[Topic], take: Take, certificates: Path | None = None
    ) -> None:
        self.broker = KafkaBroker(
            bootstrap,
            security=BaseSecurity(security(certificates)["ssl_context"]),
            client_id=group,
            ack_policy=AckPolicy.MANUAL,
            apply_types=False,
            allow_auto_create_topics=False,
            graceful_timeout=10,
            consumer_only=True,
            logger=None,
        )
        self.subscriber = self.broker.subscriber(
            *(topic.name for topic in topics),
            group_id=group,
            auto_offset_reset="earliest",
            batch=True,
            max_records=MOST_RECORDS,
            batch_timeout_ms=10,
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            parser=as_it_is,
            decoder=raw,
            no_reply=True,
        )
        self.take = take
        self.ask = partial(waiting, bootstrap, group, topics, certificates)
        self.subscriber(self._handle)
        self.started = False
        self.handling = False
        self.moved_at = self.looked_at = time.monotonic()
        self.left_waiting: Positions = {}
        self.looking: asyncio.Task[Positions] | None = None
        self.done: dict[TopicPartition, int] = {}

    async def _handle(self, records: Sequence[Any]) -> None:
        batch = [
            Record(record.topic, record.partition, record.offset, record.key, record.value, tuple(record.headers))
            for record in records
        ]
        self.handling = True
        try:
            await self.take(batch)
        finally:
            self.handling = False
        self.moved_at = time.monotonic()
        ends = {TopicPartition(record.topic, record.partition): record.offset + 1 for record in batch}
        self.done |= ends
        try:
            await self.subscriber.consumer.commit(ends)  # type: ignore[union-attr]
        except KafkaError as error:  # the records come again and are recognised
            log.warning("offsets not committed", error=type(error).__name__)

    async def run(self) -> None:
        """Consume as soon as Kafka is there, until cancelled; one that left its group or stands still joins again."""
        while True:
            if not self.started:
                await self._start()
            elif self.left or await self._stands_still():
                log.error("the consumer left its group or stands still, and begins anew")
                await self.stop()
                self.started = False
                continue
            await asyncio.sleep(RETRY_SECONDS)

    async def _stands_still(self) -> bool:
        """Tell whether the same records of its own partitions wait, twice in a row, with nothing handled between."""
        now = time.monotonic()
        if self.handling or now - self.moved_at < STILL_SECONDS:
            self.left_waiting = {}
            return False
        if now - self.looked_at < STILL_SECONDS:
            return False
        before, self.left_waiting = self.left_waiting, await self._look()
        found, self.looked_at = self.left_waiting, time.monotonic()
        consumer: Any = self.subscriber.consumer
        own = consumer.assignment() or found
        return any(before.get(partition) == position for partition, position in found.items() if partition in own)

    async def _look(self) -> Positions:
        """Ask where records wait; nothing without an answer in time. What was asked ends and closes by itself."""
        if self.looking is None or self.looking.done():
            self.looking = asyncio.create_task(self.ask())
        await asyncio.wait([self.looking], timeout=STOP_SECONDS)
        done = self.looking.done() and not self.looking.cancelled() and self.looking.exception() is None
        return self.looking.result() if done else {}

    async def _start(self) -> None:
        try:
            await self.broker.start()
            self.started, self.left_waiting = True, {}
            self.looked_at = time.monotonic()  # a group that lost a member without a word waits for it first
        except Exception as error:
            log.warning("consumer waits for Kafka", error=type(error).__name__)
            await self.stop()

    @property
    def left(self) -> bool:
        """Whether it will never take part again: an error that aiokafka does not know ends one of its tasks.

        On uvloop a connection that the broker closed is such an error (aiokafka #1038); nothing public tells it.
        """
        return any(task.done() for task in tasks_of(self.subscriber.consumer))

    async def stop(self) -> None:
        """Finish the running batch and leave; a consumer without Kafka never stops by itself."""
        consumer: Any = self.subscriber.consumer
        if self.looking:
            await asyncio.wait([self.looking], timeout=STOP_SECONDS)
        try:
            await asyncio.wait_for(self.broker.stop(), LEAVING_SECONDS)
        except Exception as error:
            log.warning("consumer discarded", error=type(error).__name__)
            if consumer is not None:
                await discard(consumer)

    def stuck(self) -> bool:
        """Tell whether records lie unread that nothing was done about for longer than a batch may take."""
        if not self.assigned or time.monotonic() - self.moved_at < STUCK_SECONDS:
            return False
        consumer: Any = self.subscriber.consumer
        return any(
            (consumer.highwater(partition) or 0) > self.done.get(partition, 0)
            for partition in consumer.assignment()
            if partition in self.done
        )

    @property
    def assigned(self) -> bool:
        """Whether the group gave this member partitions."""
        consumer = self.subscriber.consumer if self.started else None
        return bool(consumer and consumer.assignment())
