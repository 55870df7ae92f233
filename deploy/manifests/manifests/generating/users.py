"""A KafkaUser for each service, which may do no more than the service does."""

from contracts.topics import SERVICES, TOPICS, Topic
from manifests.generating.topics import CLUSTER
from manifests.objects import Object


def users() -> list[Object]:
    return [user(service) for service in SERVICES]


def user(service: str) -> Object:
    acls = [rule("topic", topic.name, operations(topic, service)) for topic in TOPICS if operations(topic, service)]
    acls.append(rule("group", service, ["Describe", "Read"]))
    return {
        "apiVersion": "kafka.strimzi.io/v1",
        "kind": "KafkaUser",
        "metadata": {"name": f"svc-{service}", "labels": CLUSTER},
        "spec": {"authentication": {"type": "tls"}, "authorization": {"type": "simple", "acls": acls}},
    }


def operations(topic: Topic, service: str) -> list[str]:
    """Return a service's operations on a topic. It reads its own topics too, when its store is restored."""
    if topic.owner in (service, ""):
        return ["Describe", "Read", "Write"]
    return ["Describe", "Read"] if service in topic.readers else []


def rule(kind: str, name: str, operations: list[str]) -> Object:
    return {"resource": {"type": kind, "name": name, "patternType": "literal"}, "operations": operations}
