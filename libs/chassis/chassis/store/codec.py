"""An aggregate as it was read, and its document as the store keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter

from chassis.adapters import adapter
from chassis.documents import Document
from chassis.store.aggregate import Aggregate
from chassis.store.recording import decoded
from chassis.store.shapes import Derived, EventRecord, Move, Note, Passing
from contracts.calendar import WorkingDays
from contracts.event import Event, Registry
from contracts.origin import Origin
from contracts.values import CHINA
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
    """A document as a decision needs it; `request` is there if the cause asked about was met before.

    `state` is what the document holds, None if that has an older shape. `published` is None if the document is
    remembered from before: it may have risen since, and no cause was asked about but the `last`, if that is known.
    """

    stored: Stored[S]
    head: str
    published: int | None
    request: str | None
    state: S | None
    last: str = ""
    moves: Sequence[Move] = ()

    def guard(self, cause: str) -> Document:
        """The fields that must still hold when the document is written."""
        version: Document = {"version": self.stored.version}
        if self.published is not None:
            return version
        unmet = {"$ne": cause}
        return version | {"head": self.head, "events.cause": unmet, "noted.cause": unmet}


@dataclass(frozen=True)
class StateChange:
    """Difference between two stored states: the fields to set, and what to push to lists that only grew."""

    set: Document
    push: Document


class Codec[S, E: Event]:
    """Translator between an aggregate and its document."""

    def __init__(self, aggregate: Aggregate[S, E]) -> None:
        self.aggregate = aggregate
        self.states: TypeAdapter[S] = adapter(aggregate.state)
        self.work_items: TypeAdapter[list[WorkItem]] = adapter(list[WorkItem])
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

    def told(self, records: Sequence[EventRecord]) -> tuple[S, list[Move]]:
        """Return the state that a history makes, and the work items, each since the write with which it came."""
        state: S | None = None
        moves: list[Move] = []
        for _, group in groupby(records, lambda record: record["cause"]):
            written = list(group)
            events: Any = [decoded(self.registry, one).without_personal() for one in written]
            state = self.aggregate.fold(state, events)
            moves = self.moves(state, moves, written[-1])
        if state is None:
            raise ValueError("a history starts with an event")
        return state, moves

    def moves(self, state: S, before: Sequence[Move], record: EventRecord) -> list[Move]:
        """Return the work items after a write that ends with the record; those of `before` wait since they came."""
        today = datetime.fromisoformat(record["time"]).astimezone(CHINA).date().isoformat()
        since = {alike(move): move.get("since", today) for move in before}
        moves: list[Move] = self.work_items.dump_python(self.aggregate.work_items(state), mode="json")
        for move in moves:
            move["since"] = since.get(alike(move), today)
        return moves

    def derived(self, after: Stored[S], head: str, calendar: WorkingDays, moves: list[Move]) -> Derived:
        """Return what a write sets besides the state; `head` is the digest of the last event."""
        return {
            "version": after.version,
            "sequence": after.sequence,
            "head": head,
            "shape": self.aggregate.shape,
            "moves": moves,
            **self.deadline(after.state, calendar),
            **self.found_by(after.state),
            **self.listed(after),
        }

    def found_by(self, state: S) -> Passing:
        """Return the texts by which lists find the document, if it is found by any."""
        found = self.aggregate.found_by(state)
        return {"found_by": found} if found else {}

    def listed(self, stored: Stored[S]) -> Passing:
        """Return what lists filter by beside the state, if they do."""
        if self.aggregate.listed is None:
            return {}
        told, form = self.aggregate.listed(stored.state), self.aggregate.listed_form
        return {"listed": {**told, "sequence": stored.sequence, "form": form}}

    def dumped(self, state: S) -> dict[str, Any]:
        """Return a state as it is stored."""
        dumped: dict[str, Any] = self.states.dump_python(state, mode="json")
        return dumped

    def state_change(self, before: S | None, after: S) -> StateChange:
        """Return the change from what is stored; all of the state, if nothing is."""
        if before is None:
            return StateChange({"state": self.dumped(after)}, {})
        changed = {field.name: getattr(after, field.name) for field in fields(after)}  # type: ignore[arg-type]
        changed = {name: value for name, value in changed.items() if differs(getattr(before, name), value)}
        grown = {name: len(getattr(before, name)) for name in changed if grew(getattr(before, name), changed[name])}
        wanted = {name: set(range(grown[name], len(changed[name]))) if name in grown else True for name in changed}
        dumped = self.states.dump_python(after, mode="json", include=wanted)
        return StateChange(
            {f"state.{name}": value for name, value in dumped.items() if name not in grown},
            {f"state.{name}": {"$each": value} for name, value in dumped.items() if name in grown},
        )

    def deadline(self, state: S, calendar: WorkingDays) -> Passing:
        """Return the deadline's fields. They are not part of the fold: a new calendar moves them."""
        due = self.aggregate.due(state, calendar)
        return {"next_due": due.isoformat(), "calendar": calendar.version} if due else {}


def alike(move: Move) -> tuple[str, str, str]:
    """Return what a work item is known by, whatever becomes of its day."""
    return (move["who"], move["what"], move.get("act", ""))


def differs(before: object, after: object) -> bool:
    """Tell whether a field must be written again; most are the very objects that they were."""
    return before is not after and before != after


def grew(before: object, after: object) -> bool:
    """Tell whether a list has the elements that it had, and more behind them."""
    return isinstance(before, tuple) and isinstance(after, tuple) and after[: len(before)] == before


def noted(who: Origin) -> Note:
    """Note that a cause was decided and came to nothing."""
    return {"cause": who.cause, "request": who.request}
