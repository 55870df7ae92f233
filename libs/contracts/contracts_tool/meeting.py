"""Tests that meet the rules behind a refusal."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from contracts_tool.citations import Citation, Source
from contracts_tool.reach import module_of
from contracts_tool.refusals import Refusal


class Naming:
    """Tests, found by the texts in quotation marks that they hold, and by the definitions that they name."""

    def __init__(self, tests: Iterable[Source]) -> None:
        self.tests = [(test, function) for test in tests for function in functions(test)]
        self.places = defaultdict[str, set[int]](set)
        imports = {test.path: imported(test.tree) for test, _ in self.tests}
        for place, (test, function) in enumerate(self.tests):
            for word in words(function, imports[test.path]):
                self.places[word].add(place)

    def any_of(self, words: Iterable[str]) -> Iterator[tuple[Source, str]]:
        """Yield the tests that name one of the words, in their order, with the names of their functions."""
        for place in sorted(set().union(*(self.places.get(word, ()) for word in words))):
            test, function = self.tests[place]
            yield test, function.name


def met_by_name(declared: Iterable[Refusal], naming: Naming) -> Iterator[Citation]:
    """Yield tests that name the code of a refusal, or its constant."""
    shared = Counter(refusal.code for refusal in declared)
    for refusal in declared:
        code = {f'"{refusal.code}"'} if shared[refusal.code] == 1 else set[str]()
        for test, name in naming.any_of({*spelled(refusal.source.path, refusal.name), *code}):
            yield from (Citation(rule, test.path, name) for rule in refusal.cited)


def met_by_definition(applied: Iterable[Citation], naming: Naming) -> Iterator[Citation]:
    """Yield tests that name what cites an article, as they import it: a variable called alike is another one."""
    for one in applied:
        named = one.symbol.partition(".")[0]
        if named and " " in one.rule and one.path.suffix == ".py":
            for test, name in naming.any_of(spelled(one.path, named)):
                yield Citation(one.rule, test.path, name)


def spelled(path: Path, name: str) -> Iterator[str]:
    """Yield how a definition may be imported: from its module, or from a package around it that gives it out."""
    parts = module_of(path).split(".")
    yield from (f"{'.'.join(parts[:number])}:{name}" for number in range(1, len(parts) + 1))


def imported(tree: ast.Module) -> dict[str, tuple[str, str]]:
    """Return where the imported names of a test come from: module and name."""
    lines = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: (line.module or "", alias.name) for line in lines for alias in line.names}


def functions(test: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    yield from (node for node in test.tree.body if isinstance(node, kinds) and node.name.startswith("test_"))


def words(function: ast.AST, homes: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Yield the definitions that a function names through imports, and its texts in quotation marks."""
    own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    own |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    for node in ast.walk(function):
        match node:
            case ast.Constant(value=str(value)):
                yield f'"{value}"'
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner in homes and owner not in own:
                yield f"{'.'.join(homes[owner])}:{name}"
            case ast.Name(id=name) if name in homes and name not in own:
                yield ":".join(homes[name])
