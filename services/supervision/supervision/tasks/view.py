"""JSON view of a task."""

from datetime import date
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.supervision import TaskKind
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from supervision.tasks.domain import Standing, Task


class TaskView(View):
    """`rule` and `law` say why a failed task may not be carried out, `reason` why one was withdrawn."""

    kind: TaskKind
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    instruction: str
    issued_on: date
    due_on: date
    firm: SocialCreditCode | None
    item_lists: tuple[str, ...]
    standing: Standing
    completed_on: date | None
    withdrawn_on: date | None
    reason: str
    rule: str | None
    law: str | None


class TaskPage(TaskView):
    """The task, and its step with the form."""

    next_steps: list[NextStep]


def task_view(stored: Stored[Task]) -> TaskView:
    return TaskView(**fields(stored), labels=labels_in(stored.state))


def task_page_of(stored: Stored[Task], steps: list[NextStep]) -> TaskPage:
    return TaskPage(**fields(stored), labels=labels_in(stored.state) | words_of(steps), next_steps=steps)


def fields(stored: Stored[Task]) -> dict[str, Any]:
    """Return what lists and pages alike show of a task."""
    task, issued = stored.state, stored.state.issued
    return {
        "id": stored.id,
        "version": stored.version,
        "kind": issued.kind,
        "township": issued.township,
        "body": issued.body,
        "officers": issued.officers,
        "instruction": issued.instruction,
        "issued_on": issued.issued_on,
        "due_on": issued.due_on,
        "firm": issued.firm,
        "item_lists": issued.item_lists,
        "standing": task.standing,
        "completed_on": task.completed.completed_on if task.completed else None,
        "withdrawn_on": task.withdrawn.withdrawn_on if task.withdrawn else None,
        "reason": task.withdrawn.reason if task.withdrawn else "",
        "rule": task.failed.rule if task.failed else None,
        "law": task.failed.law if task.failed else None,
    }
