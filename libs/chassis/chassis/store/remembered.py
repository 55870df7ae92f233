"""Aggregates as this process last met them, so that the next command on one need not read it first."""

from collections import OrderedDict

from chassis.store.codec import Loaded

MOST_EVENTS = 20_000


class Remembered[S]:
    """Bounded by the events in all histories together, since a state grows with them; what was met first goes first.

    Nothing here is trusted: a write over what is remembered is guarded by its version, its head and the cause.
    """

    def __init__(self, most_events: int = MOST_EVENTS) -> None:
        self.most_events = most_events
        self._events = 0
        self._loaded: OrderedDict[str, Loaded[S]] = OrderedDict()

    def keep(self, loaded: Loaded[S]) -> None:
        """Remember it, unless a later version is remembered already: reads may end after writes that began later."""
        id = loaded.stored.id
        kept = self.take(id)
        newest = kept if kept and kept.stored.version > loaded.stored.version else loaded
        self._loaded[id] = newest
        self._events += newest.stored.sequence
        while self._events > self.most_events:
            self.take(next(iter(self._loaded)))

    def take(self, id: str) -> Loaded[S] | None:
        """Return it and forget it: whoever changes it remembers what became of it."""
        kept = self._loaded.pop(id, None)
        if kept:
            self._events -= kept.stored.sequence
        return kept
