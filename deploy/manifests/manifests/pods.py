"""The processes among the rendered objects: a Deployment's one container, its settings, its labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from chassis.process import RunAs
from contracts.topics import SERVICES
from manifests.objects import Object, of_kind
from stack.routes import SCREENS

ROLES = tuple(role for role in get_args(RunAs.__value__) if role != "all")
"""Roles of a service in a cluster; `all` is for one machine."""
SCREENS_POD = SCREENS.service
PROCESSES = {f"{service}-{role}": (service, role) for service in SERVICES for role in ROLES}


@dataclass(frozen=True)
class Process:
    """One Deployment."""

    name: str
    deployment: Object

    @property
    def spec(self) -> Object:
        spec: Object = self.deployment["spec"]
        return spec

    @property
    def pod(self) -> Object:
        pod: Object = self.spec["template"]["spec"]
        return pod

    @property
    def container(self) -> Object:
        container: Object = self.pod["containers"][0]
        return container

    @property
    def labels(self) -> dict[str, str]:
        labels: dict[str, str] = self.spec["template"]["metadata"]["labels"]
        return labels

    @property
    def ports(self) -> dict[str, int]:
        return {port["name"]: port["containerPort"] for port in self.container.get("ports", [])}

    @property
    def variables(self) -> list[Object]:
        variables: list[Object] = self.container.get("env", [])
        return variables


def processes(objects: list[Object]) -> Iterator[Process]:
    for name, deployment in of_kind(objects, "Deployment").items():
        yield Process(name, deployment)


def selected(selector: dict[str, str], objects: list[Object]) -> list[Process]:
    """Return the processes whose pods have these labels."""
    return [process for process in processes(objects) if selector.items() <= process.labels.items()]


def deep(part: Any, *keys: str) -> Any:
    """Return the value at the end of the keys; None where one is missing."""
    for key in keys:
        part = part.get(key) if isinstance(part, dict) else None
    return part
