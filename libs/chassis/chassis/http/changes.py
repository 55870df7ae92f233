"""`GET /work-changes`: in which aggregates the caller's work items changed since a cursor, missing none.

Documents are ordered by the store's clock, stamped just before their write. A write that is stamped may land later than
one with a later stamp, by `LATEST_WRITE` at most: so a cursor never passes the moment that lies so far back. What
changed after it is answered at once, and again until the cursor has passed it (docs/decisions/0012).
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from chassis.documents import BAD_CURSOR, LATEST_WRITE, Document
from chassis.http.work_items import PAGE_LIMIT, Steps, Waiting, WorkItem, waiting_for
from chassis.store import Store
from contracts.envelope import stamp
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.work_items import names

type Found = tuple[Store[Any, Any], Document]


class Changed(BaseModel):
    """Work of the caller in one aggregate; done, if `items` is empty."""

    kind: str
    id: str
    version: int
    items: list[WorkItem]


class Changes(BaseModel):
    """Aggregates may come again, with the same version: the newest one counts. `more`: ask again at once.

    `labels` are the words beside the codes.
    """

    changes: list[Changed]
    next: str
    more: bool
    labels: dict[str, str]


@dataclass(frozen=True)
class Cursor:
    """A place in the changes: the next one begins at `since`, once all up to (`changed`, `id`) was given out."""

    since: str
    changed: str
    id: str = ""

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.since, self.changed, self.id]).encode()).decode()

    @classmethod
    def read(cls, given: str) -> "Cursor":
        try:
            parts = json.loads(base64.urlsafe_b64decode(given.encode()))
            json.dumps(parts, ensure_ascii=False).encode()  # a lone surrogate is no text
        except (ValueError, RecursionError, binascii.Error):
            refuse(BAD_CURSOR)
        if not isinstance(parts, list) or len(parts) != 3 or not all(isinstance(part, str) for part in parts):
            refuse(BAD_CURSOR)
        return cls(*parts)

    @property
    def beyond(self) -> Document:
        return {"$or": [{"changed": {"$gt": self.changed}}, {"changed": self.changed, "_id": {"$gt": self.id}}]}


async def beginning(stores: Sequence[Store[Any, Any]]) -> Cursor:
    """Return the cursor for those who have just read all, or will now."""
    since = stamp(await stores[0].clock.now() - LATEST_WRITE)
    return Cursor(since, since)


async def changes(stores: Sequence[Store[Any, Any]], who: Origin, cursor: Cursor, steps: Steps) -> Changes:
    """Return one page of what changed after the cursor."""
    following = await beginning(stores) if not cursor.id else Cursor(cursor.since, cursor.since)
    found = [
        (store, document) for store in stores if store.has_work_items for document in await changed(store, who, cursor)
    ]
    found.sort(key=order)
    shown = found[:PAGE_LIMIT]
    if more := len(found) > PAGE_LIMIT:
        last = shown[-1][1]
        following = Cursor(following.since, last["changed"], last["_id"])
    waiting = await waiting_in(shown, who, steps)
    told = [
        Changed(
            kind=store.kind,
            id=document["_id"],
            version=waiting[document["_id"]].version,
            items=waiting[document["_id"]].items,
        )
        for store, document in shown
    ]
    labels = {code: word for one in waiting.values() for code, word in one.labels.items()}
    return Changes(changes=told, next=str(following), more=more, labels=labels)


async def waiting_in(found: Sequence[Found], who: Origin, steps: Steps) -> dict[str, Waiting]:
    """Return what waits for the caller in the aggregates that changed, as they are now."""
    ids: dict[str, list[str]] = {}
    for store, document in found:
        ids.setdefault(store.kind, []).append(document["_id"])
    stores = {store.kind: store for store, _ in found}
    waiting: dict[str, Waiting] = {}
    for kind, changed in ids.items():
        waiting |= await waiting_for(who, stores[kind], changed, steps)
    return waiting


def order(found: Found) -> tuple[str, str]:
    return (found[1]["changed"], found[1]["_id"])


async def changed(store: Store[Any, Any], who: Origin, cursor: Cursor) -> list[Document]:
    where = {"concerned": {"$in": names(who)}, **cursor.beyond}
    fields: Document = {"changed": 1}
    order = [("changed", 1), ("_id", 1)]
    return await store.documents.find(store.kind, where, fields=fields, sort=order, limit=PAGE_LIMIT + 1)
