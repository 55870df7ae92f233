"""APL 63(1): before which penalties the right to a hearing must be told."""

from datetime import date

import pytest

from cases.case.reference import load_hearing_thresholds
from cases.penalty.domain.hearing_threshold import NO_THRESHOLDS, hearing_due
from contracts.cases import Sanction
from contracts.refusal import Refusal
from contracts.values import Subject

TABLES = load_hearing_thresholds()
ON = date(2026, 11, 24)
CITIZEN, FIRM = Subject.CITIZEN, Subject.ORGANISATION


@pytest.mark.parametrize(("party", "threshold"), [(CITIZEN, 5_000_00), (FIRM, 50_000_00)])
def test_a_larger_fine(party: Subject, threshold: int) -> None:
    assert not hearing_due(TABLES, party, threshold - 1, (), ON)
    assert hearing_due(TABLES, party, threshold, (), ON)


@pytest.mark.parametrize(
    "sanction",
    ["lower-qualification", "revoke-licence", "suspend-business", "close", "restrict-trade", "confiscate-gains"],
)
def test_heavier_kinds_need_no_amount(sanction: str) -> None:
    assert hearing_due(TABLES, FIRM, 0, (Sanction.WARNING, Sanction(sanction)), ON)


def test_a_warning_needs_none() -> None:
    assert not hearing_due(TABLES, CITIZEN, 500_00, (Sanction.WARNING, Sanction.CRITICISM), ON)


def test_the_table_is_marked_as_sample() -> None:
    assert all(table.sample for table in TABLES)


def test_without_a_table_for_the_day_nothing_is_decided() -> None:
    with pytest.raises(Refusal) as refusal:
        hearing_due(TABLES, CITIZEN, 0, (), date(2021, 7, 14))
    assert refusal.value.rule is NO_THRESHOLDS
    assert "2021-07-14" in refusal.value.detail
