"""The supervisor's tasks on an officer's list (交办任务, V-9)."""

from dataclasses import dataclass
from datetime import date

from contracts.code import Code
from contracts.done_at import OnSite
from contracts.folding import Landing
from contracts.inspections import (
    AssignmentDeclined,
    AssignmentDone,
    AssignmentEvent,
    AssignmentReceived,
    AssignmentWithdrawn,
)
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Day, Text, TownshipCode
from contracts.work_items import WorkItem
from inspections.days.domain import FACT_DAY
from inspections.officers.domain import one_of_them

SETTLED = Rule("inspections/assignment-settled", "该任务已经办结", category=Category.CONFLICT)
WITHDRAWN = Rule(
    "inspections/assignment-withdrawn",
    "该任务已于 {on} 撤回：{reason}",
    category=Category.CONFLICT,
    remedy="不必再办理；已经办理的，请将情况告知执法监督机构",
)
BY_VISIT = Rule(
    "inspections/done-by-visit", "该任务须通过检查 {visit} 完成", law="Doc 54", remedy="检查结束后任务自动办结"
)


@dataclass(frozen=True)
class ReceiveAssignment:
    """A task that goes on the list of `officer`; `visit` is the visit that it means, if any."""

    task: str
    township: TownshipCode
    officer: CertificateNumber
    instruction: str
    issued_on: date
    due_on: date
    visit: str | None


@dataclass(frozen=True)
class DeclineAssignment:
    """A task that would be unlawful: the code of the rule that forbids it, and its article."""

    task: str
    rule: str
    law: str


@dataclass(frozen=True)
class SettleByVisit:
    """The end of the visit that the task meant, with its day and its outcome in Chinese."""

    outcome: str
    done_on: date


@dataclass(frozen=True)
class WithdrawAssignment:
    """The task that the supervisor took back, on its day, and why."""

    task: str
    withdrawn_on: date
    reason: str


class CompleteAssignment(OnSite):
    """`done_on` is the day on which it was done (None: today)."""

    report: Text
    done_on: Day | None = None


class AssignmentStep(Code):
    """Step that an assignment waits for."""

    COMPLETE = "complete-assignment", "办理交办任务"


class AssignmentStage(Code):
    """How far an assignment is."""

    WAITING = "waiting", "待办理"
    DONE = "done", "已办结"
    DECLINED = "declined", "不予办理"
    WITHDRAWN = "taken-back", "已撤回"


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Starts with either of the first two."""

    received: AssignmentReceived | None = None
    declined: AssignmentDeclined | None = None
    done: AssignmentDone | None = None
    withdrawn: AssignmentWithdrawn | None = None

    @property
    def over(self) -> bool:
        return bool(self.done or self.withdrawn)

    @property
    def stage(self) -> AssignmentStage:
        if self.done:
            return AssignmentStage.DONE
        if self.withdrawn:
            return AssignmentStage.WITHDRAWN
        return AssignmentStage.WAITING if self.received else AssignmentStage.DECLINED

    def late(self, on: date) -> bool:
        """Tell whether it waits though its last day has passed."""
        waits = self.stage is AssignmentStage.WAITING
        return waits and self.received is not None and on > self.received.due_on


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of a decision besides the assignment: its day, the day of its record, and the caller's certificate."""

    on: date
    recorded_on: date
    caller: CertificateNumber | None


land = Landing(Assignment)


def work_items(assignment: Assignment) -> list[WorkItem]:
    """The report that a received task waits for, unless it ends with a visit."""
    received = assignment.received
    if received is None or assignment.over or received.visit:
        return []
    return [WorkItem(who=received.officer, what=AssignmentStep.COMPLETE, until=received.due_on)]


def receive_assignment(command: ReceiveAssignment, facts: Facts) -> list[AssignmentEvent]:
    """Put the task on the officer's list."""
    return [
        AssignmentReceived(
            task=command.task,
            township=command.township,
            officer=command.officer,
            instruction=command.instruction,
            due_on=command.due_on,
            visit=command.visit,
            issued_on=command.issued_on,
        )
    ]


def decline_assignment(command: DeclineAssignment, facts: Facts) -> list[AssignmentEvent]:
    """Say which rule forbids the task."""
    return [AssignmentDeclined(task=command.task, rule=command.rule, law=command.law)]


def complete_assignment(assignment: Assignment, command: CompleteAssignment, facts: Facts) -> list[AssignmentEvent]:
    """Report a task as done, by the officer it was given to; one that means a visit ends with the visit."""
    received = assignment.received or refuse(SETTLED)
    one_of_them(facts.caller, (received.officer,))
    if assignment.withdrawn:
        refuse(WITHDRAWN, on=assignment.withdrawn.withdrawn_on, reason=assignment.withdrawn.reason)
    if received.visit:
        refuse(BY_VISIT, visit=received.visit)
    if assignment.done:
        refuse(SETTLED)
    done_on = FACT_DAY.of(command.done_on, facts.on, since=received.issued_on)
    return [AssignmentDone(task=received.task, done_on=done_on, report=command.report, recorded_on=facts.recorded_on)]


def settle_by_visit(assignment: Assignment, command: SettleByVisit, facts: Facts) -> list[AssignmentEvent]:
    """Settle the task when its visit has ended, once, unless it was taken back."""
    received = assignment.received
    if received is None or assignment.over:
        return []
    return [
        AssignmentDone(
            task=received.task, done_on=command.done_on, report=command.outcome, recorded_on=facts.recorded_on
        )
    ]


def withdraw_assignment(assignment: Assignment, command: WithdrawAssignment, facts: Facts) -> list[AssignmentEvent]:
    """Take the task off the officer's list; what was reported as done stays done."""
    if assignment.received is None or assignment.over:
        return []
    return [AssignmentWithdrawn(task=command.task, withdrawn_on=command.withdrawn_on, reason=command.reason)]
