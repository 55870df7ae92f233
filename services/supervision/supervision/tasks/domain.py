"""A task that the supervisor gives officers (交办任务, V-9): what may be issued, and how it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from contracts.calendar import WorkingDays
from contracts.code import Code
from contracts.folding import Landing
from contracts.identity.holder import Holder
from contracts.identity.two_officers import MINIMUM_OFFICERS, TwoOfficers
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.supervision import (
    TaskCompleted,
    TaskEvent,
    TaskFailed,
    TaskIssued,
    TaskKind,
    TaskOverdue,
    TaskOverdueLifted,
    TaskWithdrawn,
)
from contracts.values import (
    BodyCode,
    CertificateNumber,
    Command,
    Day,
    PublicText,
    PublicWord,
    RestsOn,
    Role,
    SocialCreditCode,
    TownshipCode,
)
from contracts.work_items import WorkItem, any_post
from supervision.tasks.terms import TaskTerms, check_due

SAME_OFFICER = Rule("supervision/same-officer", "同一执法人员不得重复列入", law="APL 42", category=Category.MALFORMED)
ONE_OFFICER = Rule(
    "supervision/one-officer", "入企检查须由两名执法人员进行", law="APL 42", remedy="请指定两名执法人员"
)
NO_CERTIFICATE = Rule(
    "supervision/no-certificate",
    "执法证 {number} 今日无效",
    law="APL 42, 55",
    remedy="请指定持有有效执法证的人员",
)
FOREIGN_BODY = Rule("supervision/foreign-body", "执法证 {number} 不属于单位 {body}", law="APL 42, 55")
OUTSIDE = Rule("supervision/outside-territory", "{township} 不在执法证 {number} 所属单位的辖区内", law="APL 22")
NO_FIRM = Rule("supervision/no-such-firm", "没有统一社会信用代码为 {firm} 的市场主体", category=Category.MALFORMED)
FIRM_ELSEWHERE = Rule("supervision/firm-elsewhere", "该市场主体不在 {township} 辖区内", law="APL 22")
VISIT_NEEDS = Rule(
    "supervision/visit-needs",
    "入企检查任务须指明市场主体和检查事项清单",
    law="Doc 54",
    category=Category.MALFORMED,
)
NOT_A_VISIT = Rule(
    "supervision/not-a-visit", "核查报告任务不设检查事项清单", category=Category.MALFORMED, remedy="请改为入企检查任务"
)
TASK_SETTLED = Rule("supervision/task-settled", "该任务已经办结，不能撤回", category=Category.CONFLICT)
ALREADY_WITHDRAWN = Rule("supervision/task-withdrawn", "该任务已经撤回", category=Category.CONFLICT)

MOST_OFFICERS = 2  # a task is given to one pair at most

TWO_OFFICERS = TwoOfficers(alone=ONE_OFFICER, not_certified=NO_CERTIFICATE, other_body=FOREIGN_BODY)


class IssueTask(Command):
    kind: TaskKind
    township: KnownTownship
    body: BodyCode
    officers: Annotated[tuple[CertificateNumber, ...], Field(min_length=1, max_length=MOST_OFFICERS)]
    instruction: PublicText
    due_on: Day
    firm: SocialCreditCode | None = None
    item_lists: tuple[PublicWord, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TaskFacts:
    """Facts for issuing a task.

    `holders` are the known ones of the certificates that it names, `firm_in` is the township of the firm, if known.
    """

    on: date
    terms: Sequence[TaskTerms]
    holders: Mapping[CertificateNumber, Holder]
    firm_in: TownshipCode | None
    rests_on: tuple[RestsOn, ...]


class WithdrawTask(Command):
    """A task that was given in error; the reason is told to whoever has it."""

    reason: PublicText


class CompleteTask(Command):
    done_on: date


class FailTask(Command):
    rule: str
    law: str


class Standing(Code):
    ISSUED = "issued", "办理中"
    OVERDUE = "overdue", "逾期"
    COMPLETED = "completed", "完成任务"
    FAILED = "failed", "未能办理的任务"
    WITHDRAWN = "taken-back", "已撤回"


class TaskStep(Code):
    """Step of the supervisor that an open task waits for."""

    FOLLOW = "follow-task", "督办交办任务"


@dataclass(frozen=True, kw_only=True)
class Task:
    """`standing` follows from the facts; it is stored for lists to filter by."""

    issued: TaskIssued
    overdue: TaskOverdue | None = None
    overdue_lifted: TaskOverdueLifted | None = None
    completed: TaskCompleted | None = None
    failed: TaskFailed | None = None
    withdrawn: TaskWithdrawn | None = None
    standing: Standing = Standing.ISSUED

    @property
    def settled(self) -> bool:
        return any((self.completed, self.failed, self.withdrawn))


land = Landing(Task)


def evolve(task: Task | None, event: TaskEvent) -> Task:
    after = land(task, event)
    if isinstance(event, TaskOverdueLifted):
        after = replace(after, overdue=None)
    return replace(after, standing=standing(after))


def standing(task: Task) -> Standing:
    if task.completed:
        return Standing.COMPLETED
    if task.failed:
        return Standing.FAILED
    if task.withdrawn:
        return Standing.WITHDRAWN
    return Standing.OVERDUE if task.overdue else Standing.ISSUED


def due(task: Task, calendar: WorkingDays) -> date | None:
    """The last day of a task that is neither settled nor flagged."""
    return None if task.settled or task.overdue else task.issued.due_on


def task_work(task: Task) -> list[WorkItem]:
    """Have any supervisor follow a task until it is settled; the officers have it on their own list."""
    if task.settled:
        return []
    return [WorkItem(who=any_post(Role.SUPERVISOR), what=TaskStep.FOLLOW, until=task.issued.due_on)]


def issue_task(command: IssueTask, facts: TaskFacts) -> list[TaskEvent]:
    """Give the task to certified officers of the body; a visit needs two of them (APL 42)."""
    check_due(command.due_on, facts.terms, facts.on)
    check_form(command)
    for number in command.officers:
        check_officer(command, number, facts)
    if command.firm and facts.firm_in != command.township:
        refuse(FIRM_ELSEWHERE if facts.firm_in else NO_FIRM, firm=command.firm, township=command.township)
    return [
        TaskIssued(
            kind=command.kind,
            township=command.township,
            body=command.body,
            officers=command.officers,
            instruction=command.instruction,
            issued_on=facts.on,
            due_on=command.due_on,
            firm=command.firm,
            item_lists=command.item_lists,
            rests_on=facts.rests_on,
        )
    ]


def check_form(command: IssueTask) -> None:
    """Demand two officers, a firm and item lists of a visit, and no item lists of a report."""
    if len(set(command.officers)) < len(command.officers):
        refuse(SAME_OFFICER)
    if command.kind is TaskKind.REPORT:
        if command.item_lists:
            refuse(NOT_A_VISIT)
        return
    if len(command.officers) < MINIMUM_OFFICERS:
        refuse(ONE_OFFICER)
    if not (command.firm and command.item_lists):
        refuse(VISIT_NEEDS)


def check_officer(command: IssueTask, number: CertificateNumber, facts: TaskFacts) -> None:
    """Demand a certificate that counts today, of the body that is to act, in its own territory (APL 22, 42, 55)."""
    TWO_OFFICERS.check_certificate(number, facts.holders, command.body, facts.on)
    if facts.holders[number].township not in (None, command.township):
        refuse(OUTSIDE, number=number, township=command.township)


def complete_task(task: Task, command: CompleteTask, today: date) -> list[TaskEvent]:
    """Complete the task that the officers did, in time or not; what was in time is not late, whenever it is heard."""
    if task.settled:
        return []
    late = task.overdue
    in_time = late is not None and command.done_on <= late.until
    lifted = [TaskOverdueLifted(until=late.until, lifted_on=today)] if late and in_time else []
    return [*lifted, TaskCompleted(completed_on=command.done_on)]


def fail_task(task: Task, command: FailTask, today: date) -> list[TaskEvent]:
    """Fail the task that the officers may not do: the rule says why."""
    return [] if task.settled else [TaskFailed(rule=command.rule, law=command.law)]


def withdraw_task(task: Task, command: WithdrawTask, today: date) -> list[TaskEvent]:
    """Take the task back as long as it is open; what is done about it meanwhile is the officers' side to tell."""
    if task.withdrawn:
        refuse(ALREADY_WITHDRAWN)
    if task.settled:
        refuse(TASK_SETTLED)
    return [TaskWithdrawn(withdrawn_on=today, reason=command.reason)]


def flag_overdue(task: Task, command: None, today: date) -> list[TaskEvent]:
    """Flag the task once its last day has passed."""
    until = task.issued.due_on
    if task.settled or task.overdue or today <= until:
        return []
    return [TaskOverdue(until=until, noticed_on=today)]
