"""Watch over a consumer group that leaves records waiting, on connections of its own, since a consumer's may hang.

After an outage of Kafka aiokafka now and then waits for good for an answer that never comes, with no error and with
high-water marks of long ago; its own view can't tell.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient

from chassis.kafka.reading import partitions_of
from chassis.kafka.tls import security
from contracts.topics import Topic

type Positions = dict[TopicPartition, int]

STOP_SECONDS = 5.0


async def disconnected(client: Any) -> None:
    """Close a client's connections, even if its own task died: it would raise that task's error instead."""
    if client._sync_task and client._sync_task.done():
        client._sync_task = None
    await client.close()


def tasks_of(consumer: Any) -> list[asyncio.Task[None]]:
    """Return a consumer's lasting tasks: coordination, fetching, and the knowledge of who leads what."""
    if consumer is None:
        return []
    coordinator, fetcher, client = consumer._coordinator, consumer._fetcher, consumer._client
    tasks = (coordinator and coordinator._coordination_task, fetcher and fetcher._fetch_task, client._sync_task)
    return [task for task in tasks if task]


async def discard(consumer: Any) -> None:
    """Cancel what did not stop by itself, lest it comes back into its group when Kafka does, and disconnect."""
    coordinator = consumer._coordinator
    passing = (coordinator._heartbeat_task, coordinator._commit_refresh_task) if coordinator else ()
    running = [*tasks_of(consumer), *(task for task in passing if task)]
    consumer._closed = True
    for task in running:
        task.cancel()
    if running:
        await asyncio.wait(running, timeout=STOP_SECONDS)
    await disconnected(consumer._client)


async def waiting(bootstrap: str, group: str, topics: Sequence[Topic], certificates: Path | None = None) -> Positions:
    """Return, for each partition in which records wait for the group, how far the group is; 0 where it never read."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap, **security(certificates))
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap, **security(certificates))
    try:
        await admin.start()
        await consumer.start()
        committed = await admin.list_consumer_group_offsets(group)
        ends = await consumer.end_offsets(await partitions_of(consumer, topics))
        done = {partition: max(0, committed[partition].offset) if partition in committed else 0 for partition in ends}
        return {partition: position for partition, position in done.items() if position < ends[partition]}
    finally:
        await admin.close()
        await consumer.stop()
