"""A topic of the test's own on a real Kafka: filled, read and asked for what a group committed."""

import asyncio
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from chassis.kafka import Group, Record
from chassis.kafka.group import Take
from contracts.topics import Topic


def unique(topic: Topic) -> Topic:
    return replace(topic, name=f"{topic.name}-{uuid.uuid4().hex[:8]}")


@dataclass(frozen=True)
class Hall:
    """One topic at one Kafka."""

    url: str
    topic: Topic

    async def open(self, largest: int = 1_048_588) -> None:
        """Create the topic; it takes records of up to `largest` bytes."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.url)
        await admin.start()
        configs = {"max.message.bytes": str(largest)}
        await admin.create_topics([NewTopic(self.topic.name, self.topic.partitions, 1, topic_configs=configs)])
        await admin.close()

    async def send(self, records: Sequence[Record]) -> None:
        """Send all records to one partition, so that their offsets are in this order."""
        producer = AIOKafkaProducer(bootstrap_servers=self.url, acks="all")
        await producer.start()
        for record in records:
            headers = list(record.headers)
            await producer.send_and_wait(self.topic.name, record.value, record.key, partition=0, headers=headers)
        await producer.stop()

    async def read(self) -> dict[str, list[int]]:
        """Return the sequences of each key, in the order of the topic."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.url, enable_auto_commit=False)
        partitions = [TopicPartition(self.topic.name, number) for number in range(self.topic.partitions)]
        consumer.assign(partitions)
        await consumer.start()
        found: defaultdict[str, list[int]] = defaultdict(list)
        await consumer.seek_to_beginning()
        for partition, end in (await consumer.end_offsets(partitions)).items():
            while await consumer.position(partition) < end:
                for record in (await consumer.getmany(partition, timeout_ms=1000)).get(partition, ()):
                    found[record.key.decode()].append(int(dict(record.headers)["ce_sequence"]))
        await consumer.stop()
        return dict(found)

    async def committed(self, group: str) -> int:
        """Return how many records of the topic the group has committed."""
        admin = AIOKafkaAdminClient(bootstrap_servers=self.url)
        await admin.start()
        offsets = await admin.list_consumer_group_offsets(group)
        await admin.close()
        return sum(kept.offset for partition, kept in offsets.items() if partition.topic == self.topic.name)

    async def has_committed(self, group: str, records: int) -> bool:
        return await self.committed(group) == records

    @asynccontextmanager
    async def listening(self, group: str, take: Take) -> AsyncIterator[Group]:
        """Run a member of the group until the end of the block."""
        member = Group(self.url, group, [self.topic], take)
        running = asyncio.create_task(member.run())
        try:
            yield member
        finally:
            await member.stop()
            await running
