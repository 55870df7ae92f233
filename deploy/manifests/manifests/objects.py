"""Kubernetes objects as plain data, and access to their parts."""

from collections.abc import Iterable, Iterator
from typing import Any

type Object = dict[str, Any]


def name(resource: Object) -> str:
    """Return the name that findings use: `Deployment/cases-api`."""
    return f"{resource['kind']}/{resource['metadata']['name']}"


def of_kind(objects: Iterable[Object], kind: str) -> dict[str, Object]:
    """Return the objects of one kind, by name."""
    return {resource["metadata"]["name"]: resource for resource in objects if resource["kind"] == kind}


def labels(resource: Object) -> dict[str, str]:
    found: dict[str, str] = resource["metadata"].get("labels", {})
    return found


def values(part: Any, key: str) -> Iterator[Any]:
    """Yield all values of a key, at any depth."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key:
                yield value
            yield from values(value, key)
    if isinstance(part, list):
        for value in part:
            yield from values(value, key)
