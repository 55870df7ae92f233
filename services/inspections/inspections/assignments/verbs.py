"""Commands on the supervisor's tasks."""

from dataclasses import dataclass

from chassis.documents import ends_of
from chassis.store import UNKNOWN, Aggregate, Listed, Store, Stored
from contracts.done_at import acts_in
from contracts.inspections import AssignmentEvent
from contracts.origin import Origin
from contracts.refusal import refuse
from inspections.assignments.domain import (
    Assignment,
    AssignmentStage,
    CompleteAssignment,
    DeclineAssignment,
    Facts,
    ReceiveAssignment,
    SettleByVisit,
    WithdrawAssignment,
    complete_assignment,
    decline_assignment,
    land,
    receive_assignment,
    settle_by_visit,
    withdraw_assignment,
    work_items,
)
from inspections.days.inspection_terms import InspectionTerms, check_done_at


def found_by(assignment: Assignment) -> list[str]:
    """Return the texts by which an assignment is found: what is to be done."""
    return ends_of(assignment.received.instruction if assignment.received else "")


def listed(assignment: Assignment) -> Listed:
    """Return what lists of assignments filter by; nothing flags one as late, lists ask for the day."""
    stage = assignment.stage
    return {"stage": stage.value, "open": stage is AssignmentStage.WAITING, "late": False}


ASSIGNMENT = Aggregate(
    kind="assignment",
    state=Assignment,
    event=AssignmentEvent,
    evolve=land,
    work_items=work_items,
    indexes=("received.officer", "received.due_on"),
    found_by=found_by,
    listed=listed,
)


@dataclass(frozen=True, kw_only=True)
class Assignments:
    """Receive, decline, settle and take back the supervisor's tasks, one document per task."""

    store: Store[Assignment, AssignmentEvent]
    inspection_terms: tuple[InspectionTerms, ...]

    async def receive(self, command: ReceiveAssignment, who: Origin) -> None:
        await self.store.create(assignment_id(command.task), receive_assignment, command, who, self.gather)

    async def decline(self, command: DeclineAssignment, who: Origin) -> None:
        await self.store.create(assignment_id(command.task), decline_assignment, command, who, self.gather)

    async def complete(self, id: str, command: CompleteAssignment, who: Origin) -> Stored[Assignment]:
        return await self.store.change(id, complete_assignment, command, who, self.gather_own)

    async def settle(self, task: str, command: SettleByVisit, who: Origin) -> None:
        await self.store.change(assignment_id(task), settle_by_visit, command, who, self.gather)

    async def withdraw(self, command: WithdrawAssignment, who: Origin) -> None:
        await self.store.change(assignment_id(command.task), withdraw_assignment, command, who, self.gather)

    async def gather_own(self, assignment: Assignment | None, command: object, who: Origin) -> Facts:
        """The same; refuses a task on somebody else's list as one that is not there."""
        if assignment and assignment.received and assignment.received.officer != who.certificate:
            refuse(UNKNOWN, id="—")
        if assignment:
            check_done_at(who, acts_in(assignment), self.inspection_terms)
        return await self.gather(assignment, command, who)

    async def gather(self, assignment: Assignment | None, command: object, who: Origin) -> Facts:
        """The day and the caller's certificate."""
        return Facts(on=who.on, recorded_on=who.recorded_on, caller=who.certificate)


def assignment_id(task: str) -> str:
    return f"assignment-{task}"
