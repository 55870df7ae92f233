"""X-09: fines and kinds of penalty inside the law."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.penalty.domain import fine as subject_under_test
from cases.penalty.domain.fine import check_fine, check_sanctions
from cases.penalty.domain.statutory_range import BASE_OPEN, NO_AMOUNT, SERIOUS_ONLY, statutory_range
from cases.powers.domain.competence import version_in_force
from cases.powers.domain.power import Power
from cases.powers.reference import load_powers
from contracts.cases import MitigatedGround, Sanction
from contracts.refusal import Refusal, Rule
from contracts.values import Subject

POWERS = load_powers()
CITIZEN, FIRM = Subject.CITIZEN, Subject.ORGANISATION
REMOVED_HARM, AGE = MitigatedGround.REMOVED_HARM, MitigatedGround.AGE_14_TO_17


def power(code: str, on: date = date(2026, 11, 24)) -> Power:
    return version_in_force(POWERS, code, on)


def said(refusal: Refusal) -> Rule:
    """Return the rule, after its sentence was made from the facts."""
    assert "{" not in refusal.detail
    return refusal.rule


def fined(
    code: str, party: Subject, yuan: int, ground: MitigatedGround | None = None, *, after_order: bool = False
) -> Rule | None:
    """Return the rule that refuses the fine; None if it is accepted."""
    try:
        check_fine(power(code), party, yuan * 100, after_order, ground, sanctions=(), base=None)
    except Refusal as refusal:
        return said(refusal)
    return None


@pytest.mark.parametrize("yuan", [10_000, 50_000, 100_000])
def test_both_ends_of_the_range_are_included(yuan: int) -> None:
    assert fined("EN-03", FIRM, yuan) is None


def test_x09_above_the_most() -> None:
    assert fined("EN-03", FIRM, 100_001) is subject_under_test.ABOVE_MOST
    assert fined("EN-03", FIRM, 100_001, REMOVED_HARM) is subject_under_test.ABOVE_MOST


def test_x09_below_the_least_only_when_mitigated() -> None:
    assert fined("EN-03", FIRM, 9_999) is subject_under_test.BELOW_LEAST
    assert fined("EN-03", FIRM, 9_999, REMOVED_HARM) is None
    assert fined("EN-03", CITIZEN, 100, AGE) is None


def test_x09_a_firm_has_no_age() -> None:
    assert fined("EN-03", FIRM, 9_999, AGE) is subject_under_test.PERSONAL_GROUND


def test_x09_the_detail_names_the_ends_in_yuan() -> None:
    with pytest.raises(Refusal) as refusal:
        check_fine(power("EN-03"), CITIZEN, 499_50, False, None, sanctions=(), base=None)
    assert refusal.value.detail == "罚款 499.50 元低于法定下限 500 元，而无减轻处罚的情节"


def test_a_fine_that_the_law_demands_is_not_left_out() -> None:
    assert fined("EN-03", CITIZEN, 0) is subject_under_test.BELOW_LEAST
    assert fined("SF-01", FIRM, 0) is subject_under_test.FINE_DUE
    assert fined("SF-01", FIRM, 0, REMOVED_HARM) is None


@pytest.mark.parametrize(
    ("code", "party"),
    [
        ("EN-01", CITIZEN),  # the body may fine
        ("FI-01", CITIZEN),  # a warning or a fine
        ("CG-02", CITIZEN),  # no fine in the law
        ("MK-02", FIRM),  # a warning at once, the fine after a refusal
        ("CG-03", CITIZEN),  # may, by measure
        ("CG-04", CITIZEN),  # the fine is for another circumstance
    ],
)
def test_no_fine_where_the_law_demands_none(code: str, party: Subject) -> None:
    assert fined(code, party, 0) is None


def test_a_fine_by_measure_is_checked_once_the_measure_is_known() -> None:
    check_fine(power("CG-03"), CITIZEN, 3_000_00, False, None, sanctions=(), base=3_000_00)
    with pytest.raises(Refusal) as refusal:
        check_fine(power("CG-03"), CITIZEN, 3_000_01, False, None, sanctions=(), base=3_000_00)
    assert refusal.value.rule is subject_under_test.ABOVE_MOST
    assert fined("CG-03", CITIZEN, 3_000) is BASE_OPEN


def test_a_fine_without_a_national_amount_is_refused() -> None:
    assert fined("CG-05", CITIZEN, 50) is NO_AMOUNT


def test_the_higher_range_for_serious_circumstances_cannot_be_used_yet() -> None:
    assert fined("AG-02", FIRM, 50_000) is SERIOUS_ONLY
    assert fined("AG-02", FIRM, 100_001) is subject_under_test.ABOVE_MOST


def test_after_a_refusal_the_lower_range_is_gone() -> None:
    assert fined("EN-06", FIRM, 4_999) is None
    assert fined("EN-06", FIRM, 4_999, after_order=True) is subject_under_test.BELOW_LEAST
    assert fined("EN-06", FIRM, 20_000) is subject_under_test.ABOVE_MOST
    assert fined("EN-06", FIRM, 20_000, after_order=True) is None


def test_the_old_range_for_an_old_act() -> None:
    check_fine(power("EN-06", date(2026, 8, 14)), FIRM, 20_000_00, False, None, sanctions=(), base=None)
    with pytest.raises(Refusal):
        check_fine(power("EN-09", date(2026, 8, 14)), CITIZEN, 501_00, False, None, sanctions=(), base=None)


@given(
    st.sampled_from([version for versions in POWERS.values() for version in versions]),
    st.sampled_from(Subject),
    st.integers(0, 60_000_000),
    st.booleans(),
    st.none() | st.sampled_from(MitigatedGround),
    st.none() | st.integers(0, 5_000_000),
)
def test_an_accepted_fine_lies_within_the_range(
    version: Power, party: Subject, fine: int, after_order: bool, ground: MitigatedGround | None, base: int | None
) -> None:
    try:
        check_fine(version, party, fine, after_order, ground, sanctions=(), base=base)
    except Refusal:
        return
    if not fine and not ground:
        assert subject_under_test.may_be_left_out(version, party, after_order)
    if fine:
        fines = statutory_range(version, party, after_order, base=base)
        assert fine <= fines.most
        assert ground or fine >= fines.least


@given(st.sampled_from(sorted(POWERS)), st.sampled_from(Subject), st.booleans(), st.integers(0, 5_000_000), st.data())
def test_whatever_lies_within_the_range_is_accepted(
    code: str, party: Subject, after_order: bool, base: int, data: st.DataObject
) -> None:
    try:
        fines = statutory_range(power(code), party, after_order, base=base)
    except Refusal:
        return
    fine = data.draw(st.integers(fines.least, fines.most).filter(bool) if fines.most else st.just(0))
    if fine:
        check_fine(power(code), party, fine, after_order, None, sanctions=(), base=base)


def punished(code: str, party: Subject, sanction: Sanction, *, after_order: bool = False, fine: int = 0) -> Rule | None:
    try:
        check_sanctions(power(code), party, (sanction,), after_order, fine=fine)
    except Refusal as refusal:
        return said(refusal)
    return None


def test_x09_only_kinds_that_the_article_provides() -> None:
    assert punished("NR-08", CITIZEN, Sanction.WARNING) is None
    assert punished("EN-03", FIRM, Sanction.WARNING) is subject_under_test.NOT_PROVIDED
    assert punished("FI-01", FIRM, Sanction.WARNING) is subject_under_test.NOT_PROVIDED


def test_x09_a_kind_for_refusal_only_after_the_refusal() -> None:
    assert punished("EN-04", FIRM, Sanction.SUSPEND_BUSINESS) is subject_under_test.NOT_PROVIDED
    assert punished("EN-04", FIRM, Sanction.SUSPEND_BUSINESS, after_order=True) is None
    assert punished("MK-02", FIRM, Sanction.REVOKE_LICENCE, after_order=True) is SERIOUS_ONLY


def test_x09_a_warning_or_a_fine_but_not_both() -> None:
    assert punished("FI-01", CITIZEN, Sanction.WARNING) is None
    assert punished("FI-01", CITIZEN, Sanction.WARNING, fine=200_00) is subject_under_test.EITHER_OR
    assert punished("NR-08", CITIZEN, Sanction.WARNING, fine=200_00) is None
