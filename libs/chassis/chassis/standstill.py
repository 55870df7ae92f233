"""Whether a consumer group leaves records waiting: asked over connections of its own, since a consumer's may hang.

After an outage of Kafka aiokafka now and then waits for good for an answer that never comes, with no error and with
high-water marks of long ago; its own view can't tell.
"""

from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from chassis.certificates import security

type Positions = dict[TopicPartition, int]


async def waiting(bootstrap: str, group: str, certificates: Path | None = None) -> Positions:
    """Of each partition of which records wait for the group, how far it is; nothing of what it never read."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **security(certificates))
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, **security(certificates))
    try:
        await admin.start()
        await consumer.start()
        committed = await admin.list_consumer_group_offsets(group)
        ends = await consumer.end_offsets(list(committed))
        return {it: position.offset for it, position in committed.items() if position.offset < ends[it]}
    finally:
        await admin.close()
        await consumer.stop()
