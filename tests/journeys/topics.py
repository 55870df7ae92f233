"""Contents of the topics."""

import asyncio
from collections.abc import Iterator

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from contracts.topics import TOPICS

PARTITIONS = [TopicPartition(topic.name, number) for topic in TOPICS for number in range(topic.partitions)]

type Record = ConsumerRecord[bytes | None, bytes | None]


def ends(kafka: str) -> dict[str, int]:
    """Return how many records were ever written to each topic."""
    return asyncio.run(_ends(kafka))


def records(kafka: str) -> Iterator[Record]:
    """Yield all published records."""
    yield from asyncio.run(_records(kafka))


async def _ends(kafka: str) -> dict[str, int]:
    async with AIOKafkaConsumer(bootstrap_servers=kafka) as consumer:
        found = await consumer.end_offsets(PARTITIONS)
    return {topic.name: sum(end for at, end in found.items() if at.topic == topic.name) for topic in TOPICS}


async def _records(kafka: str) -> list[Record]:
    read: list[Record] = []
    async with AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest") as consumer:
        consumer.assign(PARTITIONS)
        wanted = sum((await consumer.end_offsets(PARTITIONS)).values())
        while len(read) < wanted:
            batches = await consumer.getmany(timeout_ms=1000, max_records=5000)
            read += [record for batch in batches.values() for record in batch]
    return read
