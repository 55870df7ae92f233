"""A visit whose task the supervisor takes back (V-9): it falls away before it begins, and goes on afterwards."""

from dataclasses import dataclass
from datetime import date

from contracts.inspections import VisitEvent, VisitTaskWithdrawn, VisitWithdrawn
from inspections.visits.domain.visit import Visit


@dataclass(frozen=True)
class WithdrawVisit:
    """The task that is taken back, on its day, and why."""

    task: str
    withdrawn_on: date
    reason: str


def withdraw_visit(visit: Visit, command: WithdrawVisit, on: date) -> list[VisitEvent]:
    """Send nobody any more; a visit that has begun is ended by those who are there, and says what became of its task.

    What they found stays found, and the firm is told of it (Doc 54): a task given in error undoes no record.
    """
    if visit.over or visit.task_withdrawn:
        return []
    task, on, reason = command.task, command.withdrawn_on, command.reason
    if visit.opened:
        return [VisitTaskWithdrawn(task=task, withdrawn_on=on, reason=reason)]
    return [VisitWithdrawn(task=task, withdrawn_on=on, reason=reason)]
