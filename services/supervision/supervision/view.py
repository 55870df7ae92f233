"""What callers see of rows, tasks and alerts: no amounts of money (X-38), no credit classes (X-39), no persons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from chassis.consuming import Row
from chassis.http import View
from chassis.store import Stored
from contracts.event_words import EVENT_WORDS
from contracts.labels import labels_in
from contracts.stages import Stage
from contracts.supervision import AlertKind, TaskKind
from contracts.values import BodyCode, CertificateNumber, PowerCode, SocialCreditCode, TownshipCode
from supervision.domain.alert import Alert
from supervision.domain.task import Standing, Task
from supervision.rows import AttemptRow, CaseRow
from supervision.rows.steps import Step
from supervision.words import OWN


class FollowedCase(View):
    """`version` is the number of events that were heard; `unconfirmed` acts wait for the second officer."""

    power: PowerCode
    body: BodyCode
    township: TownshipCode
    filed_on: date
    month: str
    officers: tuple[CertificateNumber, ...]
    firm: SocialCreditCode | None
    stage: Stage
    open: bool
    decide_until: date
    pay_until: date | None
    decided_on: date | None
    withdrawn_on: date | None
    closed_on: date | None
    decision_overdue: bool
    payment_overdue: bool
    overdue: bool
    unconfirmed: int
    last_type: str
    last_at: str


class StepView(BaseModel):
    """`at` is the time of recording, `on` the day of an act of the body, `agency` whose person did it."""

    type: str
    label: str
    at: str
    on: date | None
    sequence: int
    agency: BodyCode


class CaseTimeline(FollowedCase):
    as_of: str
    steps: list[StepView]


class AttemptView(View):
    service: str
    command: str
    subject: str
    rule: str
    law: str
    agency: BodyCode
    township: TownshipCode | None
    refused_on: date


class AlertView(View):
    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    raised_on: date
    settled_on: date | None
    open: bool


class TaskView(View):
    """`rule` and `law` say why a failed task may not be carried out."""

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
    rule: str | None
    law: str | None


def case_fields(found: Row[CaseRow]) -> dict[str, Any]:
    """What the list and the page of a case have in common: the fields of the row that the view names."""
    own = {"id", "version", "labels", "unconfirmed"}
    shown = {name: getattr(found.row, name) for name in FollowedCase.model_fields.keys() - own}
    return shown | {
        "id": found.id,
        "version": found.sequence,
        "unconfirmed": len(found.row.unconfirmed),
        "labels": labels_in(shown, OWN) | words_of(found.row),
    }


def words_of(row: CaseRow) -> dict[str, str]:
    """For the power and the newest kind of event; none for what the case did not name or this version does not know."""
    return given({row.power: row.power_name, row.last_type: EVENT_WORDS.get(row.last_type, "")})


def given(words: Mapping[str, str]) -> dict[str, str]:
    """Those that are there: events did not always bring any."""
    return {code: word for code, word in words.items() if word}


def followed_case(found: Row[CaseRow]) -> FollowedCase:
    return FollowedCase(**case_fields(found))


def case_timeline(found: Row[CaseRow]) -> CaseTimeline:
    steps = [step_view(step) for step in found.row.steps]
    shown = CaseTimeline(**case_fields(found), as_of=found.as_of, steps=steps)
    shown.labels |= labels_in([step.agency for step in steps])
    return shown


def step_view(step: Step) -> StepView:
    return StepView(
        type=step.type,
        label=EVENT_WORDS.get(step.type, step.type),
        at=step.at,
        on=step.on,
        sequence=step.sequence,
        agency=step.agency,
    )


def attempt_view(found: Row[AttemptRow]) -> AttemptView:
    row = found.row
    return AttemptView(
        id=found.id,
        version=found.sequence,
        labels=labels_in(row) | given({row.command: row.command_label, row.rule: row.rule_label}),
        service=row.service,
        command=row.command,
        subject=row.subject,
        rule=row.rule,
        law=row.law,
        agency=row.agency,
        township=row.township,
        refused_on=row.refused_on,
    )


def alert_view(stored: Stored[Alert]) -> AlertView:
    raised, settled = stored.state.raised, stored.state.settled
    return AlertView(
        id=stored.id,
        version=stored.version,
        labels=labels_in(raised),
        kind=raised.kind,
        subject=raised.subject,
        township=raised.township,
        until=raised.until,
        raised_on=raised.raised_on,
        settled_on=settled.settled_on if settled else None,
        open=settled is None,
    )


def task_view(stored: Stored[Task]) -> TaskView:
    task, issued = stored.state, stored.state.issued
    return TaskView(
        id=stored.id,
        version=stored.version,
        labels=labels_in(task, OWN),
        kind=issued.kind,
        township=issued.township,
        body=issued.body,
        officers=issued.officers,
        instruction=issued.instruction,
        issued_on=issued.issued_on,
        due_on=issued.due_on,
        firm=issued.firm,
        item_lists=issued.item_lists,
        standing=task.standing,
        completed_on=task.completed.completed_on if task.completed else None,
        rule=task.failed.rule if task.failed else None,
        law=task.failed.law if task.failed else None,
    )
