"""A visit and a patrol begin and end once, and a visit is put off to a later day (X-41; APL 47)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.support.inspected import VisitFile, patrolled, visited
from tests.support.lawful import BODY, HEAD, published
from tests.support.neighbours import changed, repeated

from contracts.inspections import (
    Answer,
    PatrolConcluded,
    PatrolOfficerReplaced,
    ReferralForgone,
    ReplacementGround,
    VisitApproved,
    VisitConcluded,
    VisitOpened,
    VisitPostponed,
    VisitResult,
)

type Rules = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (visited, VisitApproved),
        (visited, VisitOpened),
        (visited, VisitConcluded),
        (patrolled, PatrolConcluded),
    ],
)
def test_it_begins_and_ends_once(file: Callable[[], Any], kind: Any, rules: Rules) -> None:
    before = rules(file().history())
    assert "X-41 unlawful" not in before
    assert "X-41 unlawful" in rules(repeated(file().history(), kind))


def test_a_visit_is_not_put_off_after_its_end(rules: Rules) -> None:
    file = visited()
    given = {"inspect_until": file.day + timedelta(days=90), "postponed_on": file.day}
    assert "X-41 unlawful" in rules(file.add(published(VisitPostponed, **given), HEAD).history())


@pytest.mark.parametrize(("findings", "found"), [(1, False), (0, True)])
def test_somebody_is_replaced_after_a_patrol_as_long_as_a_finding_waits(
    rules: Rules, findings: int, found: bool
) -> None:
    file = patrolled()
    given = {"replaced": "HB-1002", "by": "HB-1003", "replaced_on": file.day, "findings": findings}
    replaced = published(PatrolOfficerReplaced, **given, ground=ReplacementGround.UNABLE, reason="生病")
    assert ("X-41 unlawful" in rules(file.add(replaced, HEAD).history())) is found


def test_a_visit_is_put_off_to_a_later_day(rules: Rules) -> None:
    file = VisitFile().assigned()
    until = file.events[0].event.inspect_until
    given = {"inspect_until": until + timedelta(days=1), "postponed_on": file.day}
    later = file.add(published(VisitPostponed, **given), HEAD).history()
    assert rules(later) == []
    assert rules(changed(later, VisitPostponed, inspect_until=until)) == ["X-41 unlawful"]


def test_x34_nothing_is_confirmed_before_the_approval(rules: Rules) -> None:
    assert rules(VisitFile().assigned().approved().confirmed().history()) == []
    assert rules(VisitFile().assigned().confirmed().history()) == ["X-34 unlawful"]


def test_a_reason_for_not_referring_is_given_once(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM).term_set("safety-01")
    file.confirmed().confirmed("order-safety-01").concluded(VisitResult.ORDERED, 1, 1)
    file.wait(40).rechecked("safety-01", fulfilled=False).confirmed("recheck-safety-01")
    file.add(published(ReferralForgone, item="safety-01", forgone_on=file.day, township=BODY, reason=""), HEAD)
    before = rules(file.history())
    assert "X-41 unlawful" not in before
    assert "X-41 unlawful" in rules(repeated(file.history(), ReferralForgone))
