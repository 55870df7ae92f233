"""Somebody else goes where the law lets them: lost certificate, recusal; nobody else is picked by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.support.inspected import VisitFile, draw_file, patrolled, visited
from tests.support.lawful import BODY, CERTIFICATES, HEAD, KNOWN, LAW, ONE, OTHER, PAIR
from tests.support.neighbours import changed, recorded, repeated, without

from contracts.inspections import (
    Answer,
    DrawHeld,
    DrawSealed,
    InspectorReplaced,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolFound,
    PatrolOfficerReplaced,
    PatrolReferred,
    RecusedOfficer,
    ReplacementGround,
    VisitActConfirmed,
    VisitApproved,
    VisitConcluded,
    VisitResult,
)
from contracts.values import Role
from supervision.review import History, Known, review
from supervision.review.domain.finding import Weight

type Rules = Callable[..., list[str]]

THIRD = "A-3"


def known(**second: Any) -> Known:
    """A third officer is certified; what is given is true of the second one's certificate."""
    (held,) = CERTIFICATES[PAIR[1]]
    third = replace(held, number=THIRD, person="officer-3")
    return replace(KNOWN, certificates={**CERTIFICATES, THIRD: (third,), PAIR[1]: (replace(held, **second),)})


def replaced(ground: ReplacementGround | None, **assigned: Any) -> VisitFile:
    file = VisitFile().assigned(**assigned).approved()
    file.wait(1)
    fact = InspectorReplaced(replaced=PAIR[1], by=THIRD, replaced_on=file.day, ground=ground, reason="")
    return file.add(fact, HEAD)


def test_x36_whoever_may_go_is_not_replaced(rules: Rules) -> None:
    for ground in (None, ReplacementGround.CERTIFICATE):
        file = replaced(ground)
        assert rules(file.history(), known()) == ["X-36 unlawful"]
        assert rules(file.history(), known(withdrawn_from=file.day)) == []
        assert rules(file.history(), known(withdrawn_from=file.day + timedelta(days=1))) == ["X-36 unlawful"]
    assert rules(replaced(ReplacementGround.RECUSAL).history(), known()) == []


def test_x01_who_was_not_sent_is_not_replaced(rules: Rules) -> None:
    file = replaced(ReplacementGround.RECUSAL).history()
    assert rules(file, known()) == []
    assert rules(changed(file, InspectorReplaced, replaced="A-9"), known()) == ["X-01 unlawful"]


def test_x36_nobody_is_unable_to_begin(rules: Rules) -> None:
    assert rules(replaced(ReplacementGround.UNABLE).history(), known()) == ["X-36 unlawful"]


@pytest.mark.parametrize(("mark", "found"), [("2" * 64, []), ("3" * 64, ["X-36 unlawful"])])
def test_x36_a_renewed_certificate_is_nobody_else(mark: str, found: list[str], rules: Rules) -> None:
    (third,) = known().named([THIRD])
    second = known(mark="2" * 64)
    both = {**(second.certificates or {}), THIRD: (replace(third, mark=mark),)}
    assert rules(replaced(ReplacementGround.CERTIFICATE).history(), replace(second, certificates=both)) == found


def test_x01_whoever_renewed_on_patrol_had_been_there(rules: Rules) -> None:
    file = patrolled()
    del file.events[2:]
    ground = ReplacementGround.CERTIFICATE
    fact = PatrolOfficerReplaced(replaced=PAIR[1], by=THIRD, replaced_on=file.day, ground=ground, findings=1, reason="")
    seen = PatrolFindingConfirmed(finding="patrol-1-1", certificate=THIRD, confirmed_on=file.day)
    (third,) = known().named([THIRD])
    same = {**(known().certificates or {}), THIRD: (replace(third, person=OTHER),)}
    history = file.add(fact, HEAD).add(seen, OTHER).history()
    assert rules(history, replace(known(), certificates=same)) == []


def test_x01_whoever_renewed_on_a_visit_had_seen_the_recheck(rules: Rules) -> None:
    file = visited()
    confirmed = file.events.pop()
    ground = ReplacementGround.CERTIFICATE
    file.add(InspectorReplaced(replaced=PAIR[1], by=THIRD, replaced_on=file.day, ground=ground, reason=""), HEAD)
    history = file.add(confirmed.event.model_copy(update={"certificate": THIRD}), OTHER).history()
    (third,) = known().named([THIRD])
    same = {**(known().certificates or {}), THIRD: (replace(third, person=OTHER),)}
    assert rules(history, replace(known(), certificates=same)) == []
    assert rules(history, known()) == ["X-01 unlawful", "X-36 unlawful"]


