"""`GET /work`: what waits for the person signed in, in one shape everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from chassis.http.caller import asks
from chassis.http.changes import Changes, Cursor, beginning, changes
from chassis.http.routing import routes
from chassis.http.work_items import PAGE_LIMIT, Steps, Tell, WorkItem, waiting_for
from chassis.store import Store
from contracts.origin import Origin
from contracts.work_items import names

type Stores = Sequence[Store[Any, Any]]
type Place = tuple[bool, str, str]


class Work(BaseModel):
    """The items with a term first, the nearest on top; `next` is the cursor for what changes from now on.

    `total` counts all that waits; `more`: there is more than stands here. `labels` are the words beside the codes.
    """

    items: list[WorkItem]
    next: str
    total: int
    more: bool
    labels: dict[str, str]


def work_router(
    labels: Mapping[str, str], by_calendar: frozenset[str] = frozenset(), tell: Mapping[str, Tell] | None = None
) -> APIRouter:
    """Return the routes of a service's work list; `labels` names its steps, `by_calendar` those of working days.

    `tell` says what the aggregates of a kind are about.
    """
    steps = Steps(labels=labels, by_calendar=by_calendar, tell=tell or {})
    router = routes(tag="work")

    @router.get("/work", summary="待办事项")
    async def work(request: Request, who: Annotated[Origin, Depends(asks())]) -> Work:
        stores: Stores = request.app.state.stores
        cursor = await beginning(stores)
        return await work_of(who, [store for store in stores if store.has_work_items], steps, str(cursor))

    @router.get("/work-changes", summary="待办事项的变动")
    async def work_changes(
        request: Request,
        who: Annotated[Origin, Depends(asks())],
        after: Annotated[str, Query(title="起始位置", description="上次得到的 next")],
    ) -> Changes:
        return await changes(request.app.state.stores, who, Cursor.read(after), steps)

    return router


async def work_of(who: Origin, stores: Stores, steps: Steps, cursor: str) -> Work:
    """Return the most urgent of all that waits: what it is about is read of these alone."""
    places = [(place, store) for store in stores for place in await places_in(store, who)]
    urgent = sorted(places, key=lambda found: found[0])[:PAGE_LIMIT]
    items: list[WorkItem] = []
    labels: dict[str, str] = {}
    for store in stores:
        ids = {id for (_, _, id), of in urgent if of is store}
        for waiting in (await waiting_for(who, store, ids, steps)).values() if ids else ():
            items += waiting.items
            labels |= waiting.labels
    shown = sorted(items, key=urgency)[:PAGE_LIMIT]
    more = len(places) > len(urgent)
    return Work(items=shown, next=cursor, total=len(places) if more else len(items), more=more, labels=labels)


async def places_in(store: Store[Any, Any], who: Origin) -> list[Place]:
    """Return where each work item of the caller stands in the list."""
    mine = names(who)
    found = await store.documents.find(store.kind, {"moves.who": {"$in": mine}}, fields={"moves": 1})
    return [
        (move["until"] is None, move["until"] or "", document["_id"])
        for document in found
        for move in document["moves"]
        if move["who"] in mine
    ]


def urgency(item: WorkItem) -> tuple[bool, date, str]:
    return (item.until is None, item.until or date.max, item.id)
