"""An aggregate as it was read, and its document as the store keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from chassis.documents import Document
from chassis.store.aggregate import Aggregate
from chassis.store.recording import decoded
from chassis.store.shapes import EventRecord, Note
from contracts.calendar import WorkingDays
from contracts.event import Event, Registry
from contracts.origin import Origin
from contracts.work_items import WorkItem


@dataclass(frozen=True)
class Stored[S]:
    """An aggregate as it was read; `version` counts writes, `sequence` events."""

    id: str
    version: int
    sequence: int
    state: S


@dataclass(frozen=True)
class Loaded[S]:
    """A document as a decision needs it; `request` is there if the cause asked about was met before."""

    stored: Stored[S]
    head: str
    published: int
    request: str | None


class Codec[S, E: Event]:
    """Translator between an aggregate and its document."""

    def __init__(self, aggregate: Aggregate[S, E]) -> None:
        self.aggregate = aggregate
        self.states: TypeAdapter[S] = TypeAdapter(aggregate.state)
        self.work_items: TypeAdapter[list[WorkItem]] = TypeAdapter(list[WorkItem])
        self.registry = Registry.below(aggregate.event)

    def state(self, document: Mapping[str, Any]) -> S:
        """Return the stored state, refolded where it has an older shape (then `events` must be there)."""
        if document["shape"] < self.aggregate.shape:
            return self.folded(document["events"])
        return self.states.validate_python(document["state"])

    def folded(self, records: Sequence[EventRecord]) -> S:
        """Return the state that a history makes, of the events' public parts alone."""
        events: Any = [decoded(self.registry, record).without_personal() for record in records]
        return self.aggregate.fold(None, events)

    def stored(self, document: Mapping[str, Any]) -> Stored[S]:
        return Stored(document["_id"], document["version"], document["sequence"], self.state(document))

    def fields(self, state: S, records: Sequence[EventRecord], version: int, calendar: WorkingDays) -> Document:
        """Return what a write sets: the state and all that is derived from it."""
        return {
            "version": version,
            "sequence": records[-1]["sequence"],
            "head": records[-1]["digest"],
            "shape": self.aggregate.shape,
            "state": self.states.dump_python(state, mode="json"),
            "moves": self.work_items.dump_python(self.aggregate.work_items(state), mode="json"),
            **self.deadline(state, calendar),
        }

    def deadline(self, state: S, calendar: WorkingDays) -> Document:
        """Return the deadline's fields. They are not part of the fold: a new calendar moves them."""
        due = self.aggregate.due(state, calendar)
        return {"next_due": due.isoformat(), "calendar": calendar.version} if due else {}


def noted(who: Origin) -> Note:
    """Note that a cause was decided and came to nothing."""
    return {"cause": who.cause, "request": who.request}
