"""What is done once on a visit or patrol, and not after its end; a visit is put off to a later day (X-41; APL 47)."""

from collections.abc import Iterator

from contracts.inspections import (
    PatrolConcluded,
    PatrolOfficerReplaced,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
    VisitPostponed,
    VisitUnmet,
)
from supervision.review.domain.finding import RECORD, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

ENDS = (VisitConcluded, VisitUnmet, PatrolConcluded)
BEFORE_THE_END = (VisitApproved, VisitOpened, VisitPostponed, PatrolOfficerReplaced, *ENDS)


def inspected_once(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a second approval or beginning, what came after the end, and a visit that was put off to an earlier day."""
    for kind in (VisitApproved, VisitOpened):
        for again in history.of(kind)[1:]:
            yield RECORD.found(again, f"重复登记：{again.event.word}")
    end = history.first(*ENDS)
    for one in history.since(end).of(*BEFORE_THE_END) if end else ():
        yield RECORD.found(one, f"检查或者巡查已经结束，仍登记：{one.event.word}")
    sent = history.first(VisitAssigned)
    until = sent.event.inspect_until if sent else None
    for postponed in history.of(VisitPostponed):
        if until and postponed.event.inspect_until <= until:
            yield RECORD.found(postponed, f"检查期限至 {until}，延期却没有推后")
        until = postponed.event.inspect_until
