"""Grounds for less than the law's penalty, or for none, name what they rest on (X-09; APL 30-33, 36)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cases.case.domain import decision, ground, proposal
from cases.case.domain.ground import Mitigation
from contracts.cases import AgeGroup, MitigatedGround, NoPenaltyGround
from contracts.identity_number import check_character
from contracts.refusal import Refusal, Rule
from contracts.values import PartyDocument, Subject

FIRM = "91350100M000100Y43"
AGE, HARM = MitigatedGround.AGE_14_TO_17, MitigatedGround.REMOVED_HARM
MITIGATIONS = [one for one in MitigatedGround if one is not AGE]
LET_OFF = [NoPenaltyGround.MINOR, NoPenaltyGround.FIRST]


def born(day: str) -> str:
    return f"130624{day}001" + check_character(f"130624{day}001")


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    assert "{" not in refusal.value.detail
    return refusal.value.rule


def of_age(course: Any, day: str, **changes: Any) -> Any:
    """Return a course about an act of 2026-08-20, by a citizen born on a day, with confirmed evidence."""
    return course.file().identify(number=born(day), **changes).take_evidence().confirm()


def bare(one: MitigatedGround, *acts: str) -> Mitigation:
    return Mitigation(ground=one, evidence=acts, reason="经核实")


@pytest.mark.parametrize("one", MITIGATIONS)
def test_a_mitigation_rests_on_evidence(course: Any, one: MitigatedGround) -> None:
    course.investigated()
    assert refused(lambda: course.notify(300_00, mitigated=bare(one))) is ground.UNSHOWN
    course.notify(300_00, mitigated=one)


def test_a_ground_rests_on_confirmed_evidence_of_the_same_case(course: Any) -> None:
    course.investigated().take_evidence()
    unconfirmed = course.case.evidence[-1].act
    assert refused(lambda: course.notify(300_00, mitigated=bare(HARM, unconfirmed))) is ground.NO_SUCH_EVIDENCE
    assert refused(lambda: course.decide_none(evidence=(unconfirmed,))) is ground.NO_SUCH_EVIDENCE
    assert refused(lambda: course.decide_none(evidence=("act-of-nobody",))) is ground.NO_SUCH_EVIDENCE


def test_a_fulfilled_order_shows_that_the_harm_was_removed(course: Any) -> None:
    course.investigated().order().confirm()
    assert refused(lambda: course.notify(300_00, mitigated=bare(HARM))) is ground.UNSHOWN
    course.recheck(True)
    assert refused(lambda: course.notify(300_00, mitigated=bare(HARM))) is ground.UNSHOWN, "nobody has confirmed it"
    course.confirm().notify(300_00, mitigated=bare(HARM))


def test_a_look_that_found_nothing_corrected_shows_no_correction(course: Any) -> None:
    course.investigated().order(days=1).confirm().later(2).recheck(False).confirm()
    look = course.case.rechecks[0].act
    assert refused(lambda: course.notify(300_00, mitigated=bare(HARM, look))) is ground.FOUND_OTHERWISE
    assert refused(lambda: course.forgo(evidence=(look,))) is ground.FOUND_OTHERWISE


def test_what_a_ground_rests_on_is_told_before(course: Any) -> None:
    course.investigated().take_evidence().confirm()
    one, other = course.case.confirmed_evidence
    course.notify(300_00, mitigated=bare(HARM, one)).confirm().waive().confirm()
    assert refused(lambda: course.decide(300_00, mitigated=bare(HARM, other))) is decision.NOT_AS_TOLD
    course.decide(300_00, mitigated=bare(HARM, one))


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ("20120819", AgeGroup.FROM_14_TO_17),
        ("20120820", AgeGroup.UNDER_14),  # a year is full on the day after the birthday
        ("20080820", AgeGroup.FROM_14_TO_17),
        ("20080819", AgeGroup.ADULT),
    ],
)
def test_the_age_is_that_of_the_day_of_the_act(course: Any, day: str, age: AgeGroup) -> None:
    assert of_age(course, day).case.party.age_group is age


def test_nobody_is_fourteen_because_it_is_said(course: Any) -> None:
    of_age(course, "19700101")
    assert refused(lambda: course.notify(300_00, mitigated=AGE)) is ground.OTHER_AGE
    assert refused(lambda: course.decide_none(NoPenaltyGround.AGE)) is ground.OTHER_AGE


def test_a_minor_is_fined_less(course: Any) -> None:
    of_age(course, "20100101")
    assert refused(lambda: course.notify(2_000_00)) is proposal.NOT_LIGHTER
    assert refused(lambda: course.decide_none(NoPenaltyGround.AGE)) is ground.OTHER_AGE
    course.notify(1_999_00)
    course.notify(1_00, mitigated=bare(AGE))


def test_a_child_is_not_punished(course: Any) -> None:
    of_age(course, "20150101")
    assert refused(lambda: course.notify(500_00)) is ground.UNDER_AGE
    assert refused(lambda: course.notify(300_00, mitigated=AGE)) is ground.UNDER_AGE
    assert course.decide_none(NoPenaltyGround.AGE, evidence=()).case.no_penalty


def test_a_passport_of_older_versions_tells_no_age_and_evidence_does(course: Any) -> None:
    course.file().identify(number="G12345678", document=PartyDocument.PASSPORT, born_on=date(1990, 3, 7))
    course.case = replace(course.case, party=course.case.party.model_copy(update={"age_group": None}))
    course.take_evidence().confirm()
    assert refused(lambda: course.notify(300_00, mitigated=bare(AGE))) is ground.UNSHOWN
    assert refused(lambda: course.decide_none(NoPenaltyGround.AGE, evidence=())) is ground.UNSHOWN
    course.notify(300_00, mitigated=AGE)
    course.decide_none(NoPenaltyGround.AGE)


@pytest.mark.parametrize("one", LET_OFF)
def test_minor_or_first_means_corrected_in_time(course: Any, one: NoPenaltyGround) -> None:
    course.investigated()
    assert refused(lambda: course.decide_none(one, evidence=())) is ground.UNSHOWN
    course.order().confirm()
    rule = refused(lambda: course.decide_none(one))
    assert (rule, rule.law) == (ground.NOT_CORRECTED, "APL 33(1)")
    course.recheck(True).confirm().decide_none(one, evidence=())


@pytest.mark.parametrize("one", [NoPenaltyGround.NO_FAULT, NoPenaltyGround.CAPACITY])
def test_no_fault_and_no_capacity_rest_on_evidence(course: Any, one: NoPenaltyGround) -> None:
    course.investigated()
    assert refused(lambda: course.decide_none(one, evidence=())) is ground.UNSHOWN
    assert course.decide_none(one).case.no_penalty.evidence == course.case.confirmed_evidence


def test_the_first_violation_has_none_before_it(course: Any) -> None:
    course.investigated()
    before = date(2026, 5, 4)
    assert refused(lambda: course.decide_none(NoPenaltyGround.FIRST, earlier=before)) is ground.NOT_FIRST
    course.decide_none(NoPenaltyGround.MINOR, earlier=before)


@pytest.mark.parametrize("one", [NoPenaltyGround.AGE, NoPenaltyGround.CAPACITY])
def test_a_firm_has_neither_age_nor_capacity(course: Any, one: NoPenaltyGround) -> None:
    course.file().identify(Subject.ORGANISATION, firm=FIRM, number=FIRM).take_evidence().confirm()
    assert refused(lambda: course.decide_none(one)) is ground.PERSONS_ONLY


def test_x06_an_act_within_the_limitation_is_not_time_barred(course: Any) -> None:
    """What was filed was found out in time; a case that should not have been filed is struck (APL 36, 54)."""
    course.investigated()
    assert refused(lambda: course.decide_none(NoPenaltyGround.TIME)) is ground.NOT_TIME_BARRED


async def test_somebody_who_was_fined_is_no_first_offender(town: Any, people: Any) -> None:
    """The service looks up what it decided itself, of the same party under the same power."""
    case = await town.ready()
    people.good(await town.decide(case))
    again = await town.file(place="西街")
    await town.approve(again)
    await town.identify(again)
    seen = await town.evidence(again)
    shown = [item["act"] for item in seen["case"]["evidence"]]
    body = {"ground": "first", "evidence": shown, "reasons": "初次", "education": "已教育"}
    refusal = await town.head.act(f"/cases/{again}/no-penalty", body)
    assert (refusal.status_code, refusal.json()["code"]) == (409, "cases/not-first")
    assert "2026-09-01" in refusal.json()["detail"]
    other = await town.file(power="EN-01", place="西街")
    await town.approve(other)
    await town.identify(other)
    shown = [item["act"] for item in (await town.evidence(other))["case"]["evidence"]]
    people.good(await town.head.act(f"/cases/{other}/no-penalty", body | {"evidence": shown}))
