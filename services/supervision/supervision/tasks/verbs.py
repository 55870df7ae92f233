"""Issue tasks, take them back, and take what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.consuming import RowStore
from chassis.documents import ends_of
from chassis.http import key_of
from chassis.store import UNKNOWN, Aggregate, Store, Stored
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.supervision import TaskEvent
from supervision.register.register import Register
from supervision.tasks import domain, facts
from supervision.tasks.domain import IssueTask, Task, TaskFacts
from supervision.tasks.sight import sees_task
from supervision.tasks.terms import TaskTerms


def found_by(task: Task) -> list[str]:
    """Return the texts by which a task is found: what is to be done, and at which firm by its code."""
    return ends_of(task.issued.instruction, task.issued.firm or "")


TASK = Aggregate(
    kind="task",
    state=Task,
    event=TaskEvent,
    evolve=domain.evolve,
    due=domain.due,
    work_items=domain.task_work,
    indexes=("issued.officers", "issued.township", "issued.due_on", "issued.issued_on", "standing"),
    moves=True,
    found_by=found_by,
)

type Decision[C] = Callable[[Task, C, date], list[TaskEvent]]


@dataclass(frozen=True)
class Tasks:
    """`rows` is everything that was heard: lists say how fresh it is; `terms` are the published ones."""

    store: Store[Task, TaskEvent]
    register: Register
    terms: Sequence[TaskTerms]
    rows: Sequence[RowStore[Any]]

    async def issue(self, command: IssueTask, who: Origin) -> Stored[Task]:
        return await self.store.create(f"task-{key_of(who)}", domain.issue_task, command, who, self._facts)

    async def change[C](self, id: str, decide: Decision[C], command: C, who: Origin) -> Stored[Task]:
        return await self.store.change(id, decide, command, who, facts.day)

    async def tick(self, id: str, who: Origin) -> None:
        await self.change(id, domain.flag_overdue, None, who)

    async def read(self, id: str, who: Origin) -> Stored[Task]:
        """The task; UNKNOWN to whoever may not see it."""
        stored = await self.store.read(id)
        if not sees_task(who, stored.state):
            refuse(UNKNOWN, id=id)
        return stored

    async def _facts(self, task: Task | None, command: IssueTask, who: Origin) -> TaskFacts:
        return await facts.gather(self.register, self.terms, command, who.on)
