"""The published history of one subject, as the review of its file reads it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, overload

from contracts.event import Event
from contracts.values import CHINA
from supervision.review.domain.typed import typed_in


@dataclass(frozen=True, kw_only=True)
class Published[E: Event]:
    """An event as it was published: what happened, and who recorded it when, for which body."""

    sequence: int
    at: datetime
    actor: str
    agency: str
    event: E

    @cached_property
    def on(self) -> date:
        """The day of recording, in China."""
        return self.at.astimezone(CHINA).date()

    @cached_property
    def done_at(self) -> datetime:
        """The moment at which it was done, as it is told; of events of before and of deadlines that of the record."""
        told: datetime | None = getattr(self.event, "done_at", None)
        return told or self.at

    @cached_property
    def done_on(self) -> date:
        return self.done_at.astimezone(CHINA).date()

    @cached_property
    def typed(self) -> tuple[str, ...]:
        return typed_in(self.event)


@dataclass(frozen=True)
class History:
    """Events of one subject in their order; unknown ones are passed over by whoever reads it."""

    id: str
    events: tuple[Published[Any], ...]

    @overload
    def of[E: Event](self, kind: type[E], /) -> list[Published[E]]: ...
    @overload
    def of(self, kind: type[Event], /, *more: type[Event]) -> list[Published[Any]]: ...
    def of(self, *kinds: type[Event]) -> list[Published[Any]]:
        """Return the events of these classes."""
        return [one for one in self.events if type(one.event) in kinds]

    @overload
    def first[E: Event](self, kind: type[E], /) -> Published[E] | None: ...
    @overload
    def first(self, kind: type[Event], /, *more: type[Event]) -> Published[Any] | None: ...
    def first(self, *kinds: type[Event]) -> Published[Any] | None:
        return next((one for one in self.events if type(one.event) in kinds), None)

    @overload
    def last[E: Event](self, kind: type[E], /) -> Published[E] | None: ...
    @overload
    def last(self, kind: type[Event], /, *more: type[Event]) -> Published[Any] | None: ...
    def last(self, *kinds: type[Event]) -> Published[Any] | None:
        return next((one for one in reversed(self.events) if type(one.event) in kinds), None)

    def before(self, one: Published[Any]) -> "History":
        """The history as it was when the event was recorded."""
        return History(self.id, tuple([other for other in self.events if other.sequence < one.sequence]))

    def since(self, one: Published[Any] | None) -> "History":
        """What followed the event; everything if there is none."""
        return self if one is None else History(self.id, tuple([o for o in self.events if o.sequence > one.sequence]))
