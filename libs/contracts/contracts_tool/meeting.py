"""Tests that meet the rules behind a refusal."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from contracts_tool.citations import Citation, Source
from contracts_tool.refusals import Refusal


def met_by_name(declared: Iterable[Refusal], tests: list[Source]) -> Iterator[Citation]:
    """Yield tests that name the code of a refusal, or its constant within the same part."""
    meeting = [(test, function.name, set(words(function))) for test in tests for function in functions(test)]
    shared = Counter(refusal.code for refusal in declared)
    for refusal in declared:
        code = f'"{refusal.code}"' if shared[refusal.code] == 1 else ""
        own = {refusal.name, f"{refusal.source.path.stem}.{refusal.name}"}
        for test, name, found in meeting:
            if code in found or (test.path.parts[1] == refusal.part and own & found):
                yield from (Citation(rule, test.path, name) for rule in refusal.cited)


def met_by_definition(applied: Iterable[Citation], tests: list[Source]) -> Iterator[Citation]:
    """Yield tests that name what cites an article: a definition of contracts anywhere, others within their part."""
    meeting = [(test, function.name, set(words(function))) for test in tests for function in functions(test)]
    for one in applied:
        named, shared = one.symbol.partition(".")[0], "contracts" in one.path.parts
        for test, name, found in meeting if named and " " in one.rule else ():
            if {named, f"{one.path.stem}.{named}"} & found and (shared or test.path.parts[1] == one.path.parts[1]):
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
