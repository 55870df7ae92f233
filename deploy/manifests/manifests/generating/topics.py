"""A KafkaTopic for each topic of the contracts."""

from contracts.topics import TOPICS, Topic
from manifests.objects import Object
from stack.topics import FOREVER, REPLICAS

CLUSTER = {"strimzi.io/cluster": "events"}


def topics() -> list[Object]:
    return [topic(declared) for declared in TOPICS]


def topic(declared: Topic) -> Object:
    """Return the topic with as many copies as locally; a write counts once all copies but one have it."""
    config = {**FOREVER, "min.insync.replicas": REPLICAS - 1}
    return {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaTopic",
        "metadata": {"name": declared.name, "labels": CLUSTER},
        "spec": {"partitions": declared.partitions, "replicas": REPLICAS, "config": config},
    }