def in_the_middle(*, confirmed: bool) -> VisitFile:
    """A visit on which somebody fell ill after two answers and an order, which the other one had confirmed or not."""
    file = VisitFile().assigned().approved().opened()
    file.answered("safety-01", Answer.PROBLEM).answered("safety-02", Answer.FINE).term_set("safety-01")
    if confirmed:
        file.confirmed().confirmed("order-safety-01")
    ground = ReplacementGround.UNABLE
    fact = InspectorReplaced(replaced=PAIR[1], by=THIRD, replaced_on=file.day, ground=ground, reason="")
    return file.add(fact, HEAD)


def ended(file: VisitFile, result: VisitResult, problems: int) -> History:
    """The end, by the one who stayed, once the one who came confirmed the record."""
    file.add(VisitActConfirmed(act="record", certificate=THIRD, confirmed_on=file.day), "officer-3")
    end = file.concluded(result, 2, problems).history()
    return changed(end, VisitConcluded, officers=(PAIR[0], THIRD), confirmed_by=THIRD)


def test_what_both_saw_before_somebody_fell_ill_stays(rules: Rules) -> None:
    assert rules(ended(in_the_middle(confirmed=True), VisitResult.ORDERED, 1), known()) == ["X-01 flag"]


def test_x01_what_one_saw_before_somebody_fell_ill_counts_no_more(rules: Rules) -> None:
    alone = in_the_middle(confirmed=False)
    anew = in_the_middle(confirmed=False)
    for item in ("safety-01", "safety-02"):
        anew.answered(item, Answer.FINE)
    assert rules(ended(anew, VisitResult.CLEAN, 0), known()) == ["X-01 flag"]
    assert rules(ended(alone, VisitResult.ORDERED, 1), known()) == ["X-01 flag", "X-32 unlawful"]


def test_x03_whoever_is_recused_is_not_sent(rules: Rules) -> None:
    barred = replaced(ReplacementGround.RECUSAL, recused=(THIRD,)).history()
    assert rules(barred, known()) == ["X-03 unlawful"]
    back = replaced(ReplacementGround.RECUSAL)
    fact = InspectorReplaced(
        replaced=PAIR[0], by=PAIR[1], replaced_on=back.day, ground=ReplacementGround.RECUSAL, reason=""
    )
    assert rules(back.add(fact, HEAD).history(), known()) == ["X-03 unlawful"]
    other = changed(back.history(), InspectorReplaced, 1, by="A-4")
    assert rules(other, known()) == []
    (renewed,) = known().named([PAIR[1]])
    certificates = {**(known().certificates or {}), "A-4": (replace(renewed, number="A-4"),)}
    assert rules(other, replace(known(), certificates=certificates)) == ["X-03 unlawful"], "under another number"


def test_x03_what_a_recused_officer_took_part_in_is_shown(rules: Rules) -> None:
    """What one of the two recorded alone counts no more, so it is not named."""
    confirmed = changed(in_the_middle(confirmed=True).history(), InspectorReplaced, ground=ReplacementGround.RECUSAL)
    (flag,) = [one for one in review(confirmed, known(), LAW) if one.rule == "X-03"]
    assert (flag.weight, flag.what) == (
        Weight.FLAG,
        f"执法证 {PAIR[1]} 的执法人员在回避之前参与了：开始检查；第二名执法人员确认检查（检查记录、safety-01），请核实",
    )
    first = changed(confirmed, InspectorReplaced, replaced=PAIR[0])
    (flag,) = [one for one in review(first, known(), LAW) if one.rule == "X-03"]
    assert "填写检查事项（safety-01、safety-02）；检查中责令限期改正（safety-01）" in flag.what
    alone = changed(in_the_middle(confirmed=False).history(), InspectorReplaced, replaced=PAIR[0])
    (flag,) = review(changed(alone, InspectorReplaced, ground=ReplacementGround.RECUSAL), known(), LAW)
    assert flag.what.endswith("参与了：开始检查，请核实")


