"""JSON views of an assignment, with a Chinese label for every code; what was reported stays in the history."""

from datetime import date
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.values import CertificateNumber, TownshipCode
from inspections.assignments.domain import Assignment, AssignmentStage


class AssignmentItem(View):
    """An assignment in lists; `visit` is what it means.

    `rule` and `law` say why it may not be carried out, `reason` why it was withdrawn.
    """

    task: str
    officer: CertificateNumber | None
    township: TownshipCode | None
    instruction: str
    issued_on: date | None
    due_on: date | None
    visit: str | None
    stage: AssignmentStage
    open: bool
    late: bool
    done_on: date | None
    withdrawn_on: date | None
    reason: str
    rule: str
    law: str


class AssignmentPage(AssignmentItem):
    """The assignment whole, and its step with the form."""

    assignment: Assignment
    next_steps: list[NextStep]


def assignment_item(stored: Stored[Assignment], on: date) -> AssignmentItem:
    shown = fields(stored, on)
    return AssignmentItem(**shown, labels=labels_in([*shown.values()]))


def assignment_page_of(stored: Stored[Assignment], on: date, steps: list[NextStep]) -> AssignmentPage:
    shown = fields(stored, on)
    labels = labels_in([*shown.values(), stored.state]) | words_of(steps)
    return AssignmentPage(**shown, labels=labels, assignment=stored.state, next_steps=steps)


def fields(stored: Stored[Assignment], on: date) -> dict[str, Any]:
    """Return what lists and pages alike show of an assignment on a day."""
    state, received, declined = stored.state, stored.state.received, stored.state.declined
    withdrawn = state.withdrawn
    return {
        "id": stored.id,
        "version": stored.version,
        "task": stored.id.removeprefix("assignment-"),
        "officer": received.officer if received else None,
        "township": received.township if received else None,
        "instruction": received.instruction if received else "",
        "issued_on": received.issued_on if received else None,
        "due_on": received.due_on if received else None,
        "visit": received.visit if received else None,
        "stage": state.stage,
        "open": state.stage is AssignmentStage.WAITING,
        "late": state.late(on),
        "done_on": state.done.done_on if state.done else None,
        "withdrawn_on": withdrawn.withdrawn_on if withdrawn else None,
        "reason": withdrawn.reason if withdrawn else "",
        "rule": declined.rule if declined else "",
        "law": declined.law if declined else "",
    }
