"""Each gate shuts its step: the step is refused and shown as shut, in a case in which only this gate is shut."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cases.case.domain import (
    act,
    circumstance,
    correction,
    decision,
    demands,
    enforcement,
    evidence,
    filing,
    notice,
    performance,
    recusal,
    same_act,
)
from cases.case.domain.facts import HANDLER, NOT_ONE_OF_THEM, OF_ONESELF
from contracts.cases import EndingGround
from contracts.refusal import Refusal, Rule
from contracts.steps import By

B = "HB-1002"


def forgotten(course: Any, **fields: Any) -> Any:
    """Return the course of a case without a fact that it had."""
    course.case = replace(course.case, **fields)
    return course


def older(course: Any) -> Any:
    """Take what was there before the act and nothing else."""
    taken_at = datetime(2026, 8, 19, 2, tzinfo=UTC)
    fields = {"kind": "documentary", "blob": BLOB, "taken_at": taken_at, "officers": OFFICERS}
    return course.do(evidence.take_evidence, evidence.TakeEvidence(description="租赁合同", **fields))


def told(course: Any) -> Any:
    """Tell the party, whatever was ordered."""
    command = notice.ServePriorNotice(fine=1_000_00, reasons="焚烧轮胎", officers=("HB-1001", B))
    return course.do(notice.serve_prior_notice, command)


def closed_before_it_was_decided(course: Any) -> Any:
    """As cases of older versions may be: closed while a recusal was open."""
    raised = course.decided().serve().confirm().pay().raise_recusal(B).case.recusals
    return forgotten(forgotten(course, recusals=()).close(), recusals=raised)


STATES: dict[str, Callable[[Any], Any]] = {
    "ended": lambda course: course.decided().serve().confirm().pay().close(),
    "ended with an order": lambda course: (
        course.investigated().order(days=2).confirm().recheck(True).confirm().decide_none().serve().confirm().close()
    ),
    "ended with a recusal": closed_before_it_was_decided,
    "paid, recusal open": lambda course: course.decided().serve().confirm().pay().raise_recusal(B),
    "served, recusal open": lambda course: course.decided().serve().confirm().raise_recusal(B),
    "decided": lambda course: course.decided(),
    "undecided": lambda course: course.investigated().notify().confirm().waive().confirm(),
    "no party": lambda course: course.file().take_evidence().confirm(),
    "no evidence": lambda course: course.file().identify(),
    "evidence of before": lambda course: older(course.file().identify()).confirm(),
    "unconfirmed evidence": lambda course: course.file().identify().take_evidence(),
    "no notice": lambda course: course.investigated(),
    "defence by one officer": lambda course: course.investigated().notify().confirm().defend(),
    "defence void": lambda course: course.investigated().notify().confirm().defend().replace(),
    "no order": lambda course: course.investigated(),
    "nothing ordered": lambda course: forgotten(
        course.investigated().notify().confirm().waive().confirm(), forgone=None
    ),
    "recusal open": lambda course: course.investigated().notify().confirm().waive().confirm().raise_recusal(B),
    "officer out": lambda course: (
        course.investigated().notify().confirm().waive().confirm().raise_recusal(B).decide_recusal()
    ),
    "decided, officer out": lambda course: course.decided().raise_recusal(B).decide_recusal(),
    "served": lambda course: course.decided().serve().confirm(),
    "paid": lambda course: course.decided().serve().confirm().pay(),
    "unserved": lambda course: course.decided().pay(),
    "order open": lambda course: (
        course.investigated()
        .order(days=90)
        .confirm()
        .notify()
        .confirm()
        .waive()
        .confirm()
        .decide()
        .serve()
        .confirm()
        .pay()
    ),
}
STATES["returned"] = lambda course: STATES["undecided"](course).returned()
STATES["unapproved"] = lambda course: forgotten(STATES["undecided"](course), filing_approved=None)
OFFICERS, BLOB = ("HB-1001", "HB-1002"), "a" * 64
DEMAND = enforcement.DemandPerformance(officers=OFFICERS)
END = enforcement.EndEnforcement(ground=EndingGround.DIED, blob=BLOB, reasons="有死亡证明")
JUDGE = same_act.JudgeSameAct(other=BLOB, same=False, reasons="另一次")
STEPS: dict[str, Callable[[Any], Any]] = {
    "approve-filing": lambda course: course.approve(),
    "return-filing": lambda course: course.send_back(),
    "hand-in-filing": lambda course: course.hand_in(),
    "take-evidence": lambda course: course.take_evidence(),
    "identify-party": lambda course: course.identify(),
    "order-correction": lambda course: course.order(),
    "recheck-correction": lambda course: course.recheck(True),
    "forgo-correction": lambda course: course.forgo(evidence=("act-1",)),
    "establish-circumstance": lambda course: course.establish(),
    "raise-recusal": lambda course: course.raise_recusal(B),
    "decide-recusal": lambda course: course.decide_recusal(),
    "replace-officer": lambda course: course.replace(),
    "serve-prior-notice": told,
    "receive-defence": lambda course: course.defend(),
    "waive-defence": lambda course: course.waive(),
    "decide-penalty": lambda course: course.decide(),
    "decide-no-penalty": lambda course: course.decide_none(),
    "withdraw-case": lambda course: course.withdraw(),
    "serve-decision": lambda course: course.serve(),
    "record-payment": lambda course: course.pay(receipt="P-2"),
    "close-case": lambda course: course.close(),
    "demand-performance": lambda course: course.do(enforcement.demand_performance, DEMAND),
    "apply-to-court": lambda course: course.head(enforcement.apply_to_court, enforcement.ApplyToCourt()),
    "end-enforcement": lambda course: course.head(enforcement.end_enforcement, END),
    "judge-same-act": lambda course: course.do(same_act.judge_same_act, JUDGE),
}
SHUT = [
    ("decided", "approve-filing", decision.DECIDED),
    ("recusal open", "approve-filing", recusal.PENDING),
    ("officer out", "approve-filing", recusal.OFFICER_OUT),
    ("no party", "approve-filing", filing.APPROVED),
    ("returned", "approve-filing", filing.RETURNED),
    ("decided", "return-filing", decision.DECIDED),
    ("recusal open", "return-filing", recusal.PENDING),
    ("no party", "return-filing", filing.APPROVED),
    ("returned", "return-filing", filing.RETURNED),
    ("decided", "hand-in-filing", decision.DECIDED),
    ("recusal open", "hand-in-filing", recusal.PENDING),
    ("officer out", "hand-in-filing", recusal.OFFICER_OUT),
    ("unapproved", "hand-in-filing", filing.NOT_RETURNED),
    ("unapproved", "serve-prior-notice", filing.UNAPPROVED),
    ("unapproved", "decide-penalty", filing.UNAPPROVED),
    ("unapproved", "decide-no-penalty", filing.UNAPPROVED),
    ("ended", "order-correction", act.ENDED),
    ("no party", "order-correction", demands.NO_PARTY),
    ("no evidence", "order-correction", evidence.NO_EVIDENCE),
    ("evidence of before", "order-correction", evidence.ONLY_OLDER),
    ("unconfirmed evidence", "order-correction", evidence.NO_EVIDENCE),
    ("ended with an order", "recheck-correction", act.ENDED),
    ("no order", "recheck-correction", correction.NO_ORDER),
    ("decided", "identify-party", decision.DECIDED),
    ("defence by one officer", "identify-party", notice.DEFENCE_UNHEARD),
    ("defence void", "identify-party", notice.DEFENCE_UNHEARD),
    ("decided", "take-evidence", decision.DECIDED),
    ("decided", "serve-prior-notice", decision.DECIDED),
    ("no party", "serve-prior-notice", demands.NO_PARTY),
    ("no evidence", "serve-prior-notice", evidence.NO_EVIDENCE),
    ("no order", "serve-prior-notice", correction.ORDER_DUE),
    ("officer out", "serve-prior-notice", recusal.OFFICER_OUT),
    ("defence by one officer", "serve-prior-notice", notice.DEFENCE_UNHEARD),
    ("defence void", "serve-prior-notice", notice.DEFENCE_UNHEARD),
    ("decided", "establish-circumstance", decision.DECIDED),
    ("no notice", "establish-circumstance", circumstance.NO_CIRCUMSTANCES),
    ("no evidence", "establish-circumstance", evidence.NO_EVIDENCE),
    ("decided", "forgo-correction", decision.DECIDED),
    ("no party", "forgo-correction", demands.NO_PARTY),
    ("no evidence", "forgo-correction", evidence.NO_EVIDENCE),
    ("ended", "raise-recusal", act.ENDED),
    ("ended with a recusal", "decide-recusal", act.ENDED),
    ("ended", "replace-officer", act.ENDED),
    ("decided", "receive-defence", decision.DECIDED),
    ("no notice", "receive-defence", notice.NO_NOTICE),
    ("defence by one officer", "receive-defence", notice.DEFENCE_UNHEARD),
    ("decided", "waive-defence", decision.DECIDED),
    ("no notice", "waive-defence", notice.NO_NOTICE),
    ("decided", "decide-penalty", decision.DECIDED),
    ("no party", "decide-penalty", demands.NO_PARTY),
    ("no evidence", "decide-penalty", evidence.NO_EVIDENCE),
    ("no notice", "decide-penalty", notice.NO_NOTICE),
    ("nothing ordered", "decide-penalty", correction.ORDER_DUE),
    ("recusal open", "decide-penalty", recusal.PENDING),
    ("officer out", "decide-penalty", recusal.OFFICER_OUT),
    ("recusal open", "decide-no-penalty", recusal.PENDING),
    ("officer out", "decide-no-penalty", recusal.OFFICER_OUT),
    ("recusal open", "withdraw-case", recusal.PENDING),
    ("decided, officer out", "serve-decision", recusal.OFFICER_OUT),
    ("decided", "decide-no-penalty", decision.DECIDED),
    ("no party", "decide-no-penalty", demands.NO_PARTY),
    ("no evidence", "decide-no-penalty", evidence.NO_EVIDENCE),
    ("decided", "withdraw-case", decision.DECIDED),
    ("ended", "serve-decision", act.ENDED),
    ("undecided", "serve-decision", decision.UNDECIDED),
    ("served", "serve-decision", performance.SERVED),
    ("ended", "record-payment", act.ENDED),
    ("undecided", "record-payment", decision.UNDECIDED),
    ("paid", "record-payment", performance.NO_FINE_DUE),
    ("ended", "close-case", act.ENDED),
    ("undecided", "close-case", decision.UNDECIDED),
    ("unserved", "close-case", performance.NOT_SERVED),
    ("served", "close-case", performance.FINE_OPEN),
    ("order open", "close-case", performance.ORDER_OPEN),
    ("ended", "demand-performance", act.ENDED),
    ("undecided", "demand-performance", decision.UNDECIDED),
    ("decided", "demand-performance", performance.NOT_SERVED),
    ("paid", "demand-performance", enforcement.NOTHING_OPEN),
    ("served", "demand-performance", enforcement.NOT_LATE),
    ("ended", "apply-to-court", act.ENDED),
    ("undecided", "apply-to-court", decision.UNDECIDED),
    ("decided", "apply-to-court", performance.NOT_SERVED),
    ("paid", "apply-to-court", enforcement.NOTHING_OPEN),
    ("served", "apply-to-court", enforcement.NOT_DEMANDED),
    ("ended", "end-enforcement", act.ENDED),
    ("undecided", "end-enforcement", decision.UNDECIDED),
    ("paid", "end-enforcement", enforcement.NOTHING_OPEN),
    ("served, recusal open", "end-enforcement", recusal.PENDING),
    ("paid, recusal open", "close-case", recusal.PENDING),
    ("decided", "judge-same-act", decision.DECIDED),
    ("no party", "judge-same-act", demands.NO_PARTY),
]


@pytest.mark.parametrize(("state", "step", "rule"), SHUT)
def test_a_shut_gate_refuses_the_step_and_is_shown(course: Any, state: str, step: str, rule: Rule) -> None:
    case = STATES[state](course).case
    with pytest.raises(Refusal) as refused:
        STEPS[step](course)
    assert refused.value.rule is rule
    today = course.facts().today
    shown = today.procedure.steps[step].missing(today.procedure.shut(case, today))
    assert rule in [shut.rule for shut in shown]


@pytest.mark.parametrize(("state", "step", "rule"), SHUT)
def test_who_has_no_part_in_a_step_is_told_so_and_not_how_the_case_stands(
    course: Any, state: str, step: str, rule: Rule
) -> None:
    """A colleague who is not of the case, and an officer of the case who is a head now."""
    case, given = STATES[state](course).case, course.facts()
    by = given.today.procedure.steps[step].by
    if by is By.EITHER or step in OF_ONESELF:
        return
    who, told = ("HB-9999", NOT_ONE_OF_THEM) if by is By.OFFICERS else ("HB-1001", HANDLER)
    with pytest.raises(Refusal) as refused:
        replace(given, acting=replace(given.acting, caller=who, own=None)).require(step, case)
    assert refused.value.rule is told
    assert told is not rule
