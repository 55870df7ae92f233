"""The sources of this repository, parsed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from contracts_tool.citations import is_test
from contracts_tool.coverage import Found, gathered
from contracts_tool.working_copy import HERE

ROOT = Path(__file__).parents[2]
PARTS = ("libs", "services", "deploy", "sample", "tools", "tests")

type Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file; `path` begins at the root."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def is_test(self) -> bool:
        return is_test(self.path)

    @property
    def in_domain(self) -> bool:
        """In a folder `domain`, or the one file of a subject whose domain is small."""
        return "domain" in self.path.with_suffix("").parts and not self.is_test

    @property
    def dotted(self) -> str:
        """The name that it is imported by; of product modules."""
        return ".".join(self.path.with_suffix("").parts[2:])

    @property
    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @property
    def names(self) -> frozenset[str]:
        """Everything it names: names, attributes, what it imports (dotted too), and its texts."""
        return named(self.tree)


def written() -> Iterator[Path]:
    """Yield every file that is not fetched or made; folders of those are not even looked into."""
    for folder, inner, names in ROOT.walk():
        inner[:] = [name for name in inner if not name.startswith(".") and name != "node_modules"]
        yield from ((folder / name).relative_to(ROOT) for name in names if not name.startswith("."))


@cache
def modules() -> tuple[Module, ...]:
    files = sorted(file for part in PARTS for file in (ROOT / part).rglob("*.py"))
    return tuple(Module(file.relative_to(ROOT), file.read_text()) for file in files)


@cache
def cited_here() -> Found:
    """All that the code and its tests cite."""
    return gathered(HERE)


@cache
def product() -> tuple[Module, ...]:
    return tuple(module for module in modules() if not module.is_test)


@cache
def own_tests(part: str) -> tuple[Module, ...]:
    """Those of one service or library."""
    return tuple(module for module in modules() if module.is_test and module.path.parts[1] == part)


@cache
def journeys() -> tuple[Module, ...]:
    return tuple(module for module in modules() if module.path.parts[:2] == ("tests", "journeys"))


@cache
def named(tree: ast.Module) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.add(name)
            case ast.Constant(value=str(text)):
                found.add(text)
            case ast.ImportFrom(module=str(module), names=names):
                found |= {module, module.rpartition(".")[2], *(f"{module}.{alias.name}" for alias in names)}
    return frozenset(found)


def snake(name: str) -> str:
    """TakeEvidence → take_evidence."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def where(module: Module, node: ast.AST) -> str:
    return f"{module.path}:{getattr(node, 'lineno', 1)}"
