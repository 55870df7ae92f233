"""Validation of every object against its schema: Kubernetes' for built-in kinds, custom ones for the others."""

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
    """Yield the faults of every object; without `schemas` custom resources are skipped."""
    for resource in objects:
        found = against_own(resource, schemas) if custom(resource) else against_kubernetes(resource)
        yield from (f"{name(resource)}: {fault}" for fault in found)


def custom(resource: Object) -> bool:
    """Return True for a custom resource. Groups of .k8s.io are built in, save the Gateway API's, which is installed."""
    group, _, _ = resource["apiVersion"].rpartition("/")
    return "." in group and (group == "gateway.networking.k8s.io" or not group.endswith(".k8s.io"))


def against_kubernetes(resource: Object) -> Iterator[str]:
    try:
        kubernetes_validate.validate(resource, KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        yield f"{'/'.join(str(part) for part in error.path)}: {error.message}"
    except kubernetes_validate.SchemaNotFoundError:
        yield f"Kubernetes {KUBERNETES} has no {resource['apiVersion']} {resource['kind']}"


def against_own(resource: Object, schemas: Path | None) -> Iterator[str]:
    if schemas is None:
        return
    group, _, version = resource["apiVersion"].rpartition("/")
    file = schemas / group / f"{resource['kind'].lower()}_{version}.json"
    if not file.exists():
        yield f"no schema of {resource['apiVersion']} {resource['kind']}: removed, or never there"
        return
    schema = read(file)
    for error in Draft7Validator(schema).iter_errors(resource):
        yield f"{'/'.join(str(part) for part in error.path)}: {error.message[:160]}"
    yield from broken_rules(schema, copy.deepcopy(resource))


@cache
def read(file: Path) -> Object:
    schema: Object = json.loads(file.read_text())
    return schema
