"""A service's membership in its consumer group: batches in, offsets committed after their effects."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError
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
IDLE_MILLISECONDS = 1_000
"""Without a record; one that comes ends the wait."""
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


async def next_batch(consumer: AIOKafkaConsumer) -> tuple[Any, ...]:
    """Return what has come; FastStream's own way looks every few milliseconds, and sleeps as long in between."""
    found = await consumer.getmany(timeout_ms=IDLE_MILLISECONDS, max_records=MOST_RECORDS)
    return tuple(chain.from_iterable(found.values()))


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
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            parser=as_it_is,
            decoder=raw,
            no_reply=True,
        )
        self.take = take
        self.ask = partial(waiting, bootstrap, group, topics, certificates)
        self.subscriber.get_msg = next_batch  # type: ignore[method-assign]
        self.subscriber(self._handle)
        self.started = False
        self.handling = False
        self.moved_at = self.looked_at = time.monotonic()
        self.left_waiting: Positions = {}
        self.looking: asyncio.Task[Positions] | None = None
        self.done: dict[TopicPartition, int] = {}
        self.stopped = False
        self.membership: asyncio.Task[None] | None = None

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
        """Consume as soon as Kafka is there, until `stop`; one that left its group or stands still joins again."""
        if self.stopped:
            return
        self.membership = asyncio.create_task(self._take_part())
        try:
            await asyncio.wait([self.membership])
        finally:
            await self.stop()
        if not self.membership.cancelled():
            self.membership.result()

    async def stop(self) -> None:
        """Finish the batch that is under way and leave, for good."""
        self.stopped = True
        if self.membership is None:
            return
        if not self.membership.cancelling():
            self.membership.cancel()
        await asyncio.wait([self.membership])

    async def _take_part(self) -> None:
        """Join, again and again if need be, until cancelled. Nothing else joins or leaves, so it's one at a time."""
        try:
            while True:
                if not self.started:
                    await self._start()
                elif self.left or await self._stands_still():
                    log.error("the consumer left its group or stands still, and joins again")
                    await self._leave()
                    continue
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            await self._leave()

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
            await self._leave()

    @property
    def left(self) -> bool:
        """True if it will never take part again: an error that aiokafka does not know ends one of its tasks.

        On uvloop a connection that the broker closed is such an error (aiokafka #1038); nothing public tells it.
        """
        return any(task.done() for task in tasks_of(self.subscriber.consumer))

    async def _leave(self) -> None:
        """Finish the batch that is under way and leave; a consumer without Kafka never stops by itself."""
        consumer: Any = self.subscriber.consumer
        self.started = False
        try:
            if self.looking:
                await asyncio.wait([self.looking], timeout=STOP_SECONDS)
            await asyncio.wait_for(self.broker.stop(), LEAVING_SECONDS)
        except (Exception, asyncio.CancelledError) as error:
            if self._cancelled and isinstance(error, asyncio.CancelledError):
                raise
            log.warning("consumer discarded", error=type(error).__name__)
        finally:
            if consumer is not None:
                await discard(consumer)

    @property
    def _cancelled(self) -> bool:
        """True if the membership was cancelled; aiokafka raises the same error for a task of its own."""
        return bool(self.membership and self.membership.cancelling())

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
        """True if the group gave this member partitions."""
        consumer = self.subscriber.consumer if self.started else None
        return bool(consumer and consumer.assignment())
