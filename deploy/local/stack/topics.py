"""Creation of the contracts' topics in a Kafka."""

import asyncio
from collections.abc import Sequence

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from contracts.topics import TOPICS, Topic
from stack.process import Failed

EXISTS = 36
REPLICAS = 3
FOREVER = {"retention.ms": "-1", "cleanup.policy": "delete"}


def make_topics(kafka: str, topics: Sequence[Topic] = TOPICS) -> None:
    """Create the missing topics, with REPLICAS copies or as many as there are brokers; raise Failed."""
    try:
        asyncio.run(_make_topics(kafka, topics))
    except (KafkaError, OSError) as error:
        raise Failed(f"the topics can't be made in the Kafka at {kafka}: {error}") from error


async def _make_topics(kafka: str, topics: Sequence[Topic]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka, request_timeout_ms=15_000)
    await admin.start()
    try:
        replicas = min(REPLICAS, len((await admin.describe_cluster())["brokers"]))
        wanted = [NewTopic(topic.name, topic.partitions, replicas, topic_configs=FOREVER) for topic in topics]
        answer = await admin.create_topics(wanted)
    finally:
        await admin.close()
    refused = [(name, message) for name, code, message in answer.topic_errors if code not in (0, EXISTS)]
    if refused:
        raise Failed(f"the Kafka at {kafka} refuses topics: {refused}")
