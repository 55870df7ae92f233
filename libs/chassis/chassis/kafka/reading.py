"""Topics read outside of any consumer group: from their beginning, or their newest records only."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from chassis.kafka.record import Record
from chassis.kafka.tls import security
from chassis.unreachable import Unreachable
from contracts.envelope import Envelope, Unreadable
from contracts.topics import Topic

POLL_MS = 500
STALLED_SECONDS = 60.0
NEWEST_SECONDS = 10.0


class KafkaUnreachable(Unreachable):
    """Kafka does not answer."""


async def records(
    bootstrap: str, topics: Sequence[Topic], newest: int = 0, certificates: Path | None = None
) -> AsyncIterator[Record]:
    """Yield all that the topics hold now, or only the newest of each partition, in order within a partition."""
    consumer: Any = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        **security(certificates),
    )
    try:
        await consumer.start()
        partitions = await partitions_of(consumer, topics)
        consumer.assign(partitions)
        begins, ends = await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)
        for partition in partitions:
            consumer.seek(partition, max(begins[partition], ends[partition] - newest) if newest else begins[partition])
        async for record in fetched(
            consumer, {partition: end for partition, end in ends.items() if end > begins[partition]}
        ):
            yield record
    except (KafkaError, OSError) as error:
        raise KafkaUnreachable(type(error).__name__) from error
    finally:
        await consumer.stop()


async def partitions_of(consumer: AIOKafkaConsumer, topics: Sequence[Topic]) -> list[TopicPartition]:
    """Return the partitions of those topics that are there."""
    known = await consumer.topics()
    return [TopicPartition(topic.name, n) for topic in topics if topic.name in known for n in range(topic.partitions)]


async def fetched(consumer: Any, ends: dict[TopicPartition, int]) -> AsyncIterator[Record]:
    """Yield records up to the ends; raises KafkaUnreachable if nothing comes any more."""
    moved_at = time.monotonic()
    while ends:
        for partition, batch in (await consumer.getmany(*ends, timeout_ms=POLL_MS)).items():
            moved_at = time.monotonic()
            for record in batch:
                if record.offset < ends[partition]:
                    yield Record(
                        record.topic, record.partition, record.offset, record.key, record.value, tuple(record.headers)
                    )
        ends = {partition: end for partition, end in ends.items() if await consumer.position(partition) < end}
        if time.monotonic() - moved_at > STALLED_SECONDS:
            raise KafkaUnreachable("nothing comes any more")


async def newest_records(
    bootstrap: str, topics: Sequence[Topic], most: int, certificates: Path | None = None
) -> list[Record]:
    """Return the last records of each partition; raises KafkaUnreachable if Kafka does not give them within seconds."""
    try:
        async with asyncio.timeout(NEWEST_SECONDS):
            return [record async for record in records(bootstrap, topics, most, certificates)]
    except TimeoutError as error:
        raise KafkaUnreachable("no answer in time") from error


def envelope_of(record: Record, source: str = "") -> Envelope | None:
    """Return the envelope of a record that is one of ours and can be read (of that source, where one is given)."""
    try:
        envelope = Envelope.read(record.headers, record.value)
    except Unreadable:
        return None
    whose = (record.key or b"").decode(errors="replace")
    return envelope if whose == envelope.subject and source in ("", envelope.source) else None


@dataclass
class Published:
    """Published records of topics, by one source or (empty) by anybody; `passed_over` counts the others."""

    bootstrap: str
    topics: Sequence[Topic]
    source: str = ""
    passed_over: int = 0
    certificates: Path | None = None

    async def envelopes(self) -> AsyncIterator[Envelope]:
        """Yield them in the order of the topics, from their beginning."""
        async for record in records(self.bootstrap, self.topics, certificates=self.certificates):
            if envelope := envelope_of(record, self.source):
                yield envelope
            else:
                self.passed_over += 1
