"""A KafkaTopic for each topic of the contracts."""

from contracts.topics import TOPICS, Topic
from manifests.objects import Object
from stack.topics import FOREVER, REPLICAS

CLUSTER = {"strimzi.io/cluster": "events"}


def topics() -> list[Object]:
    return [topic(it) for it in TOPICS]


def topic(it: Topic) -> Object:
    """Replicated as the local stack asks for; a write counts once all copies but one have it."""
    config = {**FOREVER, "min.insync.replicas": REPLICAS - 1}
    return {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaTopic",
        "metadata": {"name": it.name, "labels": CLUSTER},
        "spec": {"partitions": it.partitions, "replicas": REPLICAS, "config": config},
    }
