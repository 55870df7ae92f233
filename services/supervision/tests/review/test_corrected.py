"""A problem that both officers confirmed, and that becomes none: openly or in silence (X-40)."""

from collections.abc import Callable

import pytest
from tests.support.inspected import VisitFile
from tests.support.lawful import PAIR, published

from contracts.inspections import Answer, ItemAnswered, VisitResult

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
