"""Safety of every pod: no root, nothing written but scratch, bounded memory, disruption one by one."""

from collections.abc import Iterator

from manifests.objects import Object, of_kind
from manifests.pods import Process, deep, processes, selected

POD = {
    ("runAsNonRoot",): True,
    ("seccompProfile", "type"): "RuntimeDefault",
}
CONTAINER = {
    ("allowPrivilegeEscalation",): False,
    ("readOnlyRootFilesystem",): True,
    ("capabilities",): {"drop": ["ALL"]},
}
COPIES = 2


def check(objects: list[Object], overlay: str) -> Iterator[str]:
    for process in processes(objects):
        faults = [*confined(process), *bounded(process), *pinned(process), *guarded(process, objects)]
        faults += enough(process) if overlay == "production" else []
        yield from (f"Deployment/{process.name}: {fault}" for fault in faults)
    yield from budgets(objects)
    if overlay == "production":
        yield from namespaces(objects)


def confined(process: Process) -> Iterator[str]:
    for part, wanted in ((process.pod, POD), (process.container, CONTAINER)):
        for keys, value in wanted.items():
            if deep(part, "securityContext", *keys) != value:
                yield f"securityContext {'.'.join(keys)} must be {value}"
    user = deep(process.pod, "securityContext", "runAsUser")
    if not isinstance(user, int) or user == 0:
        yield f"runs as user {user}: name a number that is not root's"
    if process.pod.get("automountServiceAccountToken") is not False:
        yield "gets a token of Kubernetes that it does not need"


def bounded(process: Process) -> Iterator[str]:
    resources = process.container.get("resources", {})
    if not deep(resources, "limits", "memory"):
        yield "has no limit of memory"
    if deep(resources, "limits", "cpu"):
        yield "has a limit of CPU: throttling stalls the heartbeat to Kafka"
    yield from (f"requests no {what}" for what in ("cpu", "memory") if not deep(resources, "requests", what))


def pinned(process: Process) -> Iterator[str]:
    image = process.container["image"]
    tag = image.rpartition("/")[2].partition(":")[2]
    if tag in ("", "latest"):
        yield f"the image {image} names no version"


def guarded(process: Process, objects: list[Object]) -> Iterator[str]:
    budgets = [
        name
        for name, budget in of_kind(objects, "PodDisruptionBudget").items()
        if process in selected(budget["spec"]["selector"]["matchLabels"], objects)
    ]
    if len(budgets) != 1:
        yield f"has {len(budgets)} PodDisruptionBudgets: {budgets}"


def enough(process: Process) -> Iterator[str]:
    if process.spec.get("replicas", 1) < COPIES:
        yield f"has fewer than {COPIES} replicas in production"
    if not process.pod.get("topologySpreadConstraints"):
        yield "is not spread over zones in production"


def budgets(objects: list[Object]) -> Iterator[str]:
    for name, budget in of_kind(objects, "PodDisruptionBudget").items():
        if {"minAvailable", "maxUnavailable"} <= budget["spec"].keys():
            yield f"PodDisruptionBudget/{name}: has both minAvailable and maxUnavailable"
        if len(selected(budget["spec"]["selector"]["matchLabels"], objects)) != 1:
            yield f"PodDisruptionBudget/{name}: selects the pods of not just one Deployment"


def namespaces(objects: list[Object]) -> Iterator[str]:
    for name, namespace in of_kind(objects, "Namespace").items():
        if namespace["metadata"].get("labels", {}).get("pod-security.kubernetes.io/enforce") != "restricted":
            yield f"Namespace/{name}: does not enforce the restricted pod security standard"
