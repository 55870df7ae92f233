"""A rule is declared once, applied, and each has a test that meets it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module

import pytest
from tests.architecture.sources import Module, modules, own_tests, product, where

from contracts.articles import cited
from contracts.refusal import Rule
from contracts.topics import SERVICES


@dataclass(frozen=True)
class Declared:
    """`RULE = Rule("service/code", …)`."""

    module: Module
    name: str
    code: str
    place: str

    @property
    def home(self) -> str:
        """The service, or the library."""
        return self.module.path.parts[1]


@cache
def declared() -> tuple[Declared, ...]:
    return tuple(rule for module in product() if "= Rule(" in module.text for rule in rules_of(module))


def rules_of(module: Module) -> Iterator[Declared]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="Rule"), args=[ast.Constant(value=code), *_]),
            ):
                yield Declared(module, name, str(code), where(module, node))


def test_rules_are_constants_beside_the_code_that_applies_them() -> None:
    """No rule is made on the way: each `Rule(…)` is an assignment at the top of a module."""
    at_the_top = {id(node.value) for module in product() for node in module.tree.body if isinstance(node, ast.Assign)}
    made = [
        (where(module, node), id(node) in at_the_top)
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Rule"
    ]
    assert len(made) > 100
    assert [place for place, declared_there in made if not declared_there] == []


def test_no_code_is_declared_twice() -> None:
    assert [code for code, count in Counter(rule.code for rule in declared()).items() if count > 1] == []


def test_a_code_begins_with_its_service() -> None:
    """What every service refuses alike has no service in its code."""
    for rule in declared():
        assert rule.code.startswith(f"{rule.home}/") == (rule.home in SERVICES), rule.place


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule as it is at run time."""
    names = {module.dotted for module in product() if " = Rule(" in module.text}
    found = {value for name in names for value in vars(import_module(name)).values() if isinstance(value, Rule)}
    return tuple(sorted(found, key=in_turn))


def in_turn(rule: Rule) -> tuple[str, str]:
    return (rule.code, rule.detail)


def test_rules_that_share_a_code_share_its_label() -> None:
    """Refused attempts are counted by code, and one label stands beside each."""
    assert len({rule.code for rule in rules()}) > 100
    labels = {(rule.code, rule.label) for rule in rules()}
    assert [code for code, count in Counter(code for code, _ in labels).items() if count > 1] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_label_is_chinese_and_holds_no_fact(rule: Rule) -> None:
    assert any("一" <= character <= "鿿" for character in rule.label)
    assert not {"{", "}"} & set(rule.label)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_its_article_is_told_in_chinese(rule: Rule) -> None:
    """Only standards keep their Latin letters."""
    told = re.sub(r"GB \d+-\d{4}", "", cited(rule.law) or rule.law)
    assert not any(character.isascii() and character.isalpha() for character in told)


@cache
def read_in(module: Module) -> frozenset[str]:
    """The names that a module reads, attributes of other modules included."""
    names = (node for node in ast.walk(module.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    attributes = (node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    return frozenset({*(node.id for node in names), *attributes})


@pytest.mark.parametrize("rule", declared(), ids=lambda rule: rule.code)
def test_is_applied(rule: Declared) -> None:
    """Besides its declaration and imports, somebody of its own part names it; a library's, anybody."""
    users = [module for module in product() if module.path.parts[1] == rule.home or rule.home not in SERVICES]
    assert any(rule.name in read_in(module) for module in users)


@pytest.mark.parametrize("rule", declared(), ids=lambda rule: rule.code)
def test_has_a_test(rule: Declared) -> None:
    """By its code, or by its name where tests of its own part import the module that declares it, or its package."""
    by_code = any(rule.code in module.names for module in modules() if module.is_test)
    room, _, _ = rule.module.dotted.rpartition(".")
    homes = {rule.module.dotted} | ({room} if not room.endswith("domain") else set())
    assert by_code or any(rule.name in test.names and homes & test.names for test in own_tests(rule.home))


def with_defaults(module: Module) -> list[str]:
    """The functions whose callers may leave a parameter out."""
    return [
        where(module, function)
        for function in module.functions
        if function.args.defaults or any(function.args.kw_defaults)
    ]


def test_nothing_that_a_rule_judges_by_may_be_left_out() -> None:
    """A parameter with a default hides that a rule was never given what it judges by."""
    module = modules()[0]
    example = "def check(fine: int = 0) -> None: ...\ndef judge(*, base: int | None = None) -> None: ..."
    assert len(with_defaults(type(module)(module.path, example))) == 2
    assert [place for module in modules() if module.in_domain for place in with_defaults(module)] == []


def optional_facts(module: Module) -> list[str]:
    """The fields of facts that a gatherer may forget."""
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef) and node.name.endswith("Facts")]
    fields = [node for found in classes for node in found.body if isinstance(node, ast.AnnAssign)]
    return [where(module, field) for field in fields if field.value is not None]


def test_no_fact_may_be_forgotten() -> None:
    """A fact with a default is one that nobody gathered, and the decision does not notice."""
    module = modules()[0]
    example = "class TaskFacts:\n    on: date\n    firm: Firm | None = None"
    assert len(optional_facts(type(module)(module.path, example))) == 1
    assert [place for module in product() for place in optional_facts(module)] == []
