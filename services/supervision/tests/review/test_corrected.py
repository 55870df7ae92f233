"""A problem that both officers confirmed, and that becomes none: openly or in silence (X-40)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.support.inspected import VisitFile
from tests.support.lawful import HEAD, PAIR, published

from contracts.inspections import Answer, InspectorReplaced, ItemAnswered, ReplacementGround, VisitResult

type Rules = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("reason", "found"),
    [(None, ["X-40 unlawful"]), (" ", ["X-40 unlawful"]), ("看错了房间", ["X-40 flag"])],
)
def test_x40_a_confirmed_problem_that_became_none_is_found(reason: str | None, found: list[str], rules: Rules) -> None:
    """Also behind another answer; what one officer alone said may be put right."""
    for detour in (False, True):
        file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM)
        if not detour:
            alone = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM)
            alone.answered("safety-01", Answer.FINE).confirmed().concluded(VisitResult.CLEAN, 1, 0)
            assert rules(alone.history()) == []
        file.confirmed()
        if detour:
            file.answered("safety-01", Answer.PROBLEM)
        corrects = Answer.PROBLEM if reason else None
        file.add(
            published(
                ItemAnswered, item="safety-01", answer=Answer.FINE, officer=PAIR[0], corrects=corrects, reason=reason
            )
        )
        file.confirmed().concluded(VisitResult.CLEAN, 1, 0)
        assert rules(file.history()) == found


def test_what_one_saw_alone_is_no_agreed_problem_once_another_officer_goes(rules: Rules) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM)
    gone = InspectorReplaced(
        replaced=PAIR[1], by="HB-1003", replaced_on=file.day, ground=ReplacementGround.UNABLE, reason="伤病"
    )
    file.add(gone, HEAD).confirmed().answered("safety-01", Answer.FINE)
    assert "X-40 unlawful" not in rules(file.history())


@pytest.mark.parametrize(("days", "confirmed", "found"), [(9, False, True), (10, False, False), (10, True, True)])
def test_a_term_that_passed_unconfirmed_freezes_no_answer(
    days: int, confirmed: bool, found: bool, rules: Rules
) -> None:
    file = VisitFile().assigned().approved().opened().answered("safety-01", Answer.PROBLEM).term_set("safety-01")
    if confirmed:
        file.confirmed("order-safety-01")
    file.day += timedelta(days=days)
    file.answered("safety-01", Answer.FINE)
    assert ("X-32 unlawful" in rules(file.history())) is found
