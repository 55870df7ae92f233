"""From a power to the range for one party at one stage."""

from datetime import date

import pytest

from cases.penalty.domain import statutory_range as subject_under_test
from cases.penalty.domain.statutory_range import FineRange, measured_by, statutory_range, unit_of
from cases.powers.domain.competence import version_in_force
from cases.powers.domain.power import Power
from cases.powers.reference import load_powers
from contracts.refusal import Refusal, Rule
from contracts.unit import Unit
from contracts.values import Subject

POWERS = load_powers()
CITIZEN, FIRM = Subject.CITIZEN, Subject.ORGANISATION


def power(code: str, on: date = date(2026, 11, 24)) -> Power:
    return version_in_force(POWERS, code, on)


def yuan(least: int, most: int, *, optional: bool = False) -> FineRange:
    return FineRange(least=least * 100, most=most * 100, optional=optional)


@pytest.mark.parametrize(
    ("code", "party", "after_order", "expected"),
    [
        ("EN-03", FIRM, False, yuan(10_000, 100_000)),
        ("EN-03", CITIZEN, False, yuan(500, 2_000)),
        ("EN-01", CITIZEN, False, yuan(500, 2_000, optional=True)),
        ("EN-04", CITIZEN, True, yuan(5_000, 50_000)),  # the refusal adds a suspension, no higher fine
        ("EN-06", FIRM, False, yuan(500, 5_000)),
        ("EN-06", FIRM, True, yuan(5_000, 20_000)),
        ("SF-03", FIRM, True, yuan(50_000, 200_000)),
        ("MK-02", FIRM, True, yuan(5_000, 50_000)),
        ("FI-01", CITIZEN, False, yuan(0, 500, optional=True)),  # a warning or a fine
        ("MK-04", FIRM, True, yuan(50_000, 500_000, optional=True)),
    ],
)
def test_the_range_for_party_and_stage(code: str, party: Subject, after_order: bool, expected: FineRange) -> None:
    assert statutory_range(power(code), party, after_order, base=None) == expected


@pytest.mark.parametrize(
    ("code", "party", "base", "expected"),
    [
        ("CG-03", CITIZEN, 8_000_00, yuan(0, 8_000, optional=True)),
        ("NR-05", CITIZEN, 300_00, yuan(1_500, 3_000)),
        ("NR-01", FIRM, 40, yuan(4_000, 40_000, optional=True)),
        ("WT-02", CITIZEN, 100, yuan(0, 200, optional=True)),
    ],
)
def test_a_fine_by_measure_once_the_measure_is_known(code: str, party: Subject, base: int, expected: FineRange) -> None:
    assert statutory_range(power(code), party, False, base=base) == expected


@pytest.mark.parametrize(
    ("code", "party", "unit"),
    [("CG-03", CITIZEN, Unit.FEN), ("NR-01", FIRM, Unit.SQUARE_METRE), ("EN-03", CITIZEN, None)],
)
def test_a_base_has_the_unit_of_what_is_measured(code: str, party: Subject, unit: Unit | None) -> None:
    clause = measured_by(power(code), party, False)
    assert (unit_of(clause) if clause else None) is unit


def test_parts_of_a_fen_fall_inside_a_percentage() -> None:
    curable = power("CG-01").fines[0]
    only = Power.model_validate({**power("CG-01").model_dump(), "fines": [curable.model_dump()]})
    assert statutory_range(only, FIRM, False, base=1_01) == FineRange(least=6, most=10, optional=False)


@pytest.mark.parametrize(
    ("code", "party", "after_order", "rule"),
    [
        ("CG-02", CITIZEN, True, subject_under_test.NO_FINE),
        ("NR-04", CITIZEN, False, subject_under_test.NO_FINE),
        ("EN-09", FIRM, False, subject_under_test.WRONG_SUBJECT),
        ("EN-08", CITIZEN, False, subject_under_test.WRONG_SUBJECT),
        ("AG-05", CITIZEN, True, subject_under_test.WRONG_SUBJECT),
        ("SF-01", CITIZEN, True, subject_under_test.RESPONSIBLE_ONLY),
        ("EN-12", CITIZEN, False, subject_under_test.ORDER_FIRST),
        ("MK-02", FIRM, False, subject_under_test.ORDER_FIRST),
        ("CG-01", FIRM, False, subject_under_test.CIRCUMSTANCE_OPEN),
        ("NR-07", CITIZEN, False, subject_under_test.CIRCUMSTANCE_OPEN),
        ("CG-03", CITIZEN, False, subject_under_test.BASE_OPEN),
        ("NR-01", FIRM, False, subject_under_test.BASE_OPEN),
        ("NR-03", FIRM, True, subject_under_test.BASE_OPEN),
        ("CG-04", CITIZEN, False, subject_under_test.NO_AMOUNT),
        ("CG-05", FIRM, False, subject_under_test.NO_AMOUNT),
        ("EN-10", CITIZEN, True, subject_under_test.NO_AMOUNT),
    ],
)
def test_refusals_say_why(code: str, party: Subject, after_order: bool, rule: Rule) -> None:
    with pytest.raises(Refusal) as refusal:
        statutory_range(power(code), party, after_order, base=None)
    assert refusal.value.rule is rule
    assert code in refusal.value.detail
    assert rule.law


def test_the_old_law_on_sorting_waste_fines_only_in_serious_circumstances() -> None:
    with pytest.raises(Refusal) as refusal:
        statutory_range(power("EN-10", date(2026, 8, 14)), FIRM, True, base=None)
    assert refusal.value.rule is subject_under_test.SERIOUS_ONLY


def test_what_is_not_supported_yet_has_one_code() -> None:
    open_ends = ("SERIOUS_ONLY", "RESPONSIBLE_ONLY", "CIRCUMSTANCE_OPEN", "NO_AMOUNT", "BASE_OPEN")
    assert {getattr(subject_under_test, name).code for name in open_ends} == {"cases/not-yet-supported"}
