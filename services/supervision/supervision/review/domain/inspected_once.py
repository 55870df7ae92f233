"""What is done once on a visit or patrol, and not after its end; a visit is put off to a later day (X-41; APL 47)."""

from collections.abc import Iterator

from contracts.inspections import (
    PatrolConcluded,
    PatrolOfficerReplaced,
    ReferralForgone,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
    VisitPostponed,
    VisitUnmet,
)
from supervision.review.domain.finding import APPROVAL, RECORD, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

ENDS = (VisitConcluded, VisitUnmet, PatrolConcluded)
BEFORE_THE_END = (VisitApproved, VisitOpened, VisitPostponed, *ENDS)


def inspected_once(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what was recorded again, after the end or before the approval, and a visit put off to an earlier day."""
    for kind in (VisitApproved, VisitOpened):
        for again in history.of(kind)[1:]:
            yield RECORD.found(again, f"重复登记：{again.event.word}")
    end = history.first(*ENDS)
    for one in history.since(end).of(*BEFORE_THE_END) if end else ():
        yield RECORD.found(one, f"检查或者巡查已经结束，仍登记：{one.event.word}")
    for replaced in history.since(end).of(PatrolOfficerReplaced) if end else ():
        if not replaced.event.findings:
            yield RECORD.found(replaced, "巡查已经结束，没有发现需要确认、移送，仍更换巡查人员")
    for given in history.of(VisitActConfirmed):
        if not history.before(given).of(VisitApproved):
            yield APPROVAL.found(given, "检查未经负责人批准，即确认检查情况")
    for forgone in history.of(ReferralForgone):
        past, item = history.before(forgone), forgone.event.item
        looks = [one for one in past.of(TermRechecked) if one.event.item == item]
        answers = past.since(looks[-1] if looks else None).of(ViolationReferred, ReferralForgone)
        if any(one.event.item == item for one in answers):
            yield RECORD.found(forgone, f"事项 {item} 已经移送或者已经说明不移送的理由，又作说明")
    sent = history.first(VisitAssigned)
    until = sent.event.inspect_until if sent else None
    for postponed in history.of(VisitPostponed):
        if until and postponed.event.inspect_until <= until:
            yield RECORD.found(postponed, f"检查期限至 {until}，延期却没有推后")
        until = postponed.event.inspect_until
