"""The history of a case: its amounts stand there as people read them, too."""

from collections.abc import Iterable
from functools import cache
from typing import get_type_hints

from cases.case.view import in_words
from chassis.http import Happened, History, happened, labels_of
from chassis.store import EventRecord
from contracts.cases import CaseEvent
from contracts.event import Event, Registry
from contracts.values import CaseId, Fen

LANGUAGE = Registry.below(CaseEvent)


class CaseHappened(Happened):
    """`in_yuan` are the amounts of the fact."""

    in_yuan: dict[str, str]


def history_of_case(id: CaseId, records: Iterable[EventRecord], *, personal: bool) -> History[CaseHappened]:
    """Return the events as callers see them; their personal values only if `personal` is set."""
    events = [with_amounts(happened(record, personal=personal)) for record in records]
    return History(id=id, events=events, labels=labels_of(events, LANGUAGE))


def with_amounts(fact: Happened) -> CaseHappened:
    in_yuan = {name: in_words(fact.data[name]) for name in amounts_of(LANGUAGE.by_type[fact.type])}
    return CaseHappened(**fact.model_dump(), in_yuan=in_yuan)


@cache
def amounts_of(kind: type[Event]) -> tuple[str, ...]:
    """Return the fields of a kind of event that are amounts in fen."""
    return tuple(name for name, hint in get_type_hints(kind, include_extras=True).items() if hint == Fen)
