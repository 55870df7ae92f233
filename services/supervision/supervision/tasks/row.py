"""A row per task of the own service, for the counts."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskKind, TaskWithdrawn
from contracts.topics import TASKS
from contracts.values import BodyCode, TownshipCode
from supervision.counts.buckets import Kind, once
from supervision.counts.days import day_of


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    kind: TaskKind
    township: TownshipCode
    body: BodyCode
    issued_on: date
    due_on: date
    completed_on: date | None = None
    failed_on: date | None = None
    withdrawn_on: date | None = None


def advance(row: TaskRow | None, event: Event, envelope: Envelope) -> TaskRow | None:
    """The row after the next event of its task."""
    match event:
        case TaskIssued():
            return TaskRow(
                kind=event.kind,
                township=event.township,
                body=event.body,
                issued_on=event.issued_on,
                due_on=event.due_on,
            )
        case TaskCompleted() if row:
            return replace(row, completed_on=event.completed_on)
        case TaskFailed() if row:
            return replace(row, failed_on=day_of(envelope))
        case TaskWithdrawn() if row:
            return replace(row, withdrawn_on=event.withdrawn_on)
        case _:
            return row


def buckets(row: TaskRow) -> frozenset[str]:
    days = {
        Kind.TASKS_ISSUED: row.issued_on,
        Kind.TASKS_COMPLETED: row.completed_on,
        Kind.TASKS_FAILED: row.failed_on,
        Kind.TASKS_WITHDRAWN: row.withdrawn_on,
    }
    return frozenset(bucket for kind, day in days.items() if day for bucket in once(kind, row.township, day))


TASK_ROWS = Rows(collection="task_rows", row=TaskRow, topics=(TASKS.name,), advance=advance, buckets=buckets)
