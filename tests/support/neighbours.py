"""Neighbours of a history: one thing otherwise, as somebody who broke the law might have recorded it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from contracts.cases import ActConfirmed
from contracts.event import Event
from supervision.review import History, Published


def changed(history: History, kind: type[Event], /, number: int = -1, **fields: Any) -> History:
    """Return the history with other fields in one event of a class."""
    one = history.of(kind)[number]
    return put(history, replace(one, event=one.event.model_copy(update=fields)))


def recorded(history: History, kind: type[Event], /, number: int = -1, **given: Any) -> History:
    """Return the history with another actor, agency or moment around one event of a class."""
    return put(history, replace(history.of(kind)[number], **given))


def put(history: History, one: Published[Any]) -> History:
    return History(history.id, tuple(one if o.sequence == one.sequence else o for o in history.events))


def without(history: History, *kinds: type[Event]) -> History:
    """Return the history as if the events of these classes, and their confirmations, had not been recorded."""
    acts = {one.event.act for one in history.events if isinstance(one.event, kinds) and hasattr(one.event, "act")}
    kept = (one for one in history.events if not isinstance(one.event, kinds))
    return numbered(history.id, (one for one in kept if getattr(one.event, "act", None) not in acts))


def repeated(history: History, kind: type[Event]) -> History:
    """Return the history with the last event of a class twice in a row."""
    one = history.of(kind)[-1]
    return numbered(history.id, (o for other in history.events for o in ([other, other] if other is one else [other])))


def numbered(id: str, events: Iterable[Published[Any]]) -> History:
    return History(id, tuple(replace(one, sequence=number) for number, one in enumerate(events, start=1)))


def moved(history: History, kind: type[Event], after: type[Event]) -> History:
    """Return the history with the last event of a class recorded right after the last one of another class."""
    one, anchor = history.of(kind)[-1], history.of(after)[-1]
    late = replace(one, at=anchor.at)
    others = (o for o in history.events if o is not one)
    return numbered(history.id, (o for other in others for o in ([other, late] if other is anchor else [other])))


def unconfirmed(history: History, kind: type[Any]) -> History:
    """Return the history without the confirmation of the first act of a class."""
    act = history.of(kind)[0].event.act
    return numbered(history.id, (one for one in history.events if not confirms(one.event, act)))


def confirms(event: Event, act: str) -> bool:
    return isinstance(event, ActConfirmed) and event.act == act
