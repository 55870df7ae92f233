"""What a fine by multiple is taken of (X-09)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.penalty.domain import fine
from cases.penalty.domain.statutory_range import BASE_OPEN
from contracts.refusal import Refusal, Rule
from contracts.unit import Unit


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def test_a_fine_by_multiple_rests_on_what_it_is_taken_of(course: Any) -> None:
    """CG-03: up to once the cost of the temporary building."""
    course.investigated(power="CG-03", act_on=date(2026, 8, 1))
    assert refused(lambda: course.notify(3_000_00)) is BASE_OPEN
    assert refused(lambda: course.notify(3_000_01, base=3_000_00)) is fine.ABOVE_MOST
    told = course.notify(3_000_00, base=3_000_00).case.notice
    assert (told.base, told.base_unit) == (3_000_00, Unit.FEN)
