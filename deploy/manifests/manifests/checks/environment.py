"""Environment of the processes: the settings that the code declares, with values that it accepts."""

import re
from collections.abc import Iterator
from typing import get_args

from pydantic import SecretStr, ValidationError

from chassis.process import Settings
from manifests.objects import Object, of_kind
from manifests.pods import SCREENS_POD, Process, deep, processes
from stack.routes import AUDIENCE, ISSUER
from web import settings as screens

PREFIX = "ZHIFATONG_"
FIELDS = {f"{PREFIX}{name.upper()}": field.annotation for name, field in Settings.model_fields.items()}
SCREENS_FIELDS = {f"{PREFIX}{name.upper()}" for name in screens.Settings.model_fields}
SECRET = {name for name, kind in FIELDS.items() if SecretStr in (kind, *get_args(kind))}
REFERENCE = re.compile(r"\$\(([A-Za-z_]+)\)")
UNKNOWN = "0" * 64
"""Stands in for values that only the cluster has: a password, a key."""


def check(objects: list[Object]) -> Iterator[str]:
    for process in processes(objects):
        shared = config(process, objects)
        faults = [
            *known_names(process, shared),
            *secrets_by_reference(process, shared),
            *ordered(process),
            *accepted(process, shared),
        ]
        yield from (f"Deployment/{process.name}: {fault}" for fault in faults)


def config(process: Process, objects: list[Object]) -> dict[str, str]:
    """Return the variables that come from ConfigMaps."""
    maps = of_kind(objects, "ConfigMap")
    sources = [deep(source, "configMapRef", "name") for source in process.container.get("envFrom", [])]
    return {key: value for source in sources if source in maps for key, value in maps[source]["data"].items()}


def known_names(process: Process, shared: dict[str, str]) -> Iterator[str]:
    """Yield variables that the code would not read."""
    names = [*shared, *(variable["name"] for variable in process.variables)]
    fields = SCREENS_FIELDS if process.name == SCREENS_POD else FIELDS
    yield from (f"{name} is no setting of the code" for name in names if name.startswith(PREFIX) and name not in fields)
    yield from (f"{name} would be read by nobody" for name in shared if not name.startswith(PREFIX))


def secrets_by_reference(process: Process, shared: dict[str, str]) -> Iterator[str]:
    """Yield secrets that are written down instead of referred to."""
    yield from (f"{name} is a secret and stands in a ConfigMap" for name in SECRET & shared.keys())
    for variable in process.variables:
        private = variable["name"] in SECRET or "PASSWORD" in variable["name"]
        if private and not deep(variable, "valueFrom", "secretKeyRef"):
            yield f"{variable['name']} is a secret and does not come out of a Secret"


def ordered(process: Process) -> Iterator[str]:
    """Yield references $(NAME) that stand before NAME, which Kubernetes does not fill in."""
    known: set[str] = set()
    for variable in process.variables:
        missing = set(REFERENCE.findall(variable.get("value", ""))) - known
        yield from (f"{variable['name']} uses $({name}), which does not stand before it" for name in missing)
        known.add(variable["name"])


def accepted(process: Process, shared: dict[str, str]) -> Iterator[str]:
    """Construct the settings as the process would; ports and tokens must fit the manifests around it."""
    kind = screens.Settings if process.name == SCREENS_POD else Settings
    try:
        settings = kind.model_validate(raw_settings(process, shared))
    except ValidationError as error:
        yield from (f"the settings refuse it: {mistake['msg']}" for mistake in error.errors())
        return
    if settings.port not in process.ports.values():
        yield f"listens on {settings.port}, its ports are {process.ports}"
    if settings.host != "0.0.0.0":
        yield f"listens on {settings.host}: nobody outside the pod reaches it"
    if isinstance(settings, Settings) and (settings.issuer, settings.audience) != (ISSUER, AUDIENCE):
        yield "takes tokens of another issuer or audience than the gateway"


def raw_settings(process: Process, shared: dict[str, str]) -> dict[str, str]:
    own = {variable["name"]: variable.get("value", UNKNOWN) for variable in process.variables}
    return {
        name.removeprefix(PREFIX).lower(): value
        for name, value in (shared | own).items()
        if name in FIELDS or name in SCREENS_FIELDS
    }
