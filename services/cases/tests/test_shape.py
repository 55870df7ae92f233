"""What holds this service together by name: step, function, route, command and event are one word."""

from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from cases.domain import case, clue, power_list, referral
from cases.domain.gates import GATES
from cases.procedures import load_procedure, procedure
from cases.view import WORDS
from chassis.reference import BadReference
from contracts.cases import CaseEvent, ClueEvent, PowerEvent, ReferralEvent
from contracts.event import Event, named
from contracts.folding import Landing

SUBJECTS = ("act", "clue", "correction", "decision", "evidence", "filing", "notice", "performance", "power_list")
STEPS = load_procedure().steps


def domain(subject: str) -> ModuleType:
    return import_module(f"cases.domain.{subject}")


@pytest.mark.parametrize(
    ("land", "events"),
    [
        (case.land, CaseEvent),
        (clue.land, ClueEvent),
        (power_list.land, PowerEvent),
        (referral.land, ReferralEvent),
    ],
)
def test_every_event_has_its_place_in_a_state(land: Landing[Any], events: type[Event]) -> None:
    assert set(land.places) == set(named(events))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_has_one_word_in_domain_api_and_contracts(subject: str) -> None:
    published = subject.removesuffix("_list")
    assert domain(subject)
    assert import_module(f"cases.api.{subject}").router.tags == [subject.replace("_", "-")]
    assert import_module(f"contracts.cases.{published}")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_a_function_a_command_and_a_route(step: str) -> None:
    function = step.replace("-", "_")
    subject = next(it for it in SUBJECTS if hasattr(domain(it), function))
    assert hasattr(domain(subject), step.title().replace("-", ""))
    routes = import_module(f"cases.api.{subject}").router.routes
    assert {route.name: route.summary for route in routes}[function] == STEPS[step].label


def test_every_gate_is_asked_for_and_every_wanted_gate_is_there() -> None:
    wanted = {gate for step in STEPS.values() for gate in step.needs}
    assert wanted == set(GATES.values())
    with pytest.raises(BadReference, match="unheard-of"):
        procedure("odd.toml", ODD)


ODD = """
name = "odd"
valid_from = 2026-01-01
[terms]
defence_working_days = 5
decide_days = 90
[[steps]]
name = "jump"
label = "跳过"
by = "head"
needs = ["unheard-of"]
"""


@pytest.mark.parametrize("kind", WORDS)
def test_own_words_have_chinese_for_every_code(kind: type[StrEnum]) -> None:
    assert set(WORDS[kind]) == set(kind)
