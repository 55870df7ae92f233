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
from contracts.event import Event
from contracts.event_words import EVENT_WORDS
from contracts.fields import ENFORCEMENT, TRADES
from contracts.labels import label, labels_in, words_for
from contracts.personal import Personal
from contracts.places import NAMES
from contracts.published import published
from contracts.stages import STAGES, Stage
from contracts.values import Role, Subject, Tier


def enums() -> list[type[StrEnum]]:
    """Every StrEnum that a module of the package declares."""
    modules = [importlib.import_module(found.name) for found in pkgutil.walk_packages(contracts.__path__, "contracts.")]
    declared = [(module, value) for module in modules for value in vars(module).values()]
    return [
        value
        for module, value in declared
        if isinstance(value, type) and issubclass(value, StrEnum) and value.__module__ == module.__name__
        if value is not Stage  # no event says it, and only views of cases show it
    ]


MEMBERS = [member for enum in enums() for member in enum]


def chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def test_all_enums_are_found() -> None:
    assert len(enums()) >= 19
    assert {Role, Tier, Sanction} <= set(enums())


@pytest.mark.parametrize("code", MEMBERS, ids=[f"{type(code).__name__}.{code.name}" for code in MEMBERS])
def test_every_member_has_a_chinese_label(code: StrEnum) -> None:
    assert chinese(label(code))


def test_a_code_means_one_thing() -> None:
    """Else `labels_in` could not tell which of its meanings a code has."""
    words = defaultdict(set)
    for code in MEMBERS:
        words[str(code)].add(label(code))
    for text, name in [*NAMES.items(), *ENFORCEMENT.items(), *TRADES.items()]:
        words[text].add(name)
    assert {code: found for code, found in words.items() if len(found) > 1} == {}


def test_every_event_has_a_word_of_its_own_and_every_word_an_event() -> None:
    assert EVENT_WORDS.keys() == published().by_type.keys()
    assert all(chinese(word) for word in EVENT_WORDS.values())
    assert len(set(EVENT_WORDS.values())) == len(EVENT_WORDS)


def test_every_stage_of_a_case_has_a_word_of_its_own() -> None:
    assert STAGES.keys() == set(Stage)
    assert len(set(STAGES.values())) == len(Stage)
    assert all(chinese(word) for word in STAGES.values())


def test_no_two_members_of_an_enum_share_a_label() -> None:
    for enum in enums():
        assert len({label(code) for code in enum}) == len(enum)


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
    assert words_for(("fire", "retail", "own words"), ENFORCEMENT) == {"fire": "消防"}
    assert all(chinese(word) for word in (*ENFORCEMENT.values(), *TRADES.values()))


def test_personal_values_are_not_looked_at() -> None:
    class Seen(Event, type="tests.seen.v1"):
        subject: Personal[Subject]
        role: Role

    assert labels_in(Seen(subject=Subject.CITIZEN, role=Role.HEAD)) == {"head": "行政机关负责人"}
    assert labels_in(Seen.model_validate({"role": "head"})) == {"head": "行政机关负责人"}


def test_a_service_may_add_its_own_words() -> None:
    class Step(StrEnum):
        FILE = "file"

    assert labels_in([Step.FILE, Role.HEAD], {Step: {"file": "立案"}}) == {"file": "立案", "head": "行政机关负责人"}
    assert labels_in(Step.FILE) == {}
    with pytest.raises(KeyError):
        label(Step.FILE)
