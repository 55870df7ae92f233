"""What documents of an older version lack is made when a process starts."""

from contextlib import suppress
from typing import Any, Final

from chassis.documents import Change, Document, find_one
from chassis.store.reader import STATE_ONLY, Reader, whole
from chassis.store.shapes import AggregateDocument, Move

FOUND_AT_ONCE: Final = 500
MADE: Final = "made"
FORM: Final = 2
"""The form of work items; it rises when they are made otherwise, and those of all documents are made anew."""


async def make_found(store: Reader[Any, Any]) -> None:
    """Have documents of an older version found, too; one that is written meanwhile is found by that write."""
    lacking: Document = {"found_by": {"$exists": False}}
    while documents := await store.documents.find(store.kind, lacking, fields=STATE_ONLY, limit=FOUND_AT_ONCE):
        changes: list[Change] = []
        for document in documents:
            stored = await store.decoded(document)
            found = store.aggregate.found_by(stored.state)
            changes.append(({"_id": stored.id, "version": stored.version}, {"$set": {"found_by": found}}))
        await store.documents.update_each(store.kind, changes)


async def make_listed(store: Reader[Any, Any]) -> None:
    """Have lists filter documents of an older version, and those that older software wrote since, too."""
    last = ""
    fields: Document = {"sequence": 1, "listed.sequence": 1, "listed.form": 1}
    while found := await store.documents.find(
        store.kind, {"_id": {"$gt": last}}, fields=fields, sort=[("_id", 1)], limit=FOUND_AT_ONCE
    ):
        last = found[-1]["_id"]
        stale = [one["_id"] for one in found if is_stale(one, store.aggregate.listed_form)]
        if not stale:
            continue
        changes: list[Change] = []
        for document in await store.documents.find(store.kind, {"_id": {"$in": stale}}, fields=STATE_ONLY):
            stored = await store.decoded(document)
            change: Document = {"$set": dict(store.codec.listed(stored))}
            changes.append(({"_id": stored.id, "sequence": stored.sequence}, change))
        await store.documents.update_each(store.kind, changes)


def is_stale(document: Document, form: int) -> bool:
    """Tell whether what lists filter by is of fewer events than there are, or in a form of before."""
    made = document.get("listed", {})
    return bool(made.get("sequence", 0) < document["sequence"] or made.get("form", 1) < form)


async def moves_are_made(store: Reader[Any, Any]) -> bool:
    """Tell whether every document has its work items in the present form."""
    return await find_one(store.documents, MADE, {"_id": store.kind, "moves": FORM}) is not None


async def make_moves(store: Reader[Any, Any], now: str) -> None:
    """Make the work items of all documents anew, once; who has some hears of it as of a change."""
    if await moves_are_made(store):
        return
    async for document in store.each():
        current: AggregateDocument | None = document
        while current and not await is_made(store, current, now):
            kept = await find_one(store.documents, store.kind, {"_id": document["_id"]})
            current = whole(kept) if kept else None
    note: Document = {"moves": FORM}
    if not await store.documents.insert(MADE, {"_id": store.kind, **note}):
        await store.documents.update(MADE, {"_id": store.kind}, {"$set": note})


async def is_made(store: Reader[Any, Any], document: AggregateDocument, now: str) -> bool:
    """Make the work items of a document; False if another writer was first. `verify` tells what can't be folded."""
    moves: list[Move] = document["moves"]
    with suppress(Exception):
        _, moves = store.codec.told(document["events"])
    if moves == document["moves"] or document["shape"] > store.aggregate.shape:
        return True
    change: Document = {"$set": {"moves": moves, "changed": now}}
    if moves:
        change["$addToSet"] = {"concerned": {"$each": all_concerned(moves)}}
    guard = {"_id": document["_id"], "version": document["version"]}
    return await store.documents.update(store.kind, guard, change)


def all_concerned(moves: list[Move]) -> list[str]:
    """Return who has a work item, each once."""
    return sorted({move["who"] for move in moves})
