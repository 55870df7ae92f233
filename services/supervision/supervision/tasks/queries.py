"""Lists of tasks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from chassis.consuming import newest
from chassis.documents import Document, Page, SearchQuery, both
from chassis.http import ways_to
from chassis.store import Stored
from contracts.origin import Origin
from contracts.supervision import TaskKind
from contracts.values import BodyCode, TownshipCode
from supervision.tasks.domain import Standing, Task
from supervision.tasks.offers import offers
from supervision.tasks.sight import visible_tasks
from supervision.tasks.verbs import Tasks
from supervision.tasks.view import TaskPage, TaskView, task_page_of, task_view

OPEN = [Standing.ISSUED.value, Standing.OVERDUE.value]


def being_open(wanted: bool) -> Document:
    over = [standing.value for standing in Standing if standing.value not in OPEN]
    return {"state.standing": {"$in": OPEN if wanted else over}}


def being_late(wanted: bool) -> Document:
    return {"state.standing": Standing.OVERDUE.value if wanted else {"$ne": Standing.OVERDUE.value}}


class TaskList(SearchQuery):
    """`word` is any part of what is to be done, or begins the task's id; `late` is what is flagged and not done."""

    id_begins: ClassVar[str] = "task-"
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.issued.township",
        "body": "state.issued.body",
        "kind": "state.issued.kind",
        "standing": "state.standing",
        "due_on": "state.issued.due_on",
        "issued_on": "state.issued.issued_on",
    }
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {"open": being_open, "late": being_late}
    sorts: ClassVar[tuple[str, ...]] = ("due_on", "issued_on")

    township: TownshipCode | None = None
    body: BodyCode | None = None
    kind: TaskKind | None = None
    standing: Standing | None = None
    open: bool | None = None
    late: bool | None = None


async def list_of_tasks(tasks: Tasks, query: TaskList, who: Origin) -> Page[TaskView]:
    """One page of the tasks that the caller sees."""
    page = await tasks.store.page(query, task_view, both([visible_tasks(who, query.township), query.found()]))
    page.as_of = await newest(tasks.rows)
    return page


async def read_page(tasks: Tasks, id: str, who: Origin) -> TaskPage:
    """One task; UNKNOWN to whoever may not see it."""
    return task_page(await tasks.read(id, who), who)


def task_page(stored: Stored[Task], who: Origin) -> TaskPage:
    """The task with its step as it stands today, for whoever asks; nothing waits for it to be taken back."""
    ways = ways_to("supervision", "/tasks/{task_id}/")
    steps = [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=False,
            task_id=stored.id,
        )
        for offer in offers(stored.state, who.on)
    ]
    return task_page_of(stored, steps)
