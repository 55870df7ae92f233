"""Tasks: the supervisor's all, the head's of the township, an officer's own."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Document, ListQuery, Page, page
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.supervision import TaskKind
from contracts.values import BodyCode, Role, TownshipCode
from supervision.domain.task import Standing
from supervision.jurisdiction import territory
from supervision.queries.freshness import newest
from supervision.service import Service
from supervision.view import TaskView, task_view

NO_CERTIFICATE = Rule("supervision/no-tasks", "没有执法证的人员没有交办任务", category=Category.NOT_ALLOWED)


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


async def tasks(service: Service, query: TaskList, who: Origin) -> Page[TaskView]:
    store = service.tasks

    def show(document: Document) -> TaskView:
        return task_view(store.codec.stored(document))

    found = await page(store.documents, store.kind, query, show, visible(query, who))
    return Page(items=found.items, next=found.next, as_of=await newest(service.rows))


def visible(query: TaskList, who: Origin) -> Document:
    if who.roles & {Role.SUPERVISOR, Role.HEAD}:
        place = territory(who, query.township)
        return {"state.issued.township": place} if place and not query.township else {}
    return {"state.issued.officers": who.certificate or refuse(NO_CERTIFICATE)}
