"""Events of tasks and alerts."""

from contracts.supervision.alert import (
    AlertEvent,
    AlertKind,
    AlertRaised,
    AlertSettled,
    Settling,
)
from contracts.supervision.task import (
    TaskCompleted,
    TaskEvent,
    TaskFailed,
    TaskIssued,
    TaskKind,
    TaskOverdue,
    TaskOverdueLifted,
    TaskWithdrawn,
)

__all__ = [
    "AlertEvent",
    "AlertKind",
    "AlertRaised",
    "AlertSettled",
    "Settling",
    "TaskCompleted",
    "TaskEvent",
    "TaskFailed",
    "TaskIssued",
    "TaskKind",
    "TaskOverdue",
    "TaskOverdueLifted",
    "TaskWithdrawn",
]
