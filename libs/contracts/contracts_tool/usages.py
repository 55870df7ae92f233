"""Usages of events: the places where services make and handle them, found by the class that is named."""

import ast
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from contracts.event import Event

LISTENING = ("reactions", "row")


@dataclass(frozen=True)
class Usage:
    """A module of a service that names an event class; `made` if it constructs one."""

    kind: type[Event]
    service: str
    path: Path
    made: bool

    @property
    def heard(self) -> bool:
        """True for a handled event: a foreign one wherever it is named, an own one in reactions and rows."""
        if self.made:
            return False
        owner = self.kind.topic.owner if self.kind.topic else ""
        return self.service != owner or any(part.startswith(LISTENING) for part in self.path.parts)


def usages(services: Path) -> list[Usage]:
    """Return the usages in all services except their tests, in a fixed order."""
    paths = sorted(path for path in services.glob("*/*/**/*.py") if "tests" not in path.relative_to(services).parts)
    return [usage for path in paths for usage in usages_in(path, path.relative_to(services).parts[0])]


def usages_in(path: Path, service: str) -> Iterator[Usage]:
    tree = ast.parse(path.read_text())
    named = Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    called = Counter(calls_of(tree))
    for name, found in imported(tree):
        if is_event(found) and called[name]:
            yield Usage(found, service, path, made=True)
        if is_event(found) and named[name] > called[name]:
            yield Usage(found, service, path, made=False)
        if named[name]:
            yield from (Usage(kind, service, path, made=False) for kind in followed(found))


def calls_of(tree: ast.Module) -> list[str]:
    """Return the names that are called, once per call."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [function.id for function in calls if isinstance(function, ast.Name)]


def imported(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    """Yield what a module imports from contracts, under its local names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.partition(".")[0] == "contracts":
            module = import_module(node.module)
            for alias in node.names:
                yield alias.asname or alias.name, getattr(module, alias.name, None)


def is_event(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, Event) and "type" in vars(found)


def followed(found: Any) -> list[type[Event]]:
    """Return the events that a function of contracts names: users of a shared replica handle what it follows."""
    if not inspect.isfunction(found):
        return []
    code = ast.parse(inspect.getsource(found))
    names = dict.fromkeys(node.id for node in ast.walk(code) if isinstance(node, ast.Name))
    return [found.__globals__[name] for name in names if is_event(found.__globals__.get(name))]


def deaf(found: list[Usage]) -> list[str]:
    """Return services that handle an event without reading its topic: they would never receive it."""
    return [
        f"{usage.service} listens to {usage.kind.type}, but is no reader of {usage.kind.topic.name} (topics.py)"
        for usage in found
        if usage.heard and usage.kind.topic and usage.service not in usage.kind.topic.readers
    ]
