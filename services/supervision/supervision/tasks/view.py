"""JSON view of a task."""

from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.supervision import TaskKind
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode
from supervision.tasks.domain import Standing, Task


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


def task_view(stored: Stored[Task]) -> TaskView:
    task, issued = stored.state, stored.state.issued
    return TaskView(
        id=stored.id,
        version=stored.version,
        labels=labels_in(task),
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
