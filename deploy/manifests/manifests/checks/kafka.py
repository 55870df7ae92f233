"""Topics of the contracts, kept as a second copy of the history, and users with the rights their service needs."""

from collections.abc import Iterator

from contracts.topics import SERVICES, TOPICS, read_by
from manifests.objects import Object, of_kind
from stack.topics import FOREVER, REPLICAS

READING = {"Read", "Describe"}
LISTENER = {"tls": True, "authentication": {"type": "tls"}}
CLUSTER = {
    "auto.create.topics.enable": False,
    "delete.topic.enable": False,
    "unclean.leader.election.enable": False,
}


def check(objects: list[Object], overlay: str) -> Iterator[str]:
    copies = REPLICAS if overlay == "production" else 1
    yield from topics(of_kind(objects, "KafkaTopic"), copies)
    yield from clusters(objects, copies)
    users = of_kind(objects, "KafkaUser")
    yield from (f"KafkaUser/svc-{service}: missing" for service in SERVICES if f"svc-{service}" not in users)
    for name, account in users.items():
        yield from (f"KafkaUser/{name}: {fault}" for fault in user(name.removeprefix("svc-"), account["spec"]))


def topics(found: dict[str, Object], copies: int) -> Iterator[str]:
    wanted = {topic.name: topic for topic in TOPICS}
    yield from (f"KafkaTopic/{name}: missing" for name in wanted.keys() - found.keys())
    yield from (f"KafkaTopic/{name}: no topic of the contracts" for name in found.keys() - wanted.keys())
    for name in found.keys() & wanted.keys():
        spec = found[name]["spec"]
        settings = {key: str(value) for key, value in spec["config"].items()}
        if spec["partitions"] != wanted[name].partitions:
            yield f"KafkaTopic/{name}: {spec['partitions']} partitions, the contracts say {wanted[name].partitions}"
        if settings != {**FOREVER, "min.insync.replicas": str(max(copies - 1, 1))}:
            yield f"KafkaTopic/{name}: does not keep everything, or not on enough nodes: {settings}"
        if spec["replicas"] != copies:
            yield f"KafkaTopic/{name}: {spec['replicas']} copies, not {copies}"


def clusters(objects: list[Object], copies: int) -> Iterator[str]:
    nodes = sum(pool["spec"]["replicas"] for pool in of_kind(objects, "KafkaNodePool").values())
    if nodes < copies:
        yield f"KafkaNodePool: {nodes} nodes can't hold {copies} copies"
    for name, cluster in of_kind(objects, "Kafka").items():
        broker = cluster["spec"]["kafka"]
        for listener in broker["listeners"]:
            if not LISTENER.items() <= listener.items():
                yield f"Kafka/{name}: the listener {listener['name']} lets in who shows no certificate"
        if broker.get("authorization") != {"type": "simple"}:
            yield f"Kafka/{name}: everyone may do everything"
        for key, value in CLUSTER.items():
            if broker["config"].get(key) is not value:
                yield f"Kafka/{name}: {key} must be {value}"


def user(service: str, spec: Object) -> Iterator[str]:
    """Yield rights beyond the contracts and rights that the service lacks; others than services may only read."""
    if spec["authentication"]["type"] != "tls":
        yield "shows no certificate"
    given = dict(rights(spec["authorization"]["acls"]))
    allowed = needed(service)
    for (kind, name), operations in given.items():
        may = allowed.get((kind, name), set()) if service in SERVICES else foreign(service, kind, name)
        yield from (f"may {operation} the {kind} {name}: not its own" for operation in sorted(operations - may))
    for (kind, name), operations in allowed.items():
        lacking = operations - given.get((kind, name), set())
        yield from (f"may not {operation} the {kind} {name}, which its service does" for operation in sorted(lacking))


def rights(acls: list[Object]) -> Iterator[tuple[tuple[str, str], set[str]]]:
    for acl in acls:
        resource = acl["resource"]
        prefix = "*" if resource.get("patternType") == "prefix" else ""
        yield (resource["type"], resource.get("name", "") + prefix), set(acl["operations"])


def needed(service: str) -> dict[tuple[str, str], set[str]]:
    """Return the operations that a service of the code needs, by kind and name; empty for anybody else."""
    if service not in SERVICES:
        return {}
    rights: dict[tuple[str, str], set[str]] = {("group", service): set(READING)}
    for topic in read_by(service):
        rights[("topic", topic.name)] = set(READING)
    for topic in TOPICS:
        if topic.owner in (service, ""):
            rights[("topic", topic.name)] = {*READING, "Write"}
    return rights


def foreign(name: str, kind: str, resource: str) -> set[str]:
    """Return the operations of a department: it reads existing topics, in groups that begin with its own name."""
    topic = kind == "topic" and resource in {declared.name for declared in TOPICS}
    group = kind == "group" and resource.startswith(f"{name}.")
    return READING if topic or group else set()
