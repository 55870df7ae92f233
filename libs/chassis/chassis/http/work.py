"""`GET /work`: what waits for the person signed in, in one shape everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from chassis.http.caller import asks
from chassis.http.changes import Changes, Cursor, beginning, changes
from chassis.http.routing import routes
from chassis.http.work_items import PAGE_LIMIT, Steps, WorkItem, waiting_in
from chassis.store import Store
from contracts.origin import Origin
from contracts.work_items import names


class Work(BaseModel):
    """The items with a term first, the nearest on top; `next` is the cursor for what changes from now on."""

    items: list[WorkItem]
    next: str


def work_router(labels: Mapping[str, str], by_calendar: frozenset[str] = frozenset()) -> APIRouter:
    """Return the routes of a service's work list; `labels` names its steps, `by_calendar` those of working days."""
    steps = Steps(labels=labels, by_calendar=by_calendar)
    router = routes(tag="work")

    @router.get("/work", summary="待办事项")
    async def work(request: Request, who: Annotated[Origin, Depends(asks())]) -> Work:
        stores: Sequence[Store[Any, Any]] = request.app.state.stores
        cursor = await beginning(stores)
        found = [item for store in stores if store.has_work_items for item in await waiting(store, who, steps)]
        return Work(items=sorted(found, key=urgency)[:PAGE_LIMIT], next=str(cursor))

    @router.get("/work-changes", summary="待办事项的变动")
    async def work_changes(
        request: Request,
        who: Annotated[Origin, Depends(asks())],
        after: Annotated[str, Query(description="上次得到的 next")],
    ) -> Changes:
        return await changes(request.app.state.stores, who, Cursor.read(after), steps)

    return router


def urgency(item: WorkItem) -> tuple[bool, date, str]:
    return (item.until is None, item.until or date.max, item.id)


async def waiting(store: Store[Any, Any], who: Origin, steps: Steps) -> list[WorkItem]:
    mine = names(who)
    found = await store.documents.find(store.kind, {"moves.who": {"$in": mine}}, fields={"moves": 1}, limit=PAGE_LIMIT)
    return [item for document in found for item in waiting_in(document, store, mine, steps)]
