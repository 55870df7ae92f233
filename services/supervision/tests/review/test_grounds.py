"""What a penalty depends on that two established, and whether a first violation is the first (X-09; APL 4, 33)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.lawful import BODY, CITIZEN, KNOWN, MARK, PARTY, CaseFile, Offence, published
from tests.support.neighbours import changed, moved, recorded, repeated, unconfirmed, without
from tests.support.prosecuted import case

from contracts.cases import (
    CaseFiled,
    CircumstanceEstablished,
    DefenceWaived,
    EvidenceTaken,
    NoPenaltyDecided,
    NoPenaltyGround,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    SameActJudged,
    Sanction,
)
from supervision.review import Fault, History, Known
from supervision.review.domain.first import fault_of

type Rules = Callable[..., list[str]]

ROAD = "造成公路路面损坏、污染或者影响公路畅通的"
BANNED = "使用禁用的农药的"
GRANTS = (KNOWN.powers or {})["FI-01"]
GRANTED = replace(KNOWN, powers={"TR-01": GRANTS, "AG-03": GRANTS})


def stalls(circumstance: str = ROAD) -> History:
    """Somebody sold in the road, for which the law fines only who damages, soils or obstructs it."""
    file = CaseFile(offence=Offence("TR-01", CITIZEN, ("公路法",), 2_000_00))
    file.filed().identified().taken().established(circumstance).ordered().told().waived().decided()
    return file.history()


def test_a_fine_under_a_condition_rests_on_what_two_established(rules: Rules) -> None:
    assert rules(stalls(), GRANTED) == []
    assert rules(unconfirmed(stalls(), CircumstanceEstablished), GRANTED) == ["X-09 unlawful"]
    assert rules(without(stalls(), CircumstanceEstablished), GRANTED) == ["X-09 unlawful"]
    assert rules(stalls("造成林木毁坏的"), GRANTED) == ["X-09 unlawful"]
    alone = changed(stalls(), CircumstanceEstablished, officers=("A-1",))
    assert rules(alone, GRANTED) == ["X-01 unlawful", "X-09 unlawful"]


def test_the_conditions_that_were_told_are_those_decided_on(rules: Rules) -> None:
    assert rules(changed(stalls(), PriorNoticeServed, circumstances=(ROAD,)), GRANTED) == []
    assert rules(changed(stalls(), PriorNoticeServed, circumstances=()), GRANTED) == ["X-17 unlawful"]
    assert rules(changed(stalls(), PriorNoticeServed, circumstances=(ROAD, BANNED)), GRANTED) == ["X-17 unlawful"]


def test_so_does_a_kind_under_a_condition(rules: Rules) -> None:
    file = CaseFile(offence=Offence("AG-03", CITIZEN, ("农药管理条例",), 1_000_00, (Sanction.CONFISCATE_PROPERTY,)))
    file.filed().identified().taken()
    file.established(BANNED).ordered().told().waived().decided()
    assert "X-09 unlawful" not in rules(file.history(), GRANTED)  # nobody offered a hearing
    assert "X-09 unlawful" in rules(without(file.history(), CircumstanceEstablished), GRANTED)


@pytest.mark.parametrize("kind", [PriorNoticeServed, PenaltyDecided])
def test_what_is_established_afterwards_comes_too_late(kind: type[PriorNoticeServed], rules: Rules) -> None:
    assert "X-09 unlawful" in rules(moved(stalls(), CircumstanceEstablished, kind), GRANTED)


def test_a_circumstance_is_shown_by_confirmed_evidence(rules: Rules) -> None:
    assert rules(changed(stalls(), CircumstanceEstablished, evidence=()), GRANTED) == ["X-09 unlawful"]
    assert rules(changed(stalls(), CircumstanceEstablished, evidence=("case-1-99",)), GRANTED) == ["X-09 unlawful"]
    assert "X-09 unlawful" in rules(unconfirmed(stalls(), EvidenceTaken), GRANTED)


def test_nothing_is_established_ahead(rules: Rules) -> None:
    day = stalls().of(CircumstanceEstablished)[0].event.established_on
    ahead = changed(stalls(), CircumstanceEstablished, established_on=day + timedelta(days=1))
    assert rules(ahead, GRANTED) == ["X-41 unlawful"]


def let_off(ground: NoPenaltyGround = NoPenaltyGround.FIRST) -> History:
    return CaseFile().filed().identified().taken().ordered().rechecked(fulfilled=True).let_go(ground).history()


def before(days: int = 1, power: str = "FI-01", party: str = PARTY, id: str = "case-0") -> Known:
    decision = let_off().of(NoPenaltyDecided)[0]
    day = decision.event.decided_on - timedelta(days=days)
    fault = Fault(id=id, at=decision.at - timedelta(days=days), party=party, power=power, decided_on=day)
    return replace(KNOWN, faults=(fault,))


def test_a_first_violation_is_the_first(rules: Rules) -> None:
    assert rules(let_off()) == []
    assert rules(let_off(), before()) == ["X-09 unlawful"]
    assert rules(let_off(), before(party="8" * 64)) == []
    assert rules(let_off(), before(id="case-1")) == []
    assert rules(let_off(), before(days=-1)) == []
    assert rules(let_off(), before(days=0)) == []
    assert rules(let_off(NoPenaltyGround.MINOR), before()) == []


def test_a_let_off_of_who_may_have_been_at_fault_before_is_shown(rules: Rules) -> None:
    """Fined by identity card, let off as a household whose operator has that card, or by a passport."""
    shop = CaseFile().filed().identified(MARK, "8" * 64, (PARTY, "7" * 64)).taken().ordered().rechecked(fulfilled=True)
    history = shop.let_go(NoPenaltyGround.FIRST).history()
    assert rules(history, before()) == ["X-09 flag"]
    assert rules(history, before(party="6" * 64)) == []
    (passport,) = before(party="6" * 64).faults
    assert rules(history, replace(KNOWN, faults=(replace(passport, alike=("7" * 64,)),))) == ["X-09 flag"]
    assert rules(history, before(party="8" * 64)) == ["X-09 unlawful"]


def test_what_lies_long_ago_does_not_count_and_another_matter_is_shown(rules: Rules) -> None:
    assert rules(let_off(), before(days=730)) == ["X-09 unlawful"]
    assert rules(let_off(), before(days=731)) == []
    assert rules(let_off(), before(power="EN-01")) == ["X-09 flag"]


def test_a_fine_beside_another_of_who_may_be_the_same_party_was_weighed(rules: Rules) -> None:
    """By whatever number: the fine of an act of about the same days asks whether that is the same one (X-08)."""
    file = case()
    history, decision = file.history(), file.history().of(PenaltyDecided)[0]
    (fault,) = before(party="8" * 64).faults
    when = decision.at - timedelta(days=1)
    other: dict[str, Any] = {"fined_act": "d" * 64, "at": when, "alike": ("7" * 64,)}
    act_on = history.of(CaseFiled)[0].event.act_on
    near = replace(fault, **other, act_on=act_on - timedelta(days=30))
    marked = changed(history, PartyIdentified, alike=("7" * 64,))
    assert rules(marked, replace(KNOWN, faults=(near,))) == ["X-08 unlawful"]
    assert rules(history, replace(KNOWN, faults=(near,))) == [], "somebody else"
    for lawful in (replace(near, fined_act=None), replace(near, at=decision.at), replace(near, fined_act=MARK)):
        assert rules(marked, replace(KNOWN, faults=(lawful,))) == []
    far = replace(near, act_on=act_on - timedelta(days=31))
    assert rules(marked, replace(KNOWN, faults=(far,))) == []
    judged = published(SameActJudged, other="c" * 64, same=False, judged_on=decision.event.decided_on)
    said = recorded(repeated(marked, PriorNoticeServed), PriorNoticeServed, event=judged)
    weighed = moved(said, SameActJudged, DefenceWaived)
    assert rules(weighed, replace(KNOWN, faults=(near,))) == []
    assert rules(weighed, replace(KNOWN, faults=(near, replace(near, id="case-9")))) == ["X-08 unlawful"]


def test_a_party_is_at_fault_by_a_penalty_or_a_let_off_that_says_so() -> None:
    punished = fault_of(case().history())
    assert punished is not None
    assert (punished.id, punished.party, punished.power) == ("case-1", PARTY, "FI-01")
    at_fault = [ground for ground in NoPenaltyGround if fault_of(let_off(ground))]
    assert at_fault == [NoPenaltyGround.MINOR, NoPenaltyGround.FIRST]
    assert fault_of(without(case().history(), PenaltyDecided)) is None
    assert fault_of(without(case().history(), CaseFiled)) is None
    assert fault_of(changed(case().history(), PartyIdentified, party_mark=None)) is None
    assert fault_of(changed(let_off(), CaseFiled, township=BODY)) is not None
