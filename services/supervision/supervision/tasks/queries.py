"""Lists of tasks."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import newest
from chassis.documents import ListQuery, Page
from contracts.origin import Origin
from contracts.supervision import TaskKind
from contracts.values import BodyCode, TownshipCode
from supervision.tasks.domain import Standing
from supervision.tasks.sight import visible_tasks
from supervision.tasks.verbs import Tasks
from supervision.tasks.view import TaskView, task_view


class TaskList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.issued.township",
        "body": "state.issued.body",
        "kind": "state.issued.kind",
        "standing": "state.standing",
        "due_on": "state.issued.due_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("due_on",)

    township: TownshipCode | None = None
    body: BodyCode | None = None
    kind: TaskKind | None = None
    standing: Standing | None = None


async def list_of_tasks(tasks: Tasks, query: TaskList, who: Origin) -> Page[TaskView]:
    """One page of the tasks that the caller sees."""
    page = await tasks.store.page(query, task_view, visible_tasks(who, query.township))
    page.as_of = await newest(tasks.rows)
    return page
