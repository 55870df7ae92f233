"""What was done and recorded later, or too late: its own day is judged, and that of its record (X-41, X-02, X-36)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.inspected import VisitFile, draw_file, patrolled, visited
from tests.support.lawful import CERTIFICATES, KNOWN, MONDAY, PAIR
from tests.support.neighbours import changed

from contracts.event import Event
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    DrawHeld,
    DrawSealed,
    PatrolFound,
    RectifiedOnSite,
    TermRechecked,
    VisitConcluded,
    VisitOpened,
    VisitResult,
)
from supervision.review import Elsewhere

type Rules = Callable[..., list[str]]

APPROVED, OPENED = date(2026, 3, 3), date(2026, 3, 4)
DAYS: list[tuple[type[Event], str]] = [
    (VisitOpened, "opened_on"),
    (RectifiedOnSite, "rectified_on"),
    (CorrectionTermSet, "ordered_on"),
    (VisitConcluded, "concluded_on"),
]


def with_day(kind: type[Event], name: str, day: date, recorded_on: date = OPENED) -> Any:
    fields: dict[str, Any] = {name: day, "recorded_on": recorded_on}
    return changed(visited().history(), kind, **fields)


@pytest.mark.parametrize(("kind", "name"), DAYS)
def test_a_day_of_before_and_the_day_of_its_record(kind: type[Event], name: str, rules: Rules) -> None:
    """A visit of 4 March that was approved on the third."""
    early = APPROVED - timedelta(days=1) if kind is VisitOpened else APPROVED
    assert rules(with_day(kind, name, OPENED)) == []
    assert rules(with_day(kind, name, early)) == ["X-41 unlawful"]
    assert rules(with_day(kind, name, OPENED + timedelta(days=1))) == ["X-41 unlawful"]
    assert rules(with_day(kind, name, OPENED, recorded_on=APPROVED)) == ["X-41 unlawful"]
    # One of before, which does not tell when it was recorded, was of that day.
    of_before: dict[str, Any] = {name: early}
    assert "X-41 unlawful" in rules(changed(visited().history(), kind, **of_before))


def test_a_visit_may_be_recorded_the_day_after(rules: Rules) -> None:
    assert rules(with_day(VisitOpened, "opened_on", APPROVED)) == []


def late(days: int, inspect_until: int = 60) -> VisitFile:
    """A visit that was opened on its first day and recorded so many days later."""
    file = VisitFile().assigned(inspect_until=OPENED + timedelta(days=inspect_until)).approved()
    day = file.day
    file.wait(days).add(VisitOpened(opened_on=day, officers=PAIR, counted=True, officer=PAIR[0], recorded_on=file.day))
    return file


def test_what_is_recorded_too_late_or_after_the_term_is_found(rules: Rules) -> None:
    assert rules(late(7).history()) == []
    assert rules(late(8).history()) == ["X-41 unlawful"]
    assert rules(late(5, inspect_until=1).history()) == ["X-41 flag"]


@pytest.mark.parametrize(("days", "found"), [(7, []), (8, ["X-41 unlawful"])])
def test_a_recheck_or_a_finding_of_long_ago_is_found(days: int, found: list[str], rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM)
    file.term_set("safety-01").confirmed("order-safety-01").wait(12 + days).rechecked("safety-01")
    looked = file.day - timedelta(days=days)
    assert rules(changed(file.history(), TermRechecked, rechecked_on=looked, recorded_on=file.day)) == found
    seen: dict[str, Any] = {"found_on": MONDAY - timedelta(days=days), "recorded_on": MONDAY}
    assert rules(changed(patrolled().history(), PatrolFound, **seen)) == found


def test_an_end_that_was_recorded_after_the_term_is_found(rules: Rules) -> None:
    file = VisitFile().assigned(inspect_until=OPENED).approved().opened().answered("safety-01", Answer.FINE)
    day = file.day
    file.wait(4).confirmed().concluded(VisitResult.CLEAN, 1, 0)
    assert rules(file.history()) == []
    assert rules(changed(file.history(), VisitConcluded, concluded_on=day, recorded_on=file.day)) == ["X-41 flag"]


def test_both_are_certified_on_the_day_of_what_they_did(rules: Rules) -> None:
    (held,) = CERTIFICATES[PAIR[1]]
    gap = replace(held, suspended=((APPROVED, OPENED),))
    known = replace(KNOWN, certificates={**CERTIFICATES, PAIR[1]: (gap,)})
    assert rules(visited().history(), known) == []
    assert rules(with_day(VisitOpened, "opened_on", APPROVED), known) == ["X-02 unlawful"]
    opened = with_day(VisitOpened, "opened_on", APPROVED)
    rectified = changed(opened, RectifiedOnSite, rectified_on=APPROVED, recorded_on=OPENED)
    assert rules(rectified, replace(known, certificates={**CERTIFICATES, PAIR[1]: (gap,)})) == ["X-02 unlawful"]


def test_nobody_looks_again_before_the_order(rules: Rules) -> None:
    recheck: dict[str, Any] = {"fulfilled": True, "rechecked_on": APPROVED}
    assert rules(changed(visited().history(), TermRechecked, **recheck)) == ["X-11 unlawful"]


def test_two_visits_are_near_by_their_own_days(rules: Rules) -> None:
    opened = visited().history().of(VisitOpened)[0]
    near = Elsewhere(id="visit-0", at=opened.at - timedelta(days=29), on=OPENED - timedelta(days=31))
    assert rules(visited().history(), replace(KNOWN, places=(near,))) == []
    assert rules(visited().history(), replace(KNOWN, places=(replace(near, on=None),))) == ["X-35 flag"]


@pytest.mark.parametrize(("days", "found"), [(1, []), (0, ["X-36 unlawful"])])
def test_x36_a_draw_is_held_by_the_last_day_to_inspect(days: int, found: list[str], rules: Rules) -> None:
    """It was held a day after the seal."""
    file = draw_file().history()
    until = file.of(DrawSealed)[0].event.sealed_on + timedelta(days=days)
    file = changed(changed(file, DrawSealed, inspect_until=until), DrawHeld, inspect_until=until)
    assert rules(file) == found
