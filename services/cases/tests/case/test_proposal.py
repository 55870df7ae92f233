"""Limits of a penalty, met by serving prior notice: whatever the law does not allow is not even proposed."""

from datetime import date
from typing import Any

import pytest

from cases.case.domain import proposal
from cases.penalty.domain import fine, hearing_threshold, provisions, statutory_range
from cases.powers.domain.power_list import Listing
from contracts.cases import MitigatedGround, PowerConfirmed, Sanction
from contracts.refusal import Refusal, Rule
from contracts.values import Subject

CITIZEN, FIRM = Subject.CITIZEN, Subject.ORGANISATION
ACT = date(2026, 8, 20)


def listing(code: str) -> Listing:
    confirmed = PowerConfirmed(
        power=code, townships=("130624100",), valid_from=date(2021, 1, 1), valid_until=None, source="清单", sample=True
    )
    return Listing(confirmed=(confirmed,))


def refused(course: Any, code: str, party: Subject, amount: int, **proposed: Any) -> Rule:
    law = listing(code)
    course.investigated_with(law, party, power=code, act_on=min(ACT, course.on))
    with pytest.raises(Refusal) as refusal:
        course.notify_with(law, amount, **proposed)
    assert "{" not in refusal.value.detail
    return refusal.value.rule


@pytest.mark.parametrize(
    ("code", "party", "amount", "rule"),
    [
        ("EN-03", FIRM, 100_000_01, fine.ABOVE_MOST),
        ("EN-03", FIRM, 9_999_99, fine.BELOW_LEAST),
        ("NR-04", CITIZEN, 100_00, statutory_range.NO_FINE),
        ("EN-09", FIRM, 100_00, statutory_range.WRONG_SUBJECT),
        ("SF-01", CITIZEN, 100_00, statutory_range.RESPONSIBLE_ONLY),
        ("EN-12", CITIZEN, 100_00, statutory_range.ORDER_FIRST),
        ("AG-02", FIRM, 50_000_00, statutory_range.SERIOUS_ONLY),
        ("CG-01", FIRM, 100_00, provisions.CIRCUMSTANCE_UNSHOWN),
        ("NR-01", FIRM, 100_00, statutory_range.BASE_OPEN),
        ("CG-05", FIRM, 100_00, statutory_range.NO_AMOUNT),
        ("EN-03", FIRM, 0, proposal.NOTHING),
    ],
)
def test_x09_a_fine_outside_the_law(course: Any, code: str, party: Subject, amount: int, rule: Rule) -> None:
    assert refused(course, code, party, amount) is rule


@pytest.mark.parametrize(
    ("code", "party", "amount", "sanction", "rule"),
    [
        ("EN-03", FIRM, 20_000_00, Sanction.WARNING, fine.NOT_PROVIDED),
        ("FI-02", CITIZEN, 200_00, Sanction.WARNING, fine.EITHER_OR),
        ("FI-03", CITIZEN, 200_00, Sanction.WARNING, fine.EITHER_OR),
        ("NR-08", CITIZEN, 0, Sanction.WARNING, fine.BELOW_LEAST),
        ("AG-03", CITIZEN, 0, Sanction.CONFISCATE_PROPERTY, provisions.CIRCUMSTANCE_UNSHOWN),
    ],
)
def test_x09_a_kind_of_penalty_outside_the_law(
    course: Any, code: str, party: Subject, amount: int, sanction: Sanction, rule: Rule
) -> None:
    assert refused(course, code, party, amount, sanctions=(sanction,)) is rule


def test_x09_a_firm_has_no_age(course: Any) -> None:
    rule = refused(course, "EN-03", FIRM, 9_999_00, mitigated=MitigatedGround.AGE_14_TO_17)
    assert rule is fine.PERSONAL_GROUND


def test_x18_without_thresholds_of_the_day_nothing_is_proposed(course: Any) -> None:
    course.on = date(2021, 7, 14)
    assert refused(course, "EN-03", CITIZEN, 600_00) is hearing_threshold.NO_THRESHOLDS


@pytest.mark.parametrize(
    ("code", "party", "amount", "sanctions", "rule"),
    [
        ("NR-08", CITIZEN, 300_00, (), fine.SANCTION_DUE),
        ("PH-01", CITIZEN, 300_00, (), fine.SANCTION_DUE),
        ("PH-01", CITIZEN, 300_00, (Sanction.WARNING, Sanction.CRITICISM), fine.ONE_OF),
    ],
)
def test_x09_what_the_law_demands_beside_the_fine(
    course: Any, code: str, party: Subject, amount: int, sanctions: tuple[Sanction, ...], rule: Rule
) -> None:
    """NR-08: a warning and a fine; PH-01: a warning or criticism, and perhaps a fine."""
    assert refused(course, code, party, amount, sanctions=sanctions) is rule


@pytest.mark.parametrize("sanction", [Sanction.WARNING, Sanction.CRITICISM])
def test_x09_either_of_two_kinds_will_do(course: Any, sanction: Sanction) -> None:
    law = listing("PH-01")
    course.investigated_with(law, CITIZEN, power="PH-01", act_on=ACT)
    assert course.notify_with(law, 300_00, sanctions=(sanction,)).case.notice


def test_x09_a_mitigated_penalty_may_leave_a_kind_out(course: Any) -> None:
    law = listing("NR-08")
    course.investigated_with(law, CITIZEN, power="NR-08", act_on=ACT)
    assert course.notify_with(law, 100_00, mitigated=MitigatedGround.REMOVED_HARM).case.notice


@pytest.mark.parametrize(("code", "amount"), [("PH-01", 0), ("PH-01", 300_00), ("FI-01", 0)])
def test_x09_nothing_is_mitigated_where_nothing_is_left_out(course: Any, code: str, amount: int) -> None:
    """PH-01: a warning or criticism, and perhaps a fine; FI-01: a warning or a fine (APL 32)."""
    with_warning = {"sanctions": (Sanction.WARNING,), "mitigated": MitigatedGround.REMOVED_HARM}
    assert refused(course, code, CITIZEN, amount, **with_warning) is fine.NOT_BELOW


def test_x09_mitigated_is_below_the_least(course: Any) -> None:
    """From the least on it is lenient (从轻), which needs no ground of mitigation (APL 32)."""
    rule = refused(course, "EN-03", CITIZEN, 500_00, mitigated=MitigatedGround.REMOVED_HARM)
    assert rule is fine.NOT_BELOW


def test_x09_where_the_law_names_no_least_nothing_lies_below_it(course: Any) -> None:
    """Up to 1,000 yuan: a fine of any amount is in the range, and no other kind is left out (APL 32)."""
    rule = refused(course, "AG-01", CITIZEN, 1_000_00, mitigated=MitigatedGround.REMOVED_HARM)
    assert rule is fine.NOT_BELOW
