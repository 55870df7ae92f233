"""The supervisor's tasks on an officer's list (交办任务, V-9)."""

from dataclasses import dataclass
from datetime import date

from contracts.code import Code
from contracts.done_at import OnSite
from contracts.folding import Landing
from contracts.inspections import AssignmentDeclined, AssignmentDone, AssignmentEvent, AssignmentReceived
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Day, Text, TownshipCode
from contracts.work_items import WorkItem
from inspections.days.domain import FACT_DAY
from inspections.officers.domain import one_of_them

SETTLED = Rule("inspections/assignment-settled", "该任务已经办结", category=Category.CONFLICT)
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


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Starts with either of the first two."""

    received: AssignmentReceived | None = None
    declined: AssignmentDeclined | None = None
    done: AssignmentDone | None = None

    @property
    def stage(self) -> AssignmentStage:
        if self.done:
            return AssignmentStage.DONE
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
    if received is None or assignment.done or received.visit:
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
    if received.visit:
        refuse(BY_VISIT, visit=received.visit)
    if assignment.done:
        refuse(SETTLED)
    done_on = FACT_DAY.of(command.done_on, facts.on, since=received.issued_on)
    return [AssignmentDone(task=received.task, done_on=done_on, report=command.report, recorded_on=facts.recorded_on)]


def settle_by_visit(assignment: Assignment, command: SettleByVisit, facts: Facts) -> list[AssignmentEvent]:
    """Settle the task when its visit has ended, once."""
    received = assignment.received
    if received is None or assignment.done:
        return []
    return [
        AssignmentDone(
            task=received.task, done_on=command.done_on, report=command.outcome, recorded_on=facts.recorded_on
        )
    ]
