"""Whether a consumer group leaves records waiting: asked over connections of its own, since a consumer's may hang.

After an outage of Kafka aiokafka now and then waits for good for an answer that never comes, with no error and with
high-water marks of long ago; its own view can't tell.
"""

from collections.abc import Sequence
from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from chassis.certificates import security
from chassis.reading import partitions_of
from contracts.topics import Topic

type Positions = dict[TopicPartition, int]


async def waiting(bootstrap: str, group: str, topics: Sequence[Topic], certificates: Path | None = None) -> Positions:
    """Of each partition of which records wait for the group, how far it is; 0 where it never read."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **security(certificates))
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, **security(certificates))
    try:
        await admin.start()
        await consumer.start()
        committed = await admin.list_consumer_group_offsets(group)
        ends = await consumer.end_offsets(await partitions_of(consumer, topics))
        done = {it: max(0, committed[it].offset) if it in committed else 0 for it in ends}
        return {it: position for it, position in done.items() if position < ends[it]}
    finally:
        await admin.close()
        await consumer.stop()
