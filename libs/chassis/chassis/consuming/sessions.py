"""Sessions of people as a service's own replica tells them, a moment ago (docs/decisions/0035)."""

import time
from collections.abc import Callable
from typing import Protocol

from chassis.consuming.row_cache import SECONDS
from chassis.consuming.rows import RowStore
from contracts.values import PersonId

REMEMBERED = 10_000


class HasSession(Protocol):
    """A row of identity's officers."""

    @property
    def session(self) -> int: ...


class Sessions[R: HasSession]:
    """The session of each person, read again after a second; what this process heard counts at once."""

    def __init__(self, officers: RowStore[R], now: Callable[[], float] = time.monotonic) -> None:
        self.officers = officers
        self.now = now
        self.changes = officers.changes
        self.kept: dict[PersonId, tuple[float, int]] = {}

    async def of(self, person: PersonId) -> int:
        """Return the session; 0 for somebody of whom nothing was heard yet."""
        if self.changes != self.officers.changes or len(self.kept) > REMEMBERED:
            self.changes = self.officers.changes
            self.kept.clear()
        at = self.now()
        read_at, session = self.kept.get(person, (float("-inf"), 0))
        if at - read_at < SECONDS:
            return session
        found = await self.officers.find(person)
        self.kept[person] = at, found.row.session if found else 0
        return self.kept[person][1]
