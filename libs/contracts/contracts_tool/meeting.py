"""Tests that meet the rules behind a refusal."""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from contracts_tool.citations import Citation, Source
from contracts_tool.refusals import Refusal


class Naming:
    """Tests, found by the words that they name."""

    def __init__(self, tests: Iterable[Source]) -> None:
        self.tests = [(test, function) for test in tests for function in functions(test)]
        self.places = defaultdict[str, set[int]](set)
        for place, (_, function) in enumerate(self.tests):
            for word in words(function):
                self.places[word].add(place)

    def any_of(self, words: Iterable[str]) -> Iterator[tuple[Source, str]]:
        """Yield the tests that name one of the words, in their order, with the names of their functions."""
        for place in sorted(set().union(*(self.places.get(word, ()) for word in words))):
            test, function = self.tests[place]
            yield test, function.name


def met_by_name(declared: Iterable[Refusal], naming: Naming) -> Iterator[Citation]:
    """Yield tests that name the code of a refusal, or its constant within the same part."""
    shared = Counter(refusal.code for refusal in declared)
    for refusal in declared:
        code = {f'"{refusal.code}"'} if shared[refusal.code] == 1 else set[str]()
        everywhere = set(naming.any_of(code))
        for test, name in naming.any_of({refusal.name, f"{refusal.source.path.stem}.{refusal.name}"} | code):
            if test.path.parts[1] == refusal.part or (test, name) in everywhere:
                yield from (Citation(rule, test.path, name) for rule in refusal.cited)


def met_by_definition(applied: Iterable[Citation], naming: Naming) -> Iterator[Citation]:
    """Yield tests that name what cites an article: a definition of contracts anywhere, others within their part."""
    for one in applied:
        named, shared = one.symbol.partition(".")[0], "contracts" in one.path.parts
        if named and " " in one.rule:
            for test, name in naming.any_of((named, f"{one.path.stem}.{named}")):
                if shared or test.path.parts[1] == one.path.parts[1]:
                    yield Citation(one.rule, test.path, name)


def functions(test: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    yield from (node for node in test.tree.body if isinstance(node, kinds) and node.name.startswith("test_"))


def words(function: ast.AST) -> Iterator[str]:
    """Yield the names in a function, attributes with their owners, and its texts in quotation marks."""
    for node in ast.walk(function):
        match node:
            case ast.Constant(value=str(value)):
                yield f'"{value}"'
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                yield f"{owner}.{name}"
            case ast.Name(id=name):
                yield name
