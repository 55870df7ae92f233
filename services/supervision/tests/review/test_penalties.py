"""What may be punished, by whom, and how far: the smallest neighbours of lawful penalties (X-04 to X-23)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.lawful import BODY, FIRM, KNOWN, MARK, OFFENCES, CaseFile, Offence
from tests.support.neighbours import changed, recorded, unconfirmed, without
from tests.support.prosecuted import case

from contracts.cases import (
    AgeGroup,
    CaseClosed,
    CaseFiled,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionServed,
    FinePaid,
    MitigatedGround,
    NoPenaltyDecided,
    NoPenaltyGround,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    Sanction,
)
from contracts.values import Subject
from supervision.review import Elsewhere, Grant, History

type Rules = Callable[..., list[str]]

FIRE, FIRE_CITIZEN, WARNED, STRAW, WASTE, FOREST, DOG, DOG_AGAIN, GAS, NOISE, FARMLAND = range(len(OFFENCES))
DAY = date(2026, 3, 2)


def punished(number: int, **given: Any) -> History:
    """A case in which another penalty was told, decided and paid."""
    file = case(number).history()
    told = {{"fine": "proposed_fine", "sanctions": "proposed_sanctions"}.get(name, name): given[name] for name in given}
    file = changed(changed(file, PriorNoticeServed, **told), PenaltyDecided, **given)
    return changed(file, FinePaid, amount=given["fine"]) if "fine" in given and file.of(FinePaid) else file


OUTSIDE: list[tuple[str, int, dict[str, Any]]] = [
    ("above the most", FIRE_CITIZEN, {"fine": 500_01}),
    ("below the least", FIRE, {"fine": 4_999_99}),
    ("below the least after an order", DOG_AGAIN, {"fine": 999_99}),
    ("mitigated within the range", FIRE, {"mitigated": MitigatedGround.REMOVED_HARM}),
    ("a firm of fourteen years", FIRE, {"fine": 4_000_00, "mitigated": MitigatedGround.AGE_14_TO_17}),
    ("a kind that the law does not know", DOG, {"sanctions": (Sanction.CRITICISM,)}),
    ("a warning beside the fine", FIRE_CITIZEN, {"sanctions": (Sanction.WARNING,)}),
    ("no warning", FOREST, {"sanctions": ()}),
    ("no warning after the order", NOISE, {"sanctions": ()}),
    ("no fine", FOREST, {"fine": 0}),
    ("ten times without a base", FARMLAND, {"base": None}),
    ("above ten times the base", FARMLAND, {"base": 49}),
]


@pytest.mark.parametrize(("number", "given"), [row[1:] for row in OUTSIDE], ids=[row[0] for row in OUTSIDE])
def test_a_penalty_outside_of_the_law_is_found(number: int, given: dict[str, Any], rules: Rules) -> None:
    file = punished(number, **given)
    assert rules(without(file, DecisionServed, FinePaid, CaseClosed)) == ["X-09 unlawful"]


def test_a_mitigated_fine_may_lie_below_the_least(rules: Rules) -> None:
    assert rules(punished(FIRE, fine=4_000_00, mitigated=MitigatedGround.REMOVED_HARM)) == []
    assert rules(punished(FOREST, sanctions=(), fine=100_00, mitigated=MitigatedGround.REMOVED_HARM)) == []


def test_what_follows_an_unfulfilled_order_is_due_beside_whatever_fine(rules: Rules) -> None:
    """SF-07: fined at once, suspended once the order stayed unfulfilled; suspension gives the right to a hearing."""
    known = replace(KNOWN, powers=None)
    for fulfilled, found in ((True, []), (False, ["X-09 unlawful"])):
        file = CaseFile(offence=Offence("SF-07", Subject.ORGANISATION, ("安全生产法",), 5_000_00))
        file.filed().identified().taken().ordered().wait(11).rechecked(fulfilled=fulfilled).told().waived().decided()
        assert rules(file.history(), known) == found
    suspended = changed(file.history(), PriorNoticeServed, proposed_sanctions=(Sanction.SUSPEND_BUSINESS,))
    suspended = changed(suspended, PenaltyDecided, sanctions=(Sanction.SUSPEND_BUSINESS,))
    assert rules(suspended, known) == ["X-18 unlawful"]


def test_a_due_kind_may_be_left_out_where_no_least_is_named(rules: Rules) -> None:
    harm = {"mitigated": MitigatedGround.REMOVED_HARM}
    assert rules(punished(NOISE, sanctions=(), **harm)) == []
    assert rules(punished(NOISE, **harm)) == ["X-09 unlawful"]
    assert rules(punished(WARNED, **harm)) == ["X-09 unlawful"]


def test_a_kind_of_party_that_the_article_does_not_fine(rules: Rules) -> None:
    file = changed(case(WASTE).history(), PartyIdentified, subject=Subject.ORGANISATION, firm=FIRM)
    file = changed(file, PenaltyDecided, subject=Subject.ORGANISATION, firm=FIRM)
    assert rules(file) == ["X-09 unlawful"]


@pytest.mark.parametrize("missing", ["order", "recheck", "second officer", "fulfilled"])
def test_a_fine_that_presupposes_an_order_is_found_without_one(missing: str, rules: Rules) -> None:
    file = case(GAS).history()
    lacking = {
        "order": without(file, CorrectionOrdered),
        "recheck": without(file, CorrectionRechecked),
        "second officer": unconfirmed(file, CorrectionRechecked),
        "fulfilled": changed(file, CorrectionRechecked, number=0, fulfilled=True),
    }[missing]
    assert "X-11 unlawful" in rules(lacking)
    assert {rule[:4] for rule in rules(lacking)} <= {"X-11", "X-01", "X-31"}


def test_an_order_needs_a_term_and_a_recheck_its_end(rules: Rules) -> None:
    file = case(GAS).history()
    order = file.of(CorrectionOrdered)[0].event
    assert rules(changed(file, CorrectionOrdered, until=order.ordered_on)) == ["X-11 unlawful"]
    assert rules(changed(file, CorrectionOrdered, until=date(2027, 3, 3))) == ["X-11 unlawful"]
    assert rules(changed(file, CorrectionOrdered, until=DAY + timedelta(days=11))) == ["X-11 unlawful"]


def test_a_second_fine_for_the_act_is_found(rules: Rules) -> None:
    file = case().history()
    made = file.of(PenaltyDecided)[0]
    before = Elsewhere(id="case-0", at=made.at - timedelta(days=1))
    assert rules(file, replace(KNOWN, fines={MARK: (before,)})) == ["X-08 unlawful"]
    later = replace(before, at=made.at + timedelta(days=1))
    assert rules(file, replace(KNOWN, fines={MARK: (later,), "b" * 64: (before,)})) == []
    assert rules(file, replace(KNOWN, fines={MARK: (replace(before, id=file.id),)})) == []


def test_a_fine_for_an_act_that_was_let_off_is_shown(rules: Rules) -> None:
    file = case().history()
    made = file.of(PenaltyDecided)[0]
    before = Elsewhere(id="case-0", at=made.at - timedelta(days=1))
    assert rules(file, replace(KNOWN, let_off={MARK: (before,)})) == ["X-08 flag"]
    assert rules(file, replace(KNOWN, let_off={"b" * 64: (before,)})) == []
    assert rules(file, replace(KNOWN, let_off={MARK: (before,)}, fines={MARK: (before,)})) == ["X-08 unlawful"]


def test_a_second_fine_in_the_case_itself_is_found(rules: Rules) -> None:
    file = CaseFile()
    file.filed().identified().taken().ordered().told().waived().decided().decided()
    assert rules(file.history()) == ["X-08 unlawful", "X-41 unlawful"]


@pytest.mark.parametrize(
    ("fine", "sanctions"),
    [(50_000_00, ()), (40_000_00, (Sanction.CONFISCATE_GAINS,)), (40_000_00, (Sanction.SUSPEND_BUSINESS,))],
)
def test_a_hearing_that_was_not_offered_is_found(fine: int, sanctions: tuple[Sanction, ...], rules: Rules) -> None:
    assert "X-18 unlawful" in rules(punished(GAS, fine=fine, sanctions=sanctions))
    assert "X-18 unlawful" not in rules(punished(GAS, fine=49_999_99))


def test_a_foreign_place_and_a_power_not_held_are_found(rules: Rules) -> None:
    file = case().history()
    assert rules(changed(file, CaseFiled, body="130624101")) == ["X-02 unlawful", "X-04 unlawful", "X-41 unlawful"]
    elsewhere = {"FI-01": (Grant(townships=("130624101",), valid_from=date(2024, 1, 1), valid_until=None),)}
    assert rules(file, replace(KNOWN, powers=elsewhere)) == ["X-04 unlawful"]
    assert rules(file, replace(KNOWN, powers={})) == ["X-04 unlawful"]
    assert rules(file, replace(KNOWN, powers=None)) == []
    recalled = {"FI-01": (Grant(townships=(BODY,), valid_from=date(2024, 1, 1), valid_until=date(2026, 3, 12)),)}
    assert rules(file, replace(KNOWN, powers=recalled)) == ["X-04 unlawful"]
    assert rules(changed(file, PenaltyDecided, power="FI-02")) == ["X-04 unlawful"]


def test_what_a_law_or_the_published_list_gives_needs_no_confirmation(rules: Rules) -> None:
    assert rules(case(STRAW).history(), replace(KNOWN, powers={})) == []


def test_the_text_of_the_day_of_the_act_is_the_one_that_applies(rules: Rules) -> None:
    assert rules(changed(case(STRAW).history(), CaseFiled, laws=("生态环境法典",))) == ["X-05 unlawful"]
    assert rules(changed(case(STRAW).history(), CaseFiled, laws=())) == []
    assert "X-05 unlawful" in rules(changed(case(STRAW).history(), CaseFiled, act_on=date(2018, 10, 25)))


def grill(fine: int) -> CaseFile:
    """Grilling in the street in August under the old law, decided under the code, which is lighter at once."""
    old = replace(OFFENCES[STRAW], power="EN-06", fine=fine)
    file = CaseFile(day=date(2026, 8, 12), offence=old)
    file.filed().identified().taken().ordered().told()
    file.term_over()
    file.decided()
    return file


def test_a_newer_and_lighter_text_is_compared(rules: Rules) -> None:
    known = replace(KNOWN, powers=KNOWN.powers and {**KNOWN.powers, "EN-06": KNOWN.powers["FI-01"]})
    assert grill(1_00).history().of(PenaltyDecided)[0].on >= date(2026, 8, 15)
    assert "X-05 unlawful" in rules(grill(5_000_01).history(), known)
    assert "X-05 unlawful" not in rules(grill(5_000_00).history(), known)


def test_an_act_that_is_too_old_is_found(rules: Rules) -> None:
    file = case().history()
    known = replace(KNOWN, powers=None)
    assert rules(changed(file, CaseFiled, act_on=date(2024, 3, 2)), known) == []
    assert rules(changed(file, CaseFiled, act_on=date(2024, 3, 1)), known) == ["X-06 unlawful"]


def let_go(ground: NoPenaltyGround, *, corrected: bool = True) -> CaseFile:
    file = CaseFile()
    file.filed().identified().taken().ordered()
    if corrected:
        file.rechecked(fulfilled=True)
    file.let_go(ground)
    return file


def test_a_ground_must_fit_the_case(rules: Rules) -> None:
    assert rules(let_go(NoPenaltyGround.MINOR).history()) == []
    assert rules(let_go(NoPenaltyGround.MINOR, corrected=False).history()) == ["X-09 unlawful"]
    assert rules(let_go(NoPenaltyGround.FACTS, corrected=False).history()) == []
    assert rules(let_go(NoPenaltyGround.AGE).history()) == ["X-09 unlawful"]
    assert rules(let_go(NoPenaltyGround.TIME).history()) == ["X-06 unlawful"]
    old = changed(let_go(NoPenaltyGround.TIME).history(), CaseFiled, act_on=date(2024, 2, 1))
    assert rules(old) == []
    assert rules(changed(old, NoPenaltyDecided, ground=NoPenaltyGround.FACTS)) == ["X-06 unlawful"]


def aged(file: History, age: AgeGroup) -> History:
    return changed(file, PartyIdentified, age_group=age)


def test_age_is_what_the_number_tells(rules: Rules) -> None:
    child, youth = AgeGroup.UNDER_14, AgeGroup.FROM_14_TO_17
    assert rules(aged(case(DOG).history(), child)) == ["X-09 unlawful"]
    assert rules(aged(case(DOG).history(), youth)) == []
    mitigated = punished(FIRE_CITIZEN, fine=0, sanctions=(Sanction.WARNING,))
    assert rules(aged(without(mitigated, DecisionServed, FinePaid, CaseClosed), youth)) == []
    young = punished(FOREST, fine=100_00, mitigated=MitigatedGround.AGE_14_TO_17)
    assert rules(aged(young, youth)) == []
    assert rules(aged(young, AgeGroup.ADULT)) == ["X-09 unlawful"]
    let_off = CaseFile(offence=OFFENCES[DOG]).filed().identified().taken().let_go(NoPenaltyGround.AGE).history()
    assert rules(aged(let_off, child)) == []
    assert rules(aged(let_off, youth)) == ["X-09 unlawful"]


def test_a_ground_rests_on_confirmed_evidence(rules: Rules) -> None:
    evidence = case(FIRE).evidence
    harm = {"fine": 4_000_00, "mitigated": MitigatedGround.REMOVED_HARM}
    assert rules(punished(FIRE, **harm, mitigated_by=evidence)) == []
    assert rules(punished(FIRE, **harm, mitigated_by=("case-1-99",))) == ["X-09 unlawful"]
    assert rules(changed(punished(FIRE, **harm, mitigated_by=evidence), PenaltyDecided, mitigated_by=())) == [
        "X-17 unlawful"
    ]
    minor = let_go(NoPenaltyGround.MINOR).history()
    assert rules(changed(minor, NoPenaltyDecided, evidence=("case-1-99",))) == ["X-09 unlawful"]


def test_a_decision_names_a_party_and_a_penalty(rules: Rules) -> None:
    assert "X-23 unlawful" in rules(without(case().history(), PartyIdentified))
    assert "X-23 unlawful" in rules(changed(case().history(), PenaltyDecided, firm=None))
    assert "X-23 unlawful" in rules(punished(WARNED, sanctions=()))


@pytest.mark.parametrize(("firm", "found"), [(FIRM, ["X-09 flag"]), ("92130624MA0TETX3XY", []), (None, [])])
def test_x09_a_citizen_with_a_companys_code_is_shown(firm: str | None, found: list[str], rules: Rules) -> None:
    file = case(FIRE_CITIZEN).history()
    assert rules(changed(changed(file, PartyIdentified, firm=firm), PenaltyDecided, firm=firm)) == found


def test_money_of_no_day_is_not_asked_for(rules: Rules) -> None:
    assert rules(recorded(case().history(), FinePaid, actor="officer-head")) == []


def test_a_household_has_the_rights_of_a_human_being(rules: Rules) -> None:
    """By its code or as it was registered; the range of an organisation is shown."""
    file = case()
    shop = changed(file.history(), PartyIdentified, household=True)
    assert rules(shop) == ["X-09 flag", "X-18 unlawful"], "5,000 yuan, of an organisation's 50,000"
    cheaper = changed(changed(shop, PriorNoticeServed, proposed_fine=4_999_99), PenaltyDecided, fine=4_999_99)
    assert "X-18 unlawful" not in rules(cheaper)
    assert rules(changed(file.history(), PartyIdentified, household=False)) == []
