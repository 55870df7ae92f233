"""Deployments run the code's processes: start commands, probes, time to stop, partitions."""

from collections.abc import Iterator
from importlib.util import find_spec

from chassis.http import health_router
from chassis.kafka import LEAVING_SECONDS, STOP_SECONDS
from chassis.process import DRAIN_SECONDS, GRACE_SECONDS, Settings
from contracts.topics import read_by
from manifests.objects import Object
from manifests.pods import PROCESSES, Process, deep, processes

PORT: int = Settings.model_fields["port"].default
PATHS = {getattr(route, "path", "") for route in health_router.routes}
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")
STOPPING = GRACE_SECONDS + LEAVING_SECONDS + DRAIN_SECONDS + 2 * STOP_SECONDS


def check(objects: list[Object]) -> Iterator[str]:
    found = {process.name: process for process in processes(objects)}
    yield from (f"Deployment/{name}: missing" for name in PROCESSES if name not in found)
    for name, process in found.items():
        if name not in PROCESSES:
            yield f"Deployment/{name}: no service of the code runs so"
            continue
        for rule in (started, asked, stopped, fed):
            yield from (f"Deployment/{name}: {fault}" for fault in rule(process))


def started(process: Process) -> Iterator[str]:
    service, role = PROCESSES[process.name]
    command = [part.replace("$(SERVICE)", service) for part in process.container.get("command", [])]
    if command != ["python", "-m", service] or not find_spec(f"{service}.__main__"):
        yield f"starts {command}, the code python -m {service}"
    if process.container.get("args") != [role]:
        yield f"has arguments {process.container.get('args')}, the role is {role}"
    if process.labels.get("app.kubernetes.io/name") != service:
        yield f"the pods' label app.kubernetes.io/name is not {service}, which is what they run"
    if PORT not in process.ports.values():
        yield f"listens on {PORT}, not on {sorted(process.ports.values())}"


def asked(process: Process) -> Iterator[str]:
    for probe in PROBES:
        path, port = (deep(process.container, probe, "httpGet", key) for key in ("path", "port"))
        if probe not in process.container:
            yield f"has no {probe}"
        elif path not in PATHS:
            yield f"{probe} asks {path}, the code answers at {sorted(PATHS)}"
        elif process.ports.get(port, port) != PORT:
            yield f"{probe} asks at port {port}"


def stopped(process: Process) -> Iterator[str]:
    sleep = deep(process.container, "lifecycle", "preStop", "sleep", "seconds") or 0
    grace = process.pod.get("terminationGracePeriodSeconds", 30)
    if grace < sleep + STOPPING:
        yield f"is killed after {grace} s, but may need {sleep + STOPPING:g} s to stop"
    if PROCESSES[process.name][1] == "api" and not sleep:
        yield "stops at once, while the gateway still sends requests: no preStop sleep"


def fed(process: Process) -> Iterator[str]:
    """Yield idle workers: one without partitions never becomes ready, so a rollout would wait for it for ever."""
    service, role = PROCESSES[process.name]
    topics = read_by(service) if role == "worker" else []
    surge = deep(process.spec, "strategy", "rollingUpdate", "maxSurge")
    if topics and process.spec["replicas"] + surge > max(topic.partitions for topic in topics):
        yield f"{process.spec['replicas']} replicas and a surge of {surge} outnumber the partitions"
