"""A consumer group starts again: its rows and reactions hear everything, and what they know changes nothing."""

from pathlib import Path

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient

from chassis.kafka.tls import security


async def rewind(bootstrap: str, group: str, certificates: Path | None = None) -> int:
    """Set the committed offsets of a stopped group to the earliest; return how many partitions it had read.

    A group that still has members is left as it is: Kafka answers CommitFailedError.
    """
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **security(certificates))
    await admin.start()
    try:
        partitions = list(await admin.list_consumer_group_offsets(group))
    finally:
        await admin.close()
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap, group_id=group, enable_auto_commit=False, **security(certificates)
    )
    consumer.assign(partitions)
    await consumer.start()
    try:
        if partitions:
            await consumer.commit(await consumer.beginning_offsets(partitions))
    finally:
        await consumer.stop()
    return len(partitions)
