"""The law by which cases are decided and the law by which their files are reviewed were written twice: they agree.

Compared are figures, kinds and their conditions, at once and after an order that stayed unfulfilled, and what may be
published.
"""

from datetime import date

import pytest
from tests.support.lawful import KNOWN
from tests.support.neighbours import changed
from tests.support.prosecuted import case

from cases.penalty.domain.fine import demanded
from cases.powers.domain.clause import Amount, FineClause, SanctionClause, When
from cases.powers.domain.power import Delegation, Power
from cases.powers.reference import load_powers
from contracts.cases import CaseFiled
from contracts.texts import public
from contracts.values import Subject
from supervision.review import review
from supervision.review.domain.law import FineRange, Held, Kind, Offence, Per, Stage
from supervision.review.reference import load_law

PRIVATE = (
    "村口5 13800138000",
    "138-0013-8000",
    "138.0013.8000",
    "+8613800138000",
    "0086 138 0013 8000",
    "13 9312 00000",
    "A13800138000号",
    "大街3 130624199001010012",
    "130624-19900101-0012",
    "130624 1990 0101 001x 室",
    "号130624199001010012A",
    "131002196005020220",
)
OPEN = (
    "阜政发〔2025〕3号",
    "合同 15-2025-00012",
    "合同编号 2026090112345678901",
    "东街 13 15 17 19 21 23 号",
    "13-2-1801，15-3-1602",
    "2025-11-13 2025-12-31",
    "处 15000-200000 元，合计 138001380.00",
    "HB-130624-12345 号",
    "91130624MA0000001L 门前",
    "914403001922038216",
    "0312-7221234",
)
POWERS = [power for versions in load_powers().values() for power in versions]
LAW = load_law()
UNITS = {
    Amount.FIXED: Per.FIXED,
    Amount.NONE_NATIONALLY: Per.FIXED,
    Amount.MULTIPLE: Per.TIMES,
    Amount.PERCENT: Per.PERCENT,
    Amount.PER_SQUARE_METRE: Per.SQUARE_METRE,
}
STAGES = {When.AT_ONCE: Stage.AT_ONCE, When.AFTER_ORDER: Stage.AFTER_ORDER}
HELD = {
    Delegation.STATUTE: Held.LAW,
    Delegation.PUBLISHED_LIST: Held.LIST,
    Delegation.UNCONFIRMED: Held.CONFIRMATION,
}


def reviewed_by(power: Power) -> Offence:
    return next(one for one in LAW.offences[power.code] if one.valid_from == power.valid_from)


def decided(fine: FineClause) -> tuple[object, ...]:
    most = 0 if fine.most is None else fine.most
    return fine.least, most, UNITS[fine.amount], fine.optional, fine.instead_of, fine.most is None, fine.circumstance


def reviewed(fine: FineRange) -> tuple[object, ...]:
    return fine.least, fine.most, fine.per, fine.optional, fine.instead_of, fine.unmeasured, fine.under


def allowed(kind: SanctionClause | Kind) -> tuple[str, str]:
    return (kind.sanction, kind.circumstance) if isinstance(kind, SanctionClause) else (kind.kind, kind.under)


def tells_a_number(text: str) -> bool:
    """Return whether the second judge finds a person's number in a case of this place."""
    return any(
        finding.rule == "X-33" for finding in review(changed(case().history(), CaseFiled, place=text), KNOWN, LAW)
    )


@pytest.mark.parametrize("text", PRIVATE)
def test_neither_lets_a_persons_number_be_published(text: str) -> None:
    with pytest.raises(ValueError, match="公开"):
        public(text)
    assert tells_a_number(text)


@pytest.mark.parametrize("text", OPEN)
def test_both_let_other_numbers_be_published(text: str) -> None:
    assert public(text) == text
    assert not tells_a_number(text)


@pytest.mark.parametrize("power", POWERS, ids=lambda power: f"{power.code} {power.valid_from}")
def test_text_and_powers_are_the_same(power: Power) -> None:
    mine = reviewed_by(power)
    assert (mine.valid_until, set(mine.laws)) == (power.valid_until, set(power.laws))
    assert (mine.held, mine.check_before_use) == (HELD[power.delegation[0]], power.check_before_use)


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("power", POWERS, ids=lambda power: f"{power.code} {power.valid_from}")
def test_fines_and_kinds_are_the_same(power: Power, subject: Subject) -> None:
    mine = reviewed_by(power)
    for when, stage in STAGES.items():
        theirs = [decided(fine) for fine in power.fines if fine.payer.covers(subject) and fine.when is when]
        ours = [reviewed(fine) for fine in mine.fines if fine.who.covers(subject) and fine.when is stage]
        assert sorted(ours, key=repr) == sorted(theirs, key=repr)
        kinds = {allowed(one) for one in power.sanctions if one.payer.covers(subject) and one.when is when}
        assert {allowed(one) for one in mine.kinds if one.who.covers(subject) and one.when is stage} == kinds


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("power", POWERS, ids=lambda power: f"{power.code} {power.valid_from}")
def test_what_must_stand_beside_the_fine_is_the_same(power: Power, subject: Subject) -> None:
    mine = reviewed_by(power)
    heavier = any(fine.who.covers(subject) and fine.when is Stage.AFTER_ORDER for fine in mine.fines)
    for after_order in (False, True):
        stages = {Stage.AFTER_ORDER} if after_order else {Stage.AT_ONCE}
        stages |= set() if heavier else {Stage.AT_ONCE}
        due = {one.kind for one in mine.kinds if one.due and one.when in stages and one.who.covers(subject)}
        assert due == set(demanded(power, subject, after_order))


def test_no_offence_is_only_in_one_of_them() -> None:
    known: set[tuple[str, date]] = {(one.code, one.valid_from) for each in LAW.offences.values() for one in each}
    assert known == {(power.code, power.valid_from) for power in POWERS}
