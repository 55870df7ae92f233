"""APL 37: by which text is decided where the law changed between act and decision."""

from datetime import date

import pytest

from cases.penalty.domain.law_change import COMPARISON_DUE, check_law_change
from cases.powers.domain.competence import version_in_force
from cases.powers.reference import load_powers
from contracts.refusal import Refusal

POWERS = load_powers()
BEFORE, SINCE = date(2026, 8, 14), date(2026, 8, 15)


@pytest.mark.parametrize("code", ["EN-01", "EN-03", "EN-04", "EN-05", "EN-09", "EN-11", "EN-14"])
def test_apl37_where_nothing_became_lighter_the_law_of_the_act_is_decided_by(code: str) -> None:
    old = version_in_force(POWERS, code, BEFORE)
    check_law_change(POWERS, old, date(2026, 10, 8))


@pytest.mark.parametrize("code", ["EN-06", "EN-10"])
def test_apl37_where_the_new_law_may_be_lighter_a_comparison_is_due(code: str) -> None:
    old = version_in_force(POWERS, code, BEFORE)
    check_law_change(POWERS, old, BEFORE)
    with pytest.raises(Refusal) as refusal:
        check_law_change(POWERS, old, SINCE)
    assert refusal.value.rule is COMPARISON_DUE


def test_apl37_an_offence_that_ended_is_not_punished_by_its_last_version() -> None:
    old = version_in_force(POWERS, "EN-01", BEFORE)
    with pytest.raises(Refusal) as refusal:
        check_law_change({"EN-01": (old,)}, old, SINCE)
    assert refusal.value.rule is COMPARISON_DUE
