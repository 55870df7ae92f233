"""Every object against the schema of its kind: built-in kinds against Kubernetes', custom ones against their own."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import kubernetes_validate
from jsonschema import Draft7Validator

from manifests.checks.validations import broken_rules
from manifests.objects import Object, name
from manifests.places import SCHEMAS

KUBERNETES = "1.36"


def check(objects: list[Object], schemas: Path | None = SCHEMAS) -> Iterator[str]:
    """Without `schemas` custom resources are passed over."""
    for it in objects:
        found = against_own(it, schemas) if custom(it) else against_kubernetes(it)
        yield from (f"{name(it)}: {fault}" for fault in found)


def custom(it: Object) -> bool:
    """Kubernetes' own groups have no dot, or end in .k8s.io; the Gateway API's does too, but is installed."""
    group, _, _ = it["apiVersion"].rpartition("/")
    return "." in group and (group == "gateway.networking.k8s.io" or not group.endswith(".k8s.io"))


def against_kubernetes(it: Object) -> Iterator[str]:
    try:
        kubernetes_validate.validate(it, KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        yield f"{'/'.join(str(part) for part in error.path)}: {error.message}"
    except kubernetes_validate.SchemaNotFoundError:
        yield f"Kubernetes {KUBERNETES} has no {it['apiVersion']} {it['kind']}"


def against_own(it: Object, schemas: Path | None) -> Iterator[str]:
    if schemas is None:
        return
    group, _, version = it["apiVersion"].rpartition("/")
    file = schemas / group / f"{it['kind'].lower()}_{version}.json"
    if not file.exists():
        yield f"no schema of {it['apiVersion']} {it['kind']}: removed, or never there"
        return
    schema = read(file)
    for error in Draft7Validator(schema).iter_errors(it):
        yield f"{'/'.join(str(part) for part in error.path)}: {error.message[:160]}"
    yield from broken_rules(schema, copy.deepcopy(it))


@cache
def read(file: Path) -> Object:
    schema: Object = json.loads(file.read_text())
    return schema
