"""Step, function, route, command and event of this service share one word."""

from importlib import import_module
from types import ModuleType
from typing import Any

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

from cases.case.domain import course
from cases.case.domain.gates import GATES
from cases.case.reference import load_procedure, procedure
from cases.clues import domain as clue
from cases.powers.domain import power_list
from cases.referrals import domain as referral
from contracts.cases import CaseEvent, ClueEvent, PowerEvent, ReferralEvent
from contracts.event import Event, concrete_classes
from contracts.folding import Landing
from contracts.reference import BadReference

SUBJECTS = (
    *("act", "circumstance", "correction", "decision", "enforcement", "evidence", "filing", "notice", "party"),
    *("performance", "recusal", "replacement", "same_act"),
)
ROOMS = {"clue": "clues", "power_list": "powers"}
"""Subjects that have a room and its one file of routes to themselves."""
STEPS = load_procedure().steps


def domain(subject: str) -> ModuleType:
    return import_module(f"cases.case.domain.{subject}")


def routes(subject: str) -> APIRouter:
    found: APIRouter = import_module(
        f"cases.{ROOMS[subject]}.api" if subject in ROOMS else f"cases.case.api.{subject}"
    ).router
    return found


@pytest.mark.parametrize(
    ("land", "events"),
    [
        (course.land, CaseEvent),
        (clue.land, ClueEvent),
        (power_list.land, PowerEvent),
        (referral.land, ReferralEvent),
    ],
)
def test_every_event_has_its_place_in_a_state(land: Landing[Any], events: type[Event]) -> None:
    assert set(land.places) == set(concrete_classes(events))


@pytest.mark.parametrize("subject", [*SUBJECTS, *ROOMS])
def test_a_subject_has_one_word_in_domain_api_and_contracts(subject: str) -> None:
    published = subject.removesuffix("_list")
    assert subject in ROOMS or domain(subject)
    assert routes(subject).tags == [subject.replace("_", "-")]
    assert import_module(f"contracts.cases.{published}")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_a_function_a_command_and_a_route(step: str) -> None:
    function = step.replace("-", "_")
    subject = next(subject for subject in SUBJECTS if hasattr(domain(subject), function))
    assert hasattr(domain(subject), step.title().replace("-", ""))
    summaries = {route.name: route.summary for route in routes(subject).routes if isinstance(route, APIRoute)}
    assert summaries[function] == STEPS[step].label


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
same_act_days = 30
correction_days_at_most = 365
record_days = 7
done_days = 3
recheck_working_days = 5
follow_up_working_days = 10
check_clue_days = 15
first_violation_months = 24
[[steps]]
name = "jump"
label = "跳过"
by = "head"
needs = ["unheard-of"]
"""
