"""Citations of rules (`X-15`) and articles (`APL 44`) in sources, data, tests, each with the definition around it."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from contracts_tool.law import articles

FAMILIES = "XPIECBV"
IN_A_NAME = re.compile(r"(?<=[a-z0-9]_)([xpiecbv])(\d+)_")
NAMED_SO = re.compile(r"test_(?:[xpiecbv]\d+_)+")
RULE = re.compile(rf"(?<![A-Za-z0-9-])([{FAMILIES}])-(\d{{1,2}})\b(?!\")(?:\s+to\s+\1-(\d{{1,2}})\b)?")
CITING = (".py", ".toml")
PARTS = ("libs", "services", "deploy", "sample", "tests")


def cited(text: str) -> set[str]:
    """Return the rules that a text cites; `X-04 to X-06` cites three."""
    return {name for found in RULE.finditer(text) for name in spelled(*found.groups())}


def spelled(family: str, first: str, last: str | None) -> Iterator[str]:
    """Yield the rules in a range, numbered as wide as the first is written (X-04, but E-4)."""
    yield from (f"{family}-{number:0{len(first)}}" for number in range(int(first), int(last or first) + 1))


@dataclass(frozen=True)
class Citation:
    """`symbol` is the definition whose lines name the rule or article; empty for a whole file."""

    rule: str
    path: Path
    symbol: str


class Source:
    """One file of the repository; `path` begins at its root."""

    def __init__(self, root: Path, path: Path) -> None:
        self.path = path
        self.text = (root / path).read_text()

    @property
    def is_test(self) -> bool:
        return is_test(self.path)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text if self.path.suffix == ".py" else "")

    @cached_property
    def definitions(self) -> list[tuple[int, int, str]]:
        """First line, last line and name of every definition at module level or in a class."""
        return list(defined(self.tree.body, ""))

    def symbol_at(self, line: int) -> str:
        """Return the innermost definition around a line, or the one that begins on the next line."""
        around = [(last - first, name) for first, last, name in self.definitions if first <= line <= last]
        below = [(0, name) for first, _, name in self.definitions if first == line + 1]
        return min(around or below, default=(0, ""))[1]

    def citations(self) -> Iterator[Citation]:
        """Yield citations in comments, docstrings and texts, and in the names of tests (`test_x15_…`)."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            named = {*cited(line), *articles(line)}
            yield from (Citation(rule, self.path, self.symbol_at(number)) for rule in named)
        for _, _, name in self.definitions:
            if found := NAMED_SO.match(name):
                for family, number in IN_A_NAME.findall(found[0]):
                    yield Citation(f"{family.upper()}-{number}", self.path, name)


def is_test(path: Path) -> bool:
    return "tests" in path.parts


def defined(body: Iterable[ast.stmt], prefix: str) -> Iterator[tuple[int, int, str]]:
    for node in body:
        name = defined_name(node)
        if name:
            yield node.lineno, node.end_lineno or node.lineno, prefix + name
        if isinstance(node, ast.ClassDef):
            yield from defined(node.body, f"{node.name}.")


def defined_name(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def sources(root: Path) -> list[Source]:
    """Return every file that may apply or test a rule, in a fixed order; this tool only writes about rules."""
    files = sorted(file for part in PARTS for file in (root / part).rglob("*") if file.suffix in CITING)
    paths = (file.relative_to(root) for file in files)
    return [Source(root, path) for path in paths if "contracts_tool" not in path.parts]
