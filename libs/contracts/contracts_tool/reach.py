"""Refusals that a decision can meet, found by following names from definition to definition."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contracts_tool.citations import Source
from contracts_tool.refusals import Refusal

ANSWER = re.compile(r"list\[\w+\]$")
GATES = "GATES"

type Name = tuple[str, str]  # module, name


@dataclass(frozen=True)
class Decision:
    """A pure function of a domain that answers a command with events."""

    path: Path
    module: str
    name: str


@dataclass(frozen=True)
class Met:
    """A refusal with the function that names it."""

    refusal: Refusal
    module: str
    function: str


class Module:
    """Definitions and imports of one file."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.name = module_of(source.path)
        self.defined: dict[str, ast.stmt] = {}
        self.imported: dict[str, Name] = {}
        for node in source.tree.body:
            match node:
                case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                    self.defined[name] = node
                case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                    self.defined[name] = node
                case ast.ImportFrom(module=str(module), names=names):
                    self.imported |= {alias.asname or alias.name: (module, alias.name) for alias in names}

    @property
    def events(self) -> Iterator[str]:
        """Classes that have a type on the wire."""
        for name, node in self.defined.items():
            if isinstance(node, ast.ClassDef) and any(keyword.arg == "type" for keyword in node.keywords):
                yield name

    @property
    def decisions(self) -> Iterator[Decision]:
        """Functions with a parameter `command` that return a list of events."""
        for name, node in self.defined.items():
            if isinstance(node, ast.FunctionDef) and is_decision(node):
                yield Decision(self.path, self.name, name)


def is_decision(node: ast.FunctionDef) -> bool:
    """Return True for a function with a command and a list of one kind of events as its answer."""
    takes = any(argument.arg == "command" for argument in node.args.args)
    return takes and bool(node.returns and ANSWER.match(ast.unparse(node.returns)))


def as_run(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what lies in it in the order in which it runs: arguments before the function that gets them."""
    yield node
    for part in parts_as_run(node):
        yield from as_run(part)


def parts_as_run(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body):
            return body
        case ast.Call(func=function, args=args, keywords=keywords):
            return [*args, *keywords, function]
        case ast.ListComp(generators=generators, elt=element) | ast.GeneratorExp(generators=generators, elt=element):
            return [*generators, element]
        case ast.For(target=target, iter=given, body=body, orelse=orelse):
            return [given, target, *body, *orelse]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return [test, body, orelse]
        case _:
            return ast.iter_child_nodes(node)


def module_of(path: Path) -> str:
    """Return the module of a path: `services/cases/cases/case/api/__init__.py` is `cases.case.api`."""
    parts = path.with_suffix("").parts[2:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


class Reach:
    """The definitions of services and libraries, and the gates of procedures."""

    def __init__(self, product: list[Source], refused: list[Refusal]) -> None:
        within = [source for source in product if source.path.parts[0] in ("libs", "services")]
        self.modules = {module_of(one.path): Module(one) for one in within if one.path.suffix == ".py"}
        self.refused = {(module_of(refusal.source.path), refusal.name): refusal for refusal in refused}
        self.procedures = [one.text for one in within if "procedures" in one.path.parts and one.path.suffix == ".toml"]

    @property
    def decisions(self) -> list[Decision]:
        """All decisions, in the order of their files."""
        return [
            decision
            for module in self.modules.values()
            if "domain" in module.name.split(".")
            for decision in module.decisions
        ]

    def of(self, decision: Decision) -> list[Met]:
        """Return the refusals that a decision can meet, in the order of the calls that lead to them."""
        found: dict[Name, Name] = {}
        start = (decision.module, decision.name)
        self.follow(start, start, found)
        return [Met(self.refused[name], *function) for name, function in found.items() if name in self.refused]

    def follow(self, name: Name, within: Name, found: dict[Name, Name]) -> None:
        """Add the names in a definition, each with the function around it; classes are not opened."""
        if name in found:
            return
        found[name] = within
        module = self.modules.get(name[0])
        node = module.defined.get(name[1]) if module else None
        if module and node and not isinstance(node, ast.ClassDef) and name not in self.refused:
            function = name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else within
            for used in self.names_in(module, node):
                self.follow(used, function, found)

    def named_in(self, module: Module) -> list[Refusal]:
        """Return the refusals that the definitions of a module name themselves."""
        found = dict.fromkeys(name for node in module.defined.values() for name in self.names_in(module, node))
        own = [name for name in self.refused if name[0] == module.name]
        return [self.refused[name] for name in dict.fromkeys([*own, *found]) if name in self.refused]

    def names_in(self, module: Module, node: ast.stmt) -> Iterator[Name]:
        """Yield the definitions that a piece of source names, through imports; gates by the step that is required."""
        for inner in as_run(node):
            match inner:
                case ast.Call(func=ast.Attribute(attr="require"), args=[ast.Constant(value=str(step)), *_]):
                    yield from self.gates.get(step, ())
                case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in module.imported:
                    yield (".".join(module.imported[owner]), name)
                case ast.Name(id=name, ctx=ast.Load()):
                    yield self.resolved(module.imported.get(name, (module.name, name)))

    def resolved(self, name: Name) -> Name:
        """Return the definition behind a name that a package re-exports; a module may import one of its own."""
        module = self.modules.get(name[0])
        while module and name[1] not in module.defined and module.imported.get(name[1], name) != name:
            name = module.imported[name[1]]
            module = self.modules.get(name[0])
        return name

    @cached_property
    def gate_functions(self) -> frozenset[Name]:
        return frozenset(gate for gates in self.gates.values() for gate in gates)

    @cached_property
    def gates(self) -> dict[str, list[Name]]:
        """The gates before each step, as their functions."""
        functions: dict[str, Name] = {}
        for module in self.modules.values():
            match module.defined.get(GATES):
                case ast.AnnAssign(value=ast.Dict(keys=keys, values=values)):
                    for key, value in zip(keys, values, strict=True):
                        if isinstance(key, ast.Constant) and isinstance(value, ast.Name):
                            functions[str(key.value)] = module.imported[value.id]
        steps = [step for text in self.procedures for step in tomllib.loads(text)["steps"]]
        return {step["name"]: [functions[gate] for gate in step["needs"]] for step in steps}
