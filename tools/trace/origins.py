"""Origins of an event: the decisions that make it, and the ways in that lead to them."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.trace.code import Code, Function, Module

from contracts.event import Event

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Way:
    """Way in to a decision: a route, a reaction, or a verb wired up in `assemble` (a deadline, say)."""

    kind: str
    what: str
    function: Function


def decisions(code: Code, kind: type[Event]) -> list[Function]:
    """The functions that construct the event."""
    return [function for function in code.functions if kind.__name__ in function.called]


def commands(function: Function) -> list[str]:
    """The types of what it decides on."""
    given = (argument.annotation for argument in function.node.args.args if argument.arg == "command")
    return [ast.unparse(annotation) for annotation in given if annotation]


def ways(code: Code, service: str, decision: Function) -> list[Way]:
    """Every way in that leads to the decision, through every function that calls it or passes it on."""
    found: dict[Function, Way] = {}
    seen, todo = {decision}, [decision]
    while todo:
        for caller in code.callers(todo.pop()):
            if caller in seen:
                continue
            seen.add(caller)
            if way := way_in(service, caller):
                found[caller] = way
            else:
                todo.append(caller)
    return sorted(found.values(), key=lambda way: (way.kind, way.function.place))


def way_in(service: str, function: Function) -> Way | None:
    """The function as a way into the service, if it is one."""
    for decorator in function.node.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(path)), *_], keywords=keywords):
                if method in METHODS:
                    prefix = prefixes(function.module).get("router", "")
                    said = {word.arg: ast.literal_eval(word.value) for word in keywords if word.arg == "summary"}
                    what = f"{method.upper()} /api/{service}{prefix}{path}  {said.get('summary', '')}"
                    return Way("route", what.rstrip(), function)
            case ast.Name(id="reaction"):
                return Way("reaction", f"on {heard(function)}", function)
    if function.node.name == "assemble":
        return Way("assembled", "as a deadline, or as another subject's verb", function)
    return None


def prefixes(module: Module) -> Mapping[str, str]:
    """Return the path prefix of each router in a module."""
    return dict(found_prefixes(module))


def found_prefixes(module: Module) -> Iterator[tuple[str, str]]:
    for node in module.tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="routes"), args=[ast.Constant(value=str(prefix)), *_]),
            ):
                yield name, prefix


def heard(function: Function) -> str:
    """The event that a reaction is annotated with."""
    annotation = function.node.args.args[0].annotation
    return ast.unparse(annotation) if annotation else "?"
