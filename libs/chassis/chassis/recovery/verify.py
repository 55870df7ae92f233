"""Verification that every document is what its history says, printed by `python -m <service> verify`."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from chassis.store import AggregateDocument, Codec, Store, Stored, broken_at, moves_are_made


async def verify(store: Store[Any, Any]) -> list[str]:
    """Return what is wrong with the documents of a store, in plain words; an empty list if nothing is."""
    moves = not store.has_work_items or await moves_are_made(store)
    return [
        f"{store.kind} {document['_id']}: {wrong}"
        async for document in store.each()
        for wrong in examined(store, document, moves=moves)
    ]


def examined(store: Store[Any, Any], document: AggregateDocument, *, moves: bool = True) -> list[str]:
    """`moves` is false while the work items of before were not made anew."""
    try:
        derived = state(store, document, moves=moves)
        return [*chain(document), *causes(document), *derived, *publication(store, document)]
    except (KeyError, TypeError) as error:
        return [f"the document is not whole ({type(error).__name__}: {error})"]


def chain(document: AggregateDocument) -> Iterator[str]:
    records = document["events"]
    if broken := broken_at(records):
        yield f"the chain is broken at event {broken}"
    elif document["head"] != records[-1]["digest"]:
        yield "its head is not the digest of the last event"
    if document["sequence"] != len(records):
        yield f"it counts {document['sequence']} events and holds {len(records)}"


def causes(document: AggregateDocument) -> Iterator[str]:
    """Yield causes that were done twice, and a count of writes that is not that of the causes."""
    written = [cause for cause, _ in groupby(record["cause"] for record in document["events"])]
    decided = [*written, *(note["cause"] for note in document["noted"])]
    for cause in sorted({cause for cause in decided if decided.count(cause) > 1}):
        yield f"cause {cause} was done more than once"
    if document["version"] != len(decided):
        yield f"it counts {document['version']} writes and holds {len(decided)}"


def state(store: Store[Any, Any], document: AggregateDocument, *, moves: bool) -> Iterator[str]:
    """Compare the state, and all that is derived from it, with the fold of the history."""
    codec, calendar = store.codec, store.calendar()
    if document["shape"] > store.aggregate.shape:
        yield f"it has shape {document['shape']}, newer than {store.aggregate.shape}"
        return
    try:
        folded, waiting = codec.told(document["events"])
    except Exception as error:
        yield f"its events can't be folded ({type(error).__name__})"
        return
    if document["shape"] < store.aggregate.shape:
        return
    if as_read(codec, document["state"]) != codec.states.dump_python(folded, mode="json"):
        yield "its state is not the fold of its events"
    if moves and document["moves"] != waiting:
        yield "its moves are not those of its state"
    if "listed" in document and document["listed"] != listed_of(codec, document, folded):
        yield "what lists filter by is not that of its state"
    kept = {name: document[name] for name in ("next_due", "calendar") if name in document}
    if kept.get("calendar", calendar.version) == calendar.version and kept != codec.deadline(folded, calendar):
        yield "its deadline is not that of its state"


def listed_of(codec: Codec[Any, Any], document: AggregateDocument, folded: Any) -> Any:
    """Return what lists filter by where the document is as it should be."""
    stored = Stored(document["_id"], document["version"], document["sequence"], folded)
    return codec.listed(stored).get("listed")


def as_read(codec: Codec[Any, Any], kept: Mapping[str, Any]) -> Any:
    """Return what reading makes of a stored state, later fields at their defaults; None if it can't be read."""
    try:
        return codec.states.dump_python(codec.states.validate_python(kept), mode="json")
    except ValidationError:
        return None


def publication(store: Store[Any, Any], document: AggregateDocument) -> Iterator[str]:
    if "pending_since" in document:
        yield f"events after {document['published']} are unpublished since {document['pending_since']}"
    elif store.published and document["published"] != document["sequence"]:
        yield f"it counts {document['published']} published events of {document['sequence']}"
