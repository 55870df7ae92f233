"""Refusals that a decision can meet, found by following names from definition to definition."""

import ast
import re
import tomllib
from collections.abc import Iterator
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
    def decisions(self) -> Iterator[Decision]:
        """Functions with a parameter `command` that return a list of events."""
        for name, node in self.defined.items():
            if isinstance(node, ast.FunctionDef) and is_decision(node):
                yield Decision(self.path, self.name, name)


def is_decision(node: ast.FunctionDef) -> bool:
    """Return True for a function with a command and a list of one kind of events as its answer."""
    takes = any(argument.arg == "command" for argument in node.args.args)
    return takes and bool(node.returns and ANSWER.match(ast.unparse(node.returns)))


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

    def of(self, decision: Decision) -> list[Refusal]:
        """Return the refusals that a decision can meet, in the order in which its source names them."""
        found: dict[Name, None] = {}
        self.follow((decision.module, decision.name), found)
        return [self.refused[name] for name in found if name in self.refused]

    def follow(self, name: Name, found: dict[Name, None]) -> None:
        """Add the names in a definition, each before the names behind it; classes are not opened."""
        if name in found:
            return
        found[name] = None
        module = self.modules.get(name[0])
        node = module.defined.get(name[1]) if module else None
        if module and node and not isinstance(node, ast.ClassDef) and name not in self.refused:
            for used in self.names_in(module, node):
                self.follow(used, found)

    def names_in(self, module: Module, node: ast.stmt) -> Iterator[Name]:
        """Yield the definitions that a piece of source names, through imports; gates by the step that is required."""
        for inner in ast.walk(node):
            match inner:
                case ast.Call(func=ast.Attribute(attr="require"), args=[ast.Constant(value=str(step)), *_]):
                    yield from self.gates.get(step, ())
                case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in module.imported:
                    yield (".".join(module.imported[owner]), name)
                case ast.Name(id=name, ctx=ast.Load()):
                    yield self.resolved(module.imported.get(name, (module.name, name)))

    def resolved(self, name: Name) -> Name:
        """Return the definition behind a name that a package re-exports."""
        module = self.modules.get(name[0])
        while module and name[1] not in module.defined and name[1] in module.imported:
            name = module.imported[name[1]]
            module = self.modules.get(name[0])
        return name

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
