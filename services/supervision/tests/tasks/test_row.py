"""A task's row."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskOverdue
from supervision.tasks.row import TASK_ROWS

type Builder = Callable[..., Any]


def test_a_task_counts_when_issued_and_when_settled(make: Builder, fold: Builder) -> None:
    issued = make(TaskIssued, issued_on=date(2026, 9, 1))
    done = fold(TASK_ROWS, issued, make(TaskOverdue), make(TaskCompleted, completed_on=date(2026, 10, 1)))
    assert {item for item in TASK_ROWS.buckets(done) if "/130624100/20" in item} == {
        "tasks-issued/130624100/2026-09",
        "tasks-completed/130624100/2026-10",
    }
    assert "tasks-failed/130624100/2026-09" in TASK_ROWS.buckets(fold(TASK_ROWS, issued, make(TaskFailed)))
    assert fold(TASK_ROWS, make(TaskCompleted)) is fold(TASK_ROWS, make(TaskFailed)) is None
