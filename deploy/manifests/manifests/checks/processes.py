"""Deployments run the code's processes: start commands, probes, time to stop, partitions."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

from chassis.http import health_router
from chassis.kafka import LEAVING_SECONDS, STOP_SECONDS
from chassis.process import DRAIN_SECONDS, GRACE_SECONDS, Settings
from contracts.topics import read_by
from manifests.objects import Object
from manifests.pods import PROCESSES, SCREENS_POD, Process, deep, processes
from web import __main__ as screens
from web.answering import HEALTH

PORT: int = Settings.model_fields["port"].default
PATHS = {getattr(route, "path", "") for route in health_router.routes}
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
STOPPING = GRACE_SECONDS + LEAVING_SECONDS + DRAIN_SECONDS + 2 * STOP_SECONDS


@dataclass(frozen=True)
class Declared:
    """What the code says of a process: what it answers probes at, how many seconds it may take to stop."""

    module: str
    roles: tuple[str, ...] = ()
    probed: frozenset[str] = frozenset(PATHS)
    stopping: float = STOPPING

    @property
    def behind_the_gateway(self) -> bool:
        return self.roles != ("worker",)


DECLARED = {name: Declared(service, (role,)) for name, (service, role) in PROCESSES.items()} | {
    SCREENS_POD: Declared(SCREENS_POD, probed=frozenset(HEALTH), stopping=screens.GRACE_SECONDS)
}


def check(objects: list[Object]) -> Iterator[str]:
    found = {process.name: process for process in processes(objects)}
    yield from (f"Deployment/{name}: missing" for name in DECLARED if name not in found)
    for name, process in found.items():
        if name not in DECLARED:
            yield f"Deployment/{name}: no service of the code runs so"
            continue
        for rule in (started, asked, stopped, fed):
            yield from (f"Deployment/{name}: {fault}" for fault in rule(process))


def started(process: Process) -> Iterator[str]:
    declared = DECLARED[process.name]
    module, roles = declared.module, list(declared.roles)
    command = [part.replace("$(SERVICE)", module) for part in process.container.get("command", [])]
    if command != ["python", "-m", module] or not find_spec(f"{module}.__main__"):
        yield f"starts {command}, the code python -m {module}"
    if process.container.get("args", []) != roles:
        yield f"has arguments {process.container.get('args')}, the code {roles}"
    if process.labels.get("app.kubernetes.io/name") != module:
        yield f"the pods' label app.kubernetes.io/name is not {module}, which is what they run"
    if PORT not in process.ports.values():
        yield f"listens on {PORT}, not on {sorted(process.ports.values())}"


def asked(process: Process) -> Iterator[str]:
    paths = DECLARED[process.name].probed
    for probe in PROBES:
        path, port = (deep(process.container, probe, "httpGet", key) for key in ("path", "port"))
        if probe not in process.container:
            yield f"has no {probe}"
        elif path not in paths:
            yield f"{probe} asks {path}, the code answers at {sorted(paths)}"
        elif process.ports.get(port, port) != PORT:
            yield f"{probe} asks at port {port}"


def stopped(process: Process) -> Iterator[str]:
    sleep = deep(process.container, "lifecycle", "preStop", "sleep", "seconds") or 0
    grace = process.pod.get("terminationGracePeriodSeconds", 30)
    declared = DECLARED[process.name]
    if grace < sleep + declared.stopping:
        yield f"is killed after {grace} s, but may need {sleep + declared.stopping:g} s to stop"
    if declared.behind_the_gateway and not sleep:
        yield "stops at once, while the gateway still sends requests: no preStop sleep"


def fed(process: Process) -> Iterator[str]:
    """Yield idle workers: one without partitions never becomes ready, so a rollout would wait for it for ever."""
    declared = DECLARED[process.name]
    topics = [] if declared.behind_the_gateway else read_by(declared.module)
    surge = deep(process.spec, "strategy", "rollingUpdate", "maxSurge")
    if topics and process.spec["replicas"] + surge > max(topic.partitions for topic in topics):
        yield f"{process.spec['replicas']} replicas and a surge of {surge} outnumber the partitions"
