"""A visit that was taken back with its task (V-9): only before it began, and nothing is done on it afterwards."""

from collections.abc import Iterator

from contracts.inspections import VisitAssigned, VisitOpened, VisitWithdrawn
from supervision.review.domain.finding import RECORD, Finding
from supervision.review.domain.history import History
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law


def withdrawals(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a visit of no task that was taken back, one that had begun, and what was done on it afterwards."""
    sent = history.first(VisitAssigned)
    for end in history.of(VisitWithdrawn):
        if sent and sent.event.task != end.event.task:
            yield RECORD.found(end, "检查不是由所撤回的任务派出")
        if history.before(end).of(VisitOpened):
            yield RECORD.found(end, "检查已经开始，不得撤销")
        for one in history.since(end).events:
            yield RECORD.found(one, "检查已经撤销，又有新的记录")
