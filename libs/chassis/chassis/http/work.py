"""`GET /work`: what waits for the person signed in, in one shape everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from chassis.documents import Documents
from chassis.http.caller import asks
from chassis.http.routing import routes
from chassis.store import Store
from contracts.moves import names
from contracts.origin import Origin

MOST = 200


class WorkItem(BaseModel):
    """Whose move, what, until when: `id` is the aggregate, `what` the step, `label` its Chinese name."""

    kind: str
    id: str
    what: str
    label: str
    who: str
    until: date | None


class Work(BaseModel):
    """The items with a term first, the nearest on top."""

    items: list[WorkItem]


def work_router(labels: Mapping[str, str]) -> APIRouter:
    """The route of a service; `labels` names its steps in Chinese."""
    router = routes(tag="work")

    @router.get("/work")
    async def work(request: Request, who: Annotated[Origin, Depends(asks())]) -> Work:
        stores: Sequence[Store[Any, Any]] = request.app.state.service.stores
        found = [item for store in stores for item in await waiting(store, who, labels)]
        return Work(items=sorted(found, key=urgency)[:MOST])

    return router


def urgency(item: WorkItem) -> tuple[bool, date, str]:
    return (item.until is None, item.until or date.max, item.id)


async def waiting(store: Store[Any, Any], who: Origin, labels: Mapping[str, str]) -> list[WorkItem]:
    mine = names(who)
    documents: Documents = store.documents
    found = await documents.find(store.kind, {"moves.who": {"$in": mine}}, fields={"moves": 1}, limit=MOST)
    return [
        WorkItem(
            kind=store.kind,
            id=document["_id"],
            what=move["what"],
            label=labels.get(move["what"], move["what"]),
            who=move["who"],
            until=move["until"],
        )
        for document in found
        for move in document["moves"]
        if move["who"] in mine
    ]
