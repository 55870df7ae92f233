"""Aggregate: all that the store must know of a domain."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from chassis.store.shapes import Listed
from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.work_items import WorkItem

type Due[S] = Callable[[S, WorkingDays], date | None]
type WorkItems[S] = Callable[[S], list[WorkItem]]


def never(state: object, calendar: WorkingDays) -> None:
    """Return no deadline."""


def nobody(state: object) -> list[WorkItem]:
    """Return no work items: nobody has to do anything."""
    return []


def nowhere(state: object) -> list[str]:
    """Return nothing that it is found by."""
    return []


@dataclass(frozen=True, kw_only=True)
class Aggregate[S, E: Event]:
    """One kind of document.

    `kind` names its collection and begins its ids; `due` is the last day before its tick has something to do;
    `indexes` are state paths that lists filter and sort by; lists in which documents move (`moves`) need the moment of
    the last write; `found_by` gives texts by whose beginnings lists search, `listed` the stage, and whether it
    is open and late and from whom it is withheld, for them to filter by;
    `shape` rises when the form of the state changes, `listed_form` when that of `listed` does.
    """

    kind: str
    state: type[S]
    event: type[E]
    evolve: Callable[[S | None, E], S]
    due: Due[S] = never
    work_items: WorkItems[S] = nobody
    indexes: tuple[str, ...] = ()
    moves: bool = False
    found_by: Callable[[S], list[str]] = nowhere
    listed: Callable[[S], Listed] | None = None
    listed_form: int = 1
    shape: int = 1

    def fold(self, state: S | None, events: Iterable[E]) -> S:
        for event in events:
            state = self.evolve(state, event)
        if state is None:
            raise ValueError("a history starts with an event")
        return state
