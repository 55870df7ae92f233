"""The functions of a service, and which of its functions each one names; found in the source, wherever it lies."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

type Definition = ast.FunctionDef | ast.AsyncFunctionDef

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, eq=False)
class Module:
    """A source file; `name` is dotted, `imports` tells what a local name stands for."""

    name: str
    path: Path
    tree: ast.Module
    imports: Mapping[str, str]

    @cached_property
    def mentions(self) -> Mapping[str, tuple[ast.Name, ...]]:
        """Return where each name stands without being called."""
        called = {node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        found = defaultdict[str, list[ast.Name]](list)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and node not in called:
                found[node.id].append(node)
        return {name: tuple(nodes) for name, nodes in found.items()}

    def place(self, node: ast.AST) -> str:
        """File and line, from the root of the repository."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


@dataclass(frozen=True, eq=False)
class Function:
    """A function, or a method of the class `owner`."""

    module: Module
    owner: str
    node: Definition

    @property
    def name(self) -> str:
        """The name, with its class if it is a method."""
        return f"{self.owner}.{self.node.name}" if self.owner else self.node.name

    @cached_property
    def called(self) -> frozenset[str]:
        """The short names that it calls."""
        calls = (node.func for node in ast.walk(self.node) if isinstance(node, ast.Call))
        return frozenset(
            function.id if isinstance(function, ast.Name) else function.attr
            for function in calls
            if isinstance(function, ast.Name | ast.Attribute)
        )

    @property
    def place(self) -> str:
        return self.module.place(self.node)


@dataclass(frozen=True)
class Code:
    """The modules of one package."""

    modules: Mapping[str, Module]

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        return tuple(function for module in self.modules.values() for function in functions_of(module))

    @cached_property
    def named(self) -> Mapping[Function, frozenset[str]]:
        """Return what each function names: `module.name` where that is known, `.name` for the methods of an object."""
        return {function: frozenset(self._names(function)) for function in self.functions}

    @cached_property
    def handed(self) -> Mapping[str, frozenset[str]]:
        """The methods that parts are given by name: after `Referrals(file=cases.file_referred)`, `file` is one."""
        found = defaultdict[str, set[str]](set)
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.keyword) and node.arg and isinstance(node.value, ast.Attribute):
                    found[node.arg].add(f".{node.value.attr}")
        return {name: frozenset(methods) for name, methods in found.items()}

    def callers(self, named: Function) -> list[Function]:
        """The functions that call it or hand it on."""
        own = f"{named.module.name}.{named.name}"
        wanted = {own, f".{named.node.name}"} if named.owner else {own}
        return [function for function, names in self.named.items() if wanted & names and function != named]

    def _names(self, function: Function) -> Iterator[str]:
        module = function.module
        for node in ast.walk(function.node):
            match node:
                case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
                    yield f"{module.name}.{function.owner}.{attribute}"
                    yield from self.handed.get(attribute, ())
                case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                    meant = module.imports.get(name, "")
                    yield f"{meant}.{attribute}" if meant in self.modules else f".{attribute}"
                case ast.Attribute(attr=attribute):
                    yield f".{attribute}"
                case ast.Name(id=name):
                    yield self._followed(module.imports.get(name, f"{module.name}.{name}"))

    def _followed(self, name: str) -> str:
        """Return where a name that a package hands on is defined."""
        package, _, short = name.rpartition(".")
        module = self.modules.get(package)
        return self._followed(module.imports[short]) if module and short in module.imports else name


def read(package: Path) -> Code:
    """All modules of a package, by dotted name."""
    modules = (parsed(package, file) for file in sorted(package.rglob("*.py")))
    return Code({module.name: module for module in modules})


def parsed(package: Path, file: Path) -> Module:
    parts = file.relative_to(package.parent).with_suffix("").parts
    tree = ast.parse(file.read_text("utf-8"))
    return Module(".".join(part for part in parts if part != "__init__"), file, tree, dict(imported(tree)))


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def functions_of(module: Module) -> Iterator[Function]:
    """The functions of a module and the methods of its classes; what is nested in one belongs to it."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(module, "", node)
        elif isinstance(node, ast.ClassDef):
            for below in node.body:
                if isinstance(below, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield Function(module, node.name, below)
