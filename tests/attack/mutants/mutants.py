"""Mutants of the law: each takes one rule or one gate away. They are found in the code, never listed by hand.

A call `refuse(RULE, …)` is a mutant of its own; a rule that is handed to something else, which refuses in its name, is
one as a whole; and so is every gate before every step of a procedure.
"""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.architecture.sources import Module, product

from contracts.topics import SERVICES
from contracts_tool.citations import defined

ROOT = Path(__file__).parents[3]
PROCEDURES = ROOT / "services/cases/cases/data/procedures"
PARTS = (*SERVICES, "contracts")

EQUAL: Final[Mapping[str, str]] = {}
"""Mutants that change nothing, and why; one that a test kills after all does not belong here."""


@dataclass(frozen=True)
class Call:
    """A call of `refuse`: its file, and the lines that it takes."""

    path: Path
    first: int
    last: int


@dataclass(frozen=True)
class Handed:
    """A rule that somebody else refuses with, by its module and name."""

    module: str
    name: str


@dataclass(frozen=True)
class Gate:
    """A gate before a step."""

    step: str
    gate: str


@dataclass(frozen=True)
class Mutant:
    """`taken` is what is no longer there."""

    name: str
    taken: Call | Handed | Gate


@cache
def mutants() -> tuple[Mutant, ...]:
    """Return all of them, each with a name of its own, in the order of their files."""
    found = [*calls(), *handed(), *gates()]
    doubled = Counter(mutant.name for mutant in found)
    assert max(doubled.values()) == 1, [name for name, count in doubled.items() if count > 1]
    return tuple(found)


def of_the_law() -> Iterator[Module]:
    """Yield the modules that refuse: services, and what they share of the law."""
    for module in product():
        if module.path.parts[1] in PARTS and "contracts_tool" not in module.path.parts:
            yield module


def calls() -> Iterator[Mutant]:
    for module in of_the_law():
        seen: Counter[str] = Counter()
        for call in refusing(module.tree):
            rule = ast.unparse(call.args[0])
            name = f"{module.dotted}.{around(module, call)}: {rule}"
            seen[name] += 1
            place = Call(ROOT / module.path, call.lineno, call.end_lineno or call.lineno)
            yield Mutant(name if seen[name] == 1 else f"{name} ({seen[name]})", place)


def refusing(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
            yield node


def around(module: Module, call: ast.Call) -> str:
    """Return the function in which a call stands."""
    places = defined(module.tree.body, "")
    return min((last - first, name) for first, last, name in places if first <= call.lineno <= last)[1]


def handed() -> Iterator[Mutant]:
    """Yield the rules that are read anywhere but as what a call of `refuse` names itself."""
    direct: Counter[Handed] = Counter()
    read: Counter[Handed] = Counter()
    for module in of_the_law():
        homes = imported(module)
        for call in refusing(module.tree):
            direct.update(read_in(module, homes, call.args[0]))
        read.update(read_in(module, homes, module.tree))
    for module in of_the_law():
        for rule in (Handed(module.dotted, name) for name in rules_of(module)):
            if read[rule] > direct[rule]:
                yield Mutant(f"{rule.module}: {rule.name}", rule)


def rules_of(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="Rule"))):
                yield name


def imported(module: Module) -> dict[str, Handed]:
    """Return where the imported names of a module come from."""
    lines = (node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom))
    return {alias.asname or alias.name: Handed(line.module or "", alias.name) for line in lines for alias in line.names}


def read_in(module: Module, homes: dict[str, Handed], tree: ast.AST) -> Iterator[Handed]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield homes.get(node.id, Handed(module.dotted, node.id))


def gates() -> Iterator[Mutant]:
    for file in sorted(PROCEDURES.glob("*.toml")):
        for step in tomllib.loads(file.read_text())["steps"]:
            for gate in step["needs"]:
                yield Mutant(f"{file.stem}: {step['name']} without {gate}", Gate(step["name"], gate))
