"""Steps that a case takes once, in their order, and on what they must rest (X-01, X-03, X-09, X-16, X-25, X-28)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.lawful import HEAD, LAW, OFFENCES, PAIR, CaseFile, File, published
from tests.support.neighbours import changed, put, repeated, unconfirmed, without

from contracts.cases import (
    AgeGroup,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EndingGround,
    EnforcementEnded,
    EvidenceTaken,
    FilingApproved,
    FilingHandedIn,
    ForgoneGround,
    PartyIdentified,
    PerformanceDemanded,
    PriorNoticeServed,
    RecusalBy,
    RecusalDecided,
    RecusalRaised,
    SameActJudged,
)

type Rules = Callable[..., list[str]]


def test_a_filing_is_approved_once(rules: Rules) -> None:
    assert rules(repeated(CaseFile().filed().history(), FilingApproved)) == ["X-04 unlawful"]


def test_nothing_that_leads_to_a_decision_comes_after_it(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered().told().waived().decided()
    judged: dict[str, Any] = {"other": "5" * 64, "same": False, "judged_on": file.day}
    assert rules(file.add(published(SameActJudged, **judged)).history()) == ["X-41 unlawful"]
    handed_in = CaseFile().filed().withdrawn()
    handed_in.add(published(FilingHandedIn, handed_in_on=handed_in.day))
    assert {"X-41 unlawful", "X-04 unlawful"} <= set(rules(handed_in.history()))


@pytest.mark.parametrize("kind", [CorrectionOrdered, PriorNoticeServed])
def test_an_order_and_a_notice_rest_on_evidence_of_the_act(kind: Any, rules: Rules) -> None:
    file = CaseFile().filed().identified()
    (file.ordered() if kind is CorrectionOrdered else file.told())
    assert rules(file.history()) == ["X-23 unlawful"]
    file = CaseFile().filed().identified().taken()
    (file.ordered() if kind is CorrectionOrdered else file.told())
    assert rules(file.history()) == []
    (item,) = file.history().of(EvidenceTaken)
    old = replace(item, event=item.event.model_copy(update={"taken_at": item.at - timedelta(days=30)}))
    assert "X-23 unlawful" in rules(put(file.history(), old)), "all of it is older than the act"


def test_so_does_a_decision_that_lets_the_party_off(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().let_go()
    assert rules(file.history()) == []
    assert rules(unconfirmed(file.history(), EvidenceTaken)) == ["X-23 unlawful"]


def test_that_nothing_is_left_to_correct_rests_on_evidence(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered(1).wait(2).rechecked(fulfilled=False)
    look = file.history().of(CorrectionRechecked)[-1].event.act

    def forgone(ground: ForgoneGround, *acts: str) -> list[str]:
        given: dict[str, Any] = {"ground": ground, "forgone_on": file.day, "officers": PAIR}
        said = published(CorrectionForgone, act="case-1-forgone", evidence=acts, **given)
        return rules(CaseFile(day=file.day, minute=file.minute, events=[*file.events]).act(said).history())

    assert forgone(ForgoneGround.CORRECTED, *file.evidence) == []
    assert forgone(ForgoneGround.CORRECTED) == ["X-11 unlawful"]
    assert forgone(ForgoneGround.CORRECTED, "case-1-99") == ["X-09 unlawful"]
    assert forgone(ForgoneGround.CORRECTED, look) == ["X-09 unlawful"], "it found that nothing was corrected"


def test_x32_a_declaration_of_the_party_shows_nothing_at_a_look(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered(1).wait(2).told().waived()
    (said,) = file.history().of(DefenceWaived)
    looked = file.rechecked(fulfilled=True).history()
    assert rules(looked) == []
    assert rules(changed(looked, CorrectionRechecked, blob=said.event.signed_paper)) == ["X-32 unlawful"]


def test_x01_nobody_answers_a_notice_of_one_officer(rules: Rules) -> None:
    for said in ("heard", "waived"):
        file = getattr(CaseFile().filed().identified().taken().ordered().told(), said)()
        assert rules(file.history()) == []
        assert rules(unconfirmed(file.history(), PriorNoticeServed)) == ["X-01 unlawful"]


def test_x16_another_party_does_not_bury_what_the_first_one_said(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered().told().heard().identified("1" * 64, "2" * 64)
    assert rules(file.history()) == []
    assert rules(unconfirmed(file.history(), DefenceReceived)) == ["X-16 unlawful"]


def test_x25_a_decision_is_served_once(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered().told().waived().decided().served()
    again = file.served().history()
    assert rules(again) == ["X-25 unlawful"]
    assert rules(unconfirmed(again, DecisionServed)) == [], "a service for which one officer stood is none"


def unperformed() -> CaseFile:
    return CaseFile().filed().identified().taken().ordered().told().waived().decided().served()


def demanded(file: CaseFile) -> CaseFile:
    until = LAW.calendar.after(file.day, 10)
    act = f"{file.id}-{len(file.events) + 1}"
    fields: dict[str, Any] = {"demanded_on": file.day, "until": until, "recorded_on": file.day}
    return file.act(published(PerformanceDemanded, act=act, officers=PAIR, **fields))


def test_x28_an_order_is_demanded_once_its_term_passed_unfulfilled(rules: Rules) -> None:
    file = unperformed()
    file.wait(1).paid()
    assert rules(demanded(file).history()) == ["X-28 unlawful"]
    late = unperformed()
    late.wait(11).rechecked(fulfilled=False).paid()
    assert rules(demanded(late).history()) == []


def test_x28_the_court_is_asked_once(rules: Rules) -> None:
    file = demanded(unperformed().wait(20)).wait(200)
    file.add(
        CourtEnforcementApplied(applied_on=file.day, open=file.offence.fine, order_open=True, recorded_on=file.day),
        HEAD,
    )
    assert rules(file.history()) == []
    assert rules(repeated(file.history(), CourtEnforcementApplied)) == ["X-28 unlawful"]


def test_acl40_nothing_is_ended_before_it_was_decided(rules: Rules) -> None:
    file = CaseFile().filed().identified().taken().ordered(1).wait(2).rechecked(fulfilled=False)
    end: dict[str, Any] = {"ground": EndingGround.CEASED, "ended_on": file.day, "blob": "7" * 64}
    assert rules(file.add(published(EnforcementEnded, **end), HEAD).history()) == ["X-31 unlawful"]


def raised(file: File, **given: Any) -> File:
    fields: dict[str, Any] = {"recusal": "recusal-1", "concerns": PAIR[1], "by": RecusalBy.PARTY} | given
    return file.add(published(RecusalRaised, head=False, **{"raised_on": file.day, **fields}))


def test_x03_a_recusal_is_decided_once_and_not_without_being_raised(rules: Rules) -> None:
    file = raised(CaseFile().filed())
    answer: dict[str, Any] = {"recusal": "recusal-1", "concerns": PAIR[1], "granted": False, "decided_on": file.day}
    history = file.add(published(RecusalDecided, **answer), HEAD).history()
    assert rules(history) == []
    assert rules(repeated(history, RecusalDecided)) == ["X-03 unlawful"]
    assert rules(without(history, RecusalRaised)) == ["X-03 unlawful"]


def test_x41_an_own_recusal_is_of_the_day_of_its_record(rules: Rules) -> None:
    file = CaseFile().filed().wait(1)
    day = file.day - timedelta(days=1)
    own = raised(file, by=RecusalBy.SELF, raised_on=day, recorded_on=file.day)
    assert "X-41 unlawful" in rules(own.history())
    asked = raised(CaseFile().filed().wait(1), raised_on=day, recorded_on=file.day)
    assert "X-41 unlawful" not in rules(asked.history()), "the party had asked the day before"


def test_x09_a_circumstance_is_one_of_the_article(rules: Rules) -> None:
    file = CaseFile(offence=OFFENCES[0]).filed().identified().taken().established("情节严重的")
    assert rules(file.history()) == ["X-09 unlawful"]
    assert file.history().of(CircumstanceEstablished)[0].event.evidence == file.evidence


def test_x09_a_party_under_18_is_not_fined_the_most(rules: Rules) -> None:
    file = CaseFile(offence=OFFENCES[1]).filed().identified().taken().ordered().told()
    young = changed(file.history(), PartyIdentified, age_group=AgeGroup.FROM_14_TO_17)
    assert rules(young) == ["X-09 unlawful"]
    lighter = changed(young, PriorNoticeServed, proposed_fine=file.offence.fine - 1_00)
    assert rules(lighter) == []
