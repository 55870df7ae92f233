"""Names say what a thing is for, and domains hide no types (docs/architecture.md#names-and-sizes)."""

import ast
from collections.abc import Iterator

import pytest
from tests.architecture.sources import Module, modules, product, where

EMPTY_WORDS = {"base", "common", "helper", "helpers", "manager", "managers", "misc", "shared", "util", "utils"}
UNTYPED = {"cast", "partial"}
CLOCKS = {"now", "today", "utcnow"}
WHO_READS_THE_CLOCK = {"libs/chassis/chassis/clock.py", "libs/chassis/chassis/testing.py"}


def words(name: str) -> set[str]:
    return set(
        "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).replace("_", " ").split()
    )


def test_no_name_of_a_file_or_class_is_empty() -> None:
    files = {
        str(module.path)
        for module in modules()
        if any(EMPTY_WORDS & words(part) for part in module.path.with_suffix("").parts)
    }
    classes = {
        where(module, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS & words(node.name)
    }
    assert files | classes == set()


def faults(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Lambda():
                yield "lambda"
            case ast.Name(id=name) | ast.alias(name=name) if name in UNTYPED:
                yield name
            case ast.Call(func=ast.Attribute(attr="model_copy"), keywords=[_, *_]):
                yield "model_copy(update=…)"
            case ast.keyword(arg=None, value=ast.Call(func=ast.Attribute(attr="model_dump"))):
                yield "**model_dump()"
            case ast.Assert(test=ast.Compare(ops=[ast.IsNot()])):
                yield "assert … is not None"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("f = lambda x: x", "lambda"),
        ("from functools import partial", "partial"),
        ("x = cast(int, y)", "cast"),
        ("x = event.model_copy(update={'a': 1})", "model_copy(update=…)"),
        ("x = Event(**command.model_dump())", "**model_dump()"),
        ("assert case.notice is not None", "assert … is not None"),
    ],
)
def test_the_faults_are_seen(source: str, fault: str) -> None:
    module = modules()[0]
    assert list(faults(type(module)(module.path, source))) == [fault]


def test_domains_are_plain() -> None:
    domains = [module for module in modules() if module.in_domain]
    assert len(domains) > 50
    assert {str(module.path): found for module in domains if (found := list(faults(module)))} == {}


def test_the_clock_is_read_in_one_place() -> None:
    found = {
        str(module.path)
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and isinstance(node.value, ast.Name)
        if node.value.id in ("date", "datetime")
    }
    assert found - WHO_READS_THE_CLOCK == set()
