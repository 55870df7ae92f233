from datetime import date

from contracts.code import Code
from contracts.event import Event
from contracts.topics import TASKS
from contracts.values import BodyCode, CertificateNumber, RestsOn, SocialCreditCode, TownshipCode


class TaskEvent(Event, topic=TASKS):
    """Base of the events of a task of the supervisor."""


class TaskKind(Code):
    REPORT = "report", "核查报告"
    VISIT = "visit", "入企检查"


class TaskIssued(TaskEvent, type="supervision.task-issued.v1", word="交办任务"):
    """The supervisor gave an officer something to do (V-9); one that means a visit names firm, pair and item lists."""

    kind: TaskKind
    township: TownshipCode
    body: BodyCode
    officers: tuple[CertificateNumber, ...]
    instruction: str
    issued_on: date
    due_on: date
    firm: SocialCreditCode | None = None
    item_lists: tuple[str, ...] = ()
    rests_on: tuple[RestsOn, ...] = ()


class TaskCompleted(TaskEvent, type="supervision.task-completed.v1", word="完成任务"):
    """The officer's side reported the task as done."""

    completed_on: date


class TaskFailed(TaskEvent, type="supervision.task-failed.v1", word="任务未能办理"):
    """The task could not be carried out lawfully: the rule says why."""

    rule: str
    law: str


class TaskWithdrawn(TaskEvent, type="supervision.task-withdrawn.v1", word="撤回交办任务"):
    """The supervisor took back a task that was given in error; the reason is told to whoever had it."""

    withdrawn_on: date
    reason: str


class TaskOverdue(TaskEvent, type="supervision.task-overdue.v1", word="交办任务逾期"):
    """The day passed and the task is still open."""

    until: date
    noticed_on: date


class TaskOverdueLifted(TaskEvent, type="supervision.task-overdue-lifted.v1", word="撤销交办任务逾期的标记"):
    """A late task proved to have been done in time, by what became known afterwards."""

    until: date
    lifted_on: date