def test_x03_what_a_recused_officer_saw_on_patrol_is_named_by_its_place(rules: Rules) -> None:
    file = patrolled()
    del file.events[3:]
    fact = PatrolOfficerReplaced(
        replaced=PAIR[1], by=THIRD, replaced_on=file.day, ground=ReplacementGround.RECUSAL, findings=1, reason=""
    )
    (flag,) = review(file.add(fact, HEAD).history(), known(), LAW)
    place = file.history().of(PatrolFound)[0].event.place
    assert flag.what.endswith(f"第二名执法人员确认巡查发现（{place}），请核实")


def test_x03_a_head_who_is_recused_decides_nothing(rules: Rules) -> None:
    """Nor on the own recusal, under whatever account."""
    file = replaced(ReplacementGround.RECUSAL).history()
    own = recorded(file, InspectorReplaced, actor=OTHER)
    assert rules(own, known()) == ["X-03 unlawful", "X-34 unlawful"]
    same = replace(known(mark="2" * 64), marks={HEAD: "2" * 64})
    assert rules(file, same) == ["X-03 unlawful", "X-34 unlawful"]
    barred = changed(replaced(None, recused=(THIRD,)).history(), VisitApproved)
    assert "X-03 unlawful" in rules(recorded(barred, VisitApproved, actor="officer-3"), known())


def test_x01_whoever_came_on_patrol_later_saw_nothing_before(rules: Rules) -> None:
    file = patrolled()
    del file.events[2:]
    fact = PatrolOfficerReplaced(
        replaced=PAIR[1],
        by=THIRD,
        replaced_on=file.day,
        ground=ReplacementGround.RECUSAL,
        findings=1,
        reason="",
    )
    file.add(fact, HEAD)
    assert rules(file.history(), known()) == []
    assert rules(changed(file.history(), PatrolOfficerReplaced, ground=ReplacementGround.CERTIFICATE), known()) == [
        "X-36 unlawful"
    ]
    seen = PatrolFindingConfirmed(finding="patrol-1-1", certificate=THIRD, confirmed_on=file.day)
    assert rules(file.add(seen, "officer-3").history(), known()) == ["X-01 unlawful"]


def test_x40_what_came_to_nothing_on_patrol_is_shown(rules: Rules) -> None:
    file = patrolled().history()
    assert rules(without(file, PatrolReferred)) == ["X-40 flag"]
    assert rules(without(without(file, PatrolReferred), PatrolFindingConfirmed)) == ["X-40 flag"]


def test_a_finding_that_was_set_aside_came_to_something(rules: Rules) -> None:
    file = patrolled()
    referral, end = file.events[3:]
    del file.events[3:]
    aside = PatrolFindingSetAside(
        finding="patrol-1-1", set_aside_on=file.day, township=BODY, reasons="", same_as="patrol-0-1", officer=PAIR[0]
    )
    file.add(aside).add(end.event)
    assert rules(file.history()) == []
    assert rules(recorded(file.history(), PatrolFindingSetAside, actor=HEAD)) == ["X-37 unlawful"]
    assert rules(changed(file.history(), PatrolFindingSetAside, finding="patrol-1-9")) == ["X-40 flag", "X-41 unlawful"]
    assert rules(changed(file.history(), PatrolFindingSetAside, same_as="patrol-1-1")) == ["X-40 unlawful"]
    assert rules(repeated(file.history(), PatrolFindingSetAside)) == ["X-41 unlawful"]
    assert rules(file.add(referral.event).history()) == ["X-41 unlawful"]


@pytest.mark.parametrize(("decider", "rule"), [(HEAD, ["X-03 flag"]), (ONE, ["X-03 flag", "X-03 unlawful"])])
def test_x03_a_recusal_before_a_draw_is_decided_by_the_head(decider: str, rule: list[str], rules: Rules) -> None:
    one = RecusedOfficer(firm="91130624MA0TETX2H8", certificate=PAIR[0], decided_by=decider)
    file = without(changed(draw_file().history(), DrawSealed, recused=(one,)), DrawHeld)
    posts = {**(KNOWN.posts or {}), ONE: (replace(KNOWN.posts[HEAD][0], roles=frozenset({Role.OFFICER})),)}
    assert rules(file, replace(KNOWN, posts=posts)) == rule
    elsewhere = {HEAD: (replace(KNOWN.posts[HEAD][0], body="130624101"),), ONE: posts[ONE]}
    assert rules(file, replace(KNOWN, posts=elsewhere)) == ["X-03 flag", "X-03 unlawful"]
