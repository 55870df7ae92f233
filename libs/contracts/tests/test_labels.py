"""Chinese beside every code."""

import importlib
import pkgutil
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

import pytest
from pydantic import BaseModel, computed_field

import contracts
from contracts.cases import Sanction
from contracts.code import Code
from contracts.event import Event
from contracts.fields import EnforcementField, Trade
from contracts.labels import labels_in, words, words_for
from contracts.personal import Personal
from contracts.places import NAMES
from contracts.published import published
from contracts.stages import Stage
from contracts.values import Role, Subject, Tier


def declared() -> list[type[StrEnum]]:
    """Every StrEnum that a module of the package declares."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(contracts.__path__, "contracts.")]
    found = [(module, value) for module in modules for value in vars(module).values()]
    return [
        value
        for module, value in found
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__
    ]


CODES = [enum for enum in declared() if issubclass(enum, Code) and enum is not Code]


def chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def test_every_enum_of_the_language_has_words() -> None:
    assert len(CODES) >= 21
    assert {Role, Tier, Sanction, Stage, EnforcementField, Trade} <= set(CODES)
    assert set(declared()) - set(CODES) == {Code}


@pytest.mark.parametrize("kind", CODES)
def test_every_word_is_chinese_and_of_one_code(kind: type[Code]) -> None:
    assert all(chinese(code.word) for code in kind)
    assert len({code.word for code in kind}) == len(kind)


def test_a_code_means_one_thing() -> None:
    """Else `labels_in` could not tell which of its meanings a code has."""
    meanings = defaultdict(set)
    for kind in CODES:
        if kind is not Stage:  # no event says it, and only views of cases show it
            for code, word in words(kind).items():
                meanings[code].add(word)
    for text, name in NAMES.items():
        meanings[text].add(name)
    assert {code: found for code, found in meanings.items() if len(found) > 1} == {}


def test_every_event_has_a_word_of_its_own() -> None:
    found = [kind.word for kind in published().by_type.values()]
    assert all(chinese(word) for word in found)
    assert len(set(found)) == len(found)


class Inner(BaseModel):
    sanctions: tuple[Sanction, ...]
    township: str | None


@dataclass(frozen=True)
class Row:
    inner: Inner
    counts: dict[str, int]
    tags: frozenset[Tier]


class View(BaseModel):
    rows: list[Row]
    free: str

    @computed_field
    def role(self) -> Role:
        return Role.HEAD


def test_codes_are_found_however_deep() -> None:
    inner = Inner(sanctions=(Sanction.WARNING,), township="130624100")
    row = Row(inner, counts={"130624202": 3, "other": 1}, tags=frozenset({Tier.A}))
    assert labels_in(View(rows=[row], free="head")) == {
        "warning": "警告",
        "130624100": "阜平镇",
        "130624202": "台峪乡",
        "A": "信用风险低",
        "head": "行政机关负责人",
    }


def test_keys_departments_and_offices_are_codes_too() -> None:
    value = [{Tier.D: ("130624-market", {"130624-justice"})}, None, 3]
    assert labels_in(value) == {
        "D": "信用风险高",
        "130624-market": "阜平县市场监督管理局",
        "130624-justice": "阜平县司法局",
    }


@pytest.mark.parametrize("value", [None, 1, "free text", "head", [], {}, Role, Row])
def test_what_is_no_code_has_no_label(value: object) -> None:
    assert labels_in(value) == {}


def test_plain_text_has_the_word_of_its_table_if_it_is_there() -> None:
    assert words_for(("fire", "retail", "own words"), EnforcementField) == {"fire": "消防"}


def test_personal_values_are_not_looked_at() -> None:
    class Seen(Event, type="tests.seen.v1"):
        subject: Personal[Subject]
        role: Role

    assert labels_in(Seen(subject=Subject.CITIZEN, role=Role.HEAD)) == {"head": "行政机关负责人"}
    assert labels_in(Seen.model_validate({"role": "head"})) == {"head": "行政机关负责人"}


def test_an_enum_without_words_has_no_label() -> None:
    class Step(StrEnum):
        FILE = "file"

    class Move(Code):
        FILE = "file", "立案"

    assert labels_in([Move.FILE, Role.HEAD]) == {"file": "立案", "head": "行政机关负责人"}
    assert labels_in(Step.FILE) == {}


def test_words_are_those_of_an_enum_or_of_some_members() -> None:
    assert words(Tier) == {"A": "信用风险低", "B": "信用风险一般", "C": "信用风险较高", "D": "信用风险高"}
    assert words([Subject.CITIZEN, Role.HEAD]) == {"citizen": "公民", "head": "行政机关负责人"}
