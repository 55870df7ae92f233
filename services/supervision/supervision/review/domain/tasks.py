"""A task of the supervisor: for certified officers of the place, by a day to come, and settled once (X-01 … X-41)."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.places import TOWNSHIPS
from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskKind, TaskOverdue, TaskWithdrawn
from supervision.review.domain.finding import APPROVAL, COMPETENCE, RECORD, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import certificate, pair


def task(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find who could not do it, where they may not, and what was settled twice or flagged before its day."""
    for issued in history.of(TaskIssued):
        yield from given(issued, known, law)
    for late in history.of(TaskOverdue):
        if late.event.noticed_on <= late.event.until:
            yield RECORD.found(late, "期限未满即标为逾期")
    for again in history.of(TaskCompleted, TaskFailed, TaskWithdrawn)[1:]:
        yield RECORD.found(again, "任务已经办结，又有新的记录")


def given(issued: Published[TaskIssued], known: Known, law: Law) -> Iterator[Finding]:
    made = issued.event
    if made.kind is TaskKind.VISIT:
        yield from pair(issued, made.officers, made.issued_on, made.body, known, law)
        if not (made.firm and made.item_lists):
            yield APPROVAL.found(issued, "入企检查任务没有指明市场主体和检查事项")
    else:
        for number in dict.fromkeys(made.officers):
            yield from certificate(issued, number, made.issued_on, made.body, known)
    if made.body in TOWNSHIPS and made.body != made.township:
        yield COMPETENCE.by("APL 22").found(issued, f"任务在 {made.township}，不属 {made.body} 管辖")
    latest = made.issued_on + timedelta(days=law.terms_on(made.issued_on).task_days_at_most)
    if not made.issued_on <= made.due_on <= latest:
        yield RECORD.found(issued, f"办理期限 {made.due_on} 早于交办之日，或者晚于 {latest}")
