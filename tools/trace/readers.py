"""Readers of an event: the rows of services, their reactions, and the code that both share."""

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.trace.code import ROOT, Code, Module

from chassis.consuming import Rows
from contracts.event import Event
from contracts_tool.usages import usages_in


@dataclass(frozen=True)
class Reader:
    """One that is given the event; `mentions` are the places where its modules name it."""

    what: str
    place: str
    mentions: tuple[str, ...] = ()


def readers(code: Code, service: str, kind: type[Event]) -> list[Reader]:
    """The rows that follow the event's topic, then the reaction to the event."""
    return [*rows(code, kind), *reactions(service, kind)]


def rows(code: Code, kind: type[Event]) -> Iterator[Reader]:
    for module in code.modules.values():
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(module.name)).items():
            if not (isinstance(value, Rows) and kind.topic and kind.topic.name in value.topics):
                continue
            if declared := assigned(module, name):
                named = tuple(mentions(code, module, kind))
                what = f"rows {value.collection} of {value.row.__name__}"
                heard = (
                    named or takes_any(module, kind) or any(follows(one, kind) for one in (module, *near(code, module)))
                )
                yield Reader(what if heard else f"{what}, which pass it by", module.place(declared), named)


def assigned(module: Module, name: str) -> ast.AST | None:
    """Return where a module itself gives the name its value; None if it only imports it."""
    for node in module.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=target)]) | ast.AnnAssign(target=ast.Name(id=target)):
                if target == name:
                    return node
    return None


def mentions(code: Code, module: Module, kind: type[Event]) -> Iterator[str]:
    """Return where the module, and those of its package that it imports from, name the event."""
    for one in (module, *near(code, module)):
        yield from mentions_in(one, kind)


def near(code: Code, module: Module) -> list[Module]:
    """The modules of its package that a module imports from."""
    named = {target.rpartition(".")[0] for target in module.imports.values()} & code.modules.keys()
    return [code.modules[name] for name in sorted(named - {module.name})]


def follows(module: Module, kind: type[Event]) -> bool:
    """Return True where a function of contracts that the module names handles the event."""
    return kind in handled(module.path)


@cache
def handled(path: Path) -> frozenset[type[Event]]:
    return frozenset(usage.kind for usage in usages_in(path, "") if not usage.made)


def takes_any(module: Module, kind: type[Event]) -> bool:
    """Return True where a module names the base of the event's topic, as one that handles all of them does."""
    return any(base.__name__ in module.mentions for base in kind.mro()[1:] if getattr(base, "topic", None))


def mentions_in(module: Module, kind: type[Event]) -> Iterator[str]:
    """Return where a module names the event without making one."""
    for node in module.mentions.get(kind.__name__, ()):
        yield f"{node_in(module, node)} {module.place(node)}"


def node_in(module: Module, node: ast.Name) -> str:
    """The function in which a node lies, or the name of the module's table."""
    for outer in module.tree.body:
        last = outer.end_lineno or outer.lineno
        if outer.lineno <= node.lineno <= last:
            match outer:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    return name
                case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                    return name
    return module.name


def reactions(service: str, kind: type[Event]) -> Iterator[Reader]:
    declared: Any = import_module(f"{service}.reactions").reaction
    for base, look in declared.common:
        if issubclass(kind, base):
            yield Reader(f"reaction {look.__name__}", place_of(look))
    if kind.type in declared.by_type:
        react: Callable[..., Any] = declared.by_type[kind.type][1]
        yield Reader(f"reaction {react.__name__}", place_of(react))


def place_of(found: Any) -> str:
    """File and line of a function or class."""
    file = Path(inspect.getfile(found)).resolve()
    return f"{file.relative_to(ROOT)}:{inspect.getsourcelines(found)[1]}"
