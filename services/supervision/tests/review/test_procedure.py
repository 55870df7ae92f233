"""The course of a case, step by step: notice, defence, service, payment, closing, and the record itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.lawful import ANOTHER_PICTURE, KNOWN, PICTURE, CaseFile
from tests.support.neighbours import changed, moved, recorded, repeated, unconfirmed, without
from tests.support.prosecuted import case

from contracts.cases import (
    CaseClosed,
    CaseFiled,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceKind,
    EvidenceTaken,
    FinePaid,
    MitigatedGround,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
)
from supervision.review import Elsewhere, History

type Rules = Callable[..., list[str]]

UNLAWFUL = "unlawful"


def test_a_decision_without_notice_is_found(rules: Rules) -> None:
    bare = CaseFile()
    bare.filed().identified().taken().ordered().decided()
    assert rules(bare.history()) == ["X-15 unlawful"]


def test_a_party_that_is_named_anew_is_told_anew(rules: Rules) -> None:
    later = moved(case().history(), PartyIdentified, DefenceWaived)
    assert rules(later) == ["X-15 unlawful", "X-23 unlawful"], "and what was told before was told to nobody"


def test_nobody_can_waive_what_was_not_told(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().waived()
    assert rules(file.history()) == ["X-15 unlawful"]


def test_the_term_of_the_defence_is_kept(rules: Rules) -> None:
    file = case(waived=False)
    assert rules(file.history()) == []
    told = file.history().of(PriorNoticeServed)[0].event
    short = changed(file.history(), PriorNoticeServed, defence_until=told.defence_until - timedelta(days=1))
    assert rules(short) == ["X-16 unlawful"]
    longer = changed(file.history(), PriorNoticeServed, defence_until=told.defence_until + timedelta(days=1))
    assert rules(longer) == ["X-16 unlawful"]


def test_the_term_runs_from_the_second_officer(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered()
    file.told()
    late = file.events.pop()
    file.wait(3)
    file.add(late.event.model_copy(update={"confirmed_on": file.day}), late.actor)
    file.wait_until(file.history().of(PriorNoticeServed)[0].event.defence_until + timedelta(days=1))
    file.decided()
    assert rules(file.history()) == ["X-16 unlawful"]


def spoken(*, again: int | None = None, evidence: str = "", days: int = 1) -> CaseFile:
    """The party speaks to a proposal of 6,000; another notice may follow, with newer evidence or without."""
    file = CaseFile()
    file.filed().identified().taken().ordered().told(6_000_00).heard()
    if again:
        file.wait(days)
        if evidence:
            file.taken(blob=evidence)
        file.told(again)
    file.waived()
    return file


def test_what_the_party_said_is_checked_by_two(rules: Rules) -> None:
    file = spoken()
    file.decided(6_000_00)
    assert rules(file.history()) == []
    assert rules(unconfirmed(file.history(), DefenceReceived)) == ["X-16 unlawful"]


def test_nothing_becomes_heavier_because_somebody_spoke(rules: Rules) -> None:
    assert rules(spoken(again=5_000_00).history()) == []
    assert rules(spoken(again=6_000_01).history()) == ["X-17 unlawful"]
    assert rules(spoken(again=6_000_01, evidence=ANOTHER_PICTURE).history()) == ["X-17 flag"]
    assert rules(spoken(again=6_000_01, evidence=ANOTHER_PICTURE, days=0).history()) == ["X-17 unlawful"]
    assert rules(spoken(again=6_000_00).history()) == []


def test_a_file_that_was_there_is_no_new_evidence(rules: Rules) -> None:
    assert rules(spoken(again=6_000_01, evidence=PICTURE).history()) == ["X-17 unlawful"]


def test_nor_by_way_of_a_lighter_notice(rules: Rules) -> None:
    file = spoken(again=5_000_00)
    file.told(6_000_01)
    assert rules(file.history()) == ["X-17 unlawful"]


def test_nor_by_way_of_another_party(rules: Rules) -> None:
    other = ("7" * 64, "8" * 64)
    file = spoken().identified(*other).identified().ordered().told(6_000_01)
    assert rules(file.history()) == ["X-17 unlawful"]
    assert rules(spoken().identified(*other).ordered().told(6_000_01).history()) == []


@pytest.mark.parametrize(
    "told",
    [
        {"proposed_fine": 4_999_99},
        {"base": 1},
        {"mitigated": MitigatedGround.REMOVED_HARM},
        {"evidence": ("case-1-0",)},
    ],
)
def test_what_was_told_is_what_is_decided(told: dict[str, Any], rules: Rules) -> None:
    found = rules(changed(case().history(), PriorNoticeServed, **told))
    assert "X-17 unlawful" in found
    assert set(found) <= {"X-09 unlawful", "X-17 unlawful"}


def test_a_notice_that_names_no_evidence_shows_nothing_about_it(rules: Rules) -> None:
    assert rules(changed(case().history(), PriorNoticeServed, evidence=())) == []


def test_a_late_decision_is_flagged_and_its_term_is_ninety_days(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().told()
    file.wait(90)
    file.decided()
    assert rules(file.history()) == []
    file.events.pop()
    file.wait(1)
    file.decided()
    assert rules(file.history()) == ["X-24 flag"]
    longer = changed(case().history(), CaseFiled, decide_until=date(2026, 6, 1))
    assert rules(longer) == ["X-24 unlawful"]


def served_after(days: int) -> CaseFile:
    file = CaseFile()
    file.filed().identified().taken().ordered().told().waived().decided()
    file.wait(days)
    file.served()
    return file


def test_a_late_service_is_flagged_and_one_before_the_decision_found(rules: Rules) -> None:
    assert rules(served_after(9).history()) == []  # Monday of the week after next but one: seven working days
    assert rules(served_after(10).history()) == ["X-25 flag"]
    assert "X-25 unlawful" in rules(moved(case().history(), PenaltyDecided, CaseClosed))
    early = served_after(0).history()
    assert rules(changed(early, DecisionServed, served_on=date(2026, 3, 1)))[-1] == "X-25 unlawful"


@pytest.mark.parametrize("term", ["pay_until", "review_until", "sue_until"])
def test_terms_are_told_as_the_law_has_them(term: str, rules: Rules) -> None:
    file = case().history()
    told = getattr(file.of(DecisionServed)[0].event, term)
    for wrong in (
        told - timedelta(days=1),
        told + timedelta(days=1),
        None if term == "pay_until" else date(2026, 4, 1),
    ):
        other: dict[str, Any] = {term: wrong}
        assert rules(changed(file, DecisionServed, **other)) == ["X-23 unlawful"]


def test_money_is_owed_before_it_is_paid(rules: Rules) -> None:
    file = case().history()
    assert rules(changed(file, FinePaid, paid_on=date(2026, 3, 12))) == ["X-26 unlawful"]
    assert rules(changed(file, FinePaid, amount=5_000_01)) == ["X-26 unlawful"]
    assert rules(changed(file, FinePaid, receipt=" ")) == ["X-26 unlawful"]
    assert rules(changed(file, FinePaid, amount=0)) == ["X-26 unlawful", "X-31 unlawful"]


def test_a_receipt_pays_once_in_any_writing(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().told().waived().decided().served()
    file.paid(1_00, "冀财 001").paid(1_00, "冀财 002")
    assert rules(file.history()) == []
    file.paid(1_00, "冀财－００１")
    assert rules(file.history()) == ["X-26 unlawful"]
    paid = case().history()
    before = Elsewhere(id="case-0", at=paid.of(FinePaid)[0].at)
    assert rules(paid, replace(KNOWN, receipts={"冀财001": (before,)})) == ["X-26 unlawful"]


def closed_with(*lacking: type[Any]) -> History:
    return without(case().history(), *lacking)


def test_a_file_is_closed_when_nothing_is_open(rules: Rules) -> None:
    assert rules(closed_with(FinePaid)) == ["X-31 unlawful"]
    assert rules(closed_with(CorrectionRechecked)) == ["X-31 unlawful"]
    assert rules(changed(case().history(), CorrectionRechecked, fulfilled=False)) == ["X-31 unlawful"]
    assert "X-31 unlawful" in rules(closed_with(DecisionServed))
    undecided = CaseFile()
    undecided.filed().closed()
    assert rules(undecided.history()) == ["X-31 unlawful"]


@pytest.mark.parametrize("newer", [True, False])
def test_x31_the_newest_look_counts_whenever_it_was_recorded(rules: Rules, newer: bool) -> None:
    file = CaseFile().filed().identified().taken().ordered().wait(13).rechecked(newer).rechecked(not newer)
    history = file.told().waived().decided().served().paid().closed().history()
    older = history.of(CorrectionRechecked)[-1].event.rechecked_on - timedelta(days=1)
    found = rules(changed(history, CorrectionRechecked, rechecked_on=older, blob="f" * 64))
    assert found == ([] if newer else ["X-31 unlawful"])


def test_evidence_is_of_its_own_time(rules: Rules) -> None:
    file = case().history()
    taken = file.of(EvidenceTaken)[0]
    assert rules(changed(file, EvidenceTaken, taken_at=taken.at + timedelta(minutes=1))) == ["X-32 unlawful"]
    before = changed(file, EvidenceTaken, taken_at=taken.at - timedelta(days=2))
    assert rules(before) == ["X-23 unlawful", "X-32 unlawful"]
    assert rules(changed(before, EvidenceTaken, kind=EvidenceKind.ELECTRONIC)) == ["X-23 unlawful"], "none of the act"
    day_of_the_act = changed(file, EvidenceTaken, taken_at=taken.at - timedelta(days=1), kind=EvidenceKind.ELECTRONIC)
    assert rules(day_of_the_act) == []


def test_a_recheck_is_shown_by_a_file_of_its_own(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered().rechecked(fulfilled=True).history()
    assert rules(file) == []
    blob = file.of(EvidenceTaken)[0].event.blob
    assert rules(changed(file, CorrectionRechecked, blob=blob)) == ["X-32 unlawful"]


def test_an_act_is_recorded_once(rules: Rules) -> None:
    assert rules(repeated(case().history(), EvidenceTaken)) == ["X-32 unlawful"]


@pytest.mark.parametrize("place", ["城南街130624199002300490号", "电话139 0000-0001", "13900000001"])
def test_numbers_of_persons_are_not_published(place: str, rules: Rules) -> None:
    assert rules(changed(case().history(), CaseFiled, place=place)) == ["X-33 unlawful"]


def test_nor_as_a_firms_code(rules: Rules) -> None:
    """A version before took such a number for a code."""
    both = "131002196005020220"
    file = changed(case().history(), PartyIdentified, firm=both)
    assert rules(changed(file, PenaltyDecided, firm=both)) == ["X-33 unlawful"]


def test_a_ripe_case_that_is_struck_is_flagged(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().withdrawn()
    assert rules(file.history()) == ["X-40 flag"]
    assert rules(unconfirmed(file.history(), EvidenceTaken)) == []


YESTERDAY = timedelta(days=-1)


@pytest.mark.parametrize("kind", [PenaltyDecided, CaseClosed])
def test_nothing_is_dated_back(kind: type[Any], rules: Rules) -> None:
    name = "decided_on" if kind is PenaltyDecided else "closed_on"
    history = case().history()
    day = getattr(history.of(kind)[0].event, name)
    assert "X-41 unlawful" in rules(changed(history, kind, **{name: day + YESTERDAY}))


def test_nothing_is_dated_ahead(rules: Rules) -> None:
    history = case().history()
    order = history.of(CorrectionOrdered)[0].event
    assert rules(changed(history, CorrectionOrdered, ordered_on=order.ordered_on - YESTERDAY)) == ["X-41 unlawful"]


def test_the_record_is_in_order_and_by_the_body(rules: Rules) -> None:
    history = case().history()
    assert rules(recorded(history, CaseClosed, at=history.events[0].at)) == ["X-41 unlawful"]
    assert rules(recorded(history, FinePaid, agency="130624-justice")) == ["X-41 unlawful"]
    assert rules(repeated(history, CaseClosed)) == ["X-41 unlawful"]
    after = case()
    after.taken()
    assert rules(after.history()) == ["X-41 unlawful"]
    decided = served_after(0)
    decided.taken()
    assert rules(decided.history()) == ["X-41 unlawful"]


def test_a_receipt_pays_once_whatever_copy_was_read(rules: Rules) -> None:
    paid = case().history()
    before = Elsewhere(id="case-0", at=paid.of(FinePaid)[0].at)
    copy = changed(paid, FinePaid, receipt="冀财 001（第一联）")
    assert rules(copy, replace(KNOWN, receipts={"冀财001": (before,)})) == ["X-26 unlawful"]
