"""Tasks of the supervisor on an officer's list (V-9)."""

from dataclasses import dataclass
from datetime import date

from contracts.folding import Landing
from contracts.inspections import AssignmentDeclined, AssignmentDone, AssignmentEvent, AssignmentReceived
from contracts.moves import Move
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Command, Text, TownshipCode
from inspections.domain.facts import Facts
from inspections.domain.officers import check_caller

SETTLED = Rule("inspections/assignment-settled", "该任务已经办结", category=Category.CONFLICT)
BY_VISIT = Rule(
    "inspections/done-by-visit", "该任务须通过检查 {visit} 完成", law="Doc 54", remedy="检查结束后任务自动办结"
)


@dataclass(frozen=True)
class ReceiveAssignment:
    task: str
    township: TownshipCode
    officer: CertificateNumber
    instruction: str
    due_on: date
    visit: str | None


@dataclass(frozen=True)
class DeclineAssignment:
    task: str
    rule: str
    law: str


@dataclass(frozen=True)
class SettleByVisit:
    """The visit that the task meant has ended."""

    outcome: str


class CompleteAssignment(Command):
    report: Text


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """Starts with either of the first two."""

    received: AssignmentReceived | None = None
    declined: AssignmentDeclined | None = None
    done: AssignmentDone | None = None


land = Landing(Assignment)


def moves(assignment: Assignment) -> list[Move]:
    received = assignment.received
    if received is None or assignment.done or received.visit:
        return []
    return [Move(who=received.officer, what="complete-assignment", until=received.due_on)]


def receive_assignment(command: ReceiveAssignment, facts: Facts) -> list[AssignmentEvent]:
    return [
        AssignmentReceived(
            task=command.task,
            township=command.township,
            officer=command.officer,
            instruction=command.instruction,
            due_on=command.due_on,
            visit=command.visit,
        )
    ]


def decline_assignment(command: DeclineAssignment, facts: Facts) -> list[AssignmentEvent]:
    return [AssignmentDeclined(task=command.task, rule=command.rule, law=command.law)]


def complete_assignment(assignment: Assignment, command: CompleteAssignment, facts: Facts) -> list[AssignmentEvent]:
    """By the officer it was given to; one that means a visit ends with the visit."""
    received = assignment.received or refuse(SETTLED)
    check_caller((received.officer,), facts)
    if received.visit:
        refuse(BY_VISIT, visit=received.visit)
    if assignment.done:
        refuse(SETTLED)
    return [AssignmentDone(task=received.task, done_on=facts.on, report=command.report)]


def settle_by_visit(assignment: Assignment, command: SettleByVisit, facts: Facts) -> list[AssignmentEvent]:
    received = assignment.received
    if received is None or assignment.done:
        return []
    return [AssignmentDone(task=received.task, done_on=facts.on, report=command.outcome)]
