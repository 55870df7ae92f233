"""Sessions of people as a service's own replica tells them, a moment ago (docs/decisions/0035)."""

import time
from collections.abc import Callable
from typing import Protocol

from chassis.consuming.row_cache import SECONDS
from chassis.consuming.rows import RowStore
from chassis.security import Session
from contracts.values import PersonId

REMEMBERED = 10_000


class HasSession(Protocol):
    """A row of identity's officers."""

    @property
    def session(self) -> int: ...
    @property
    def ended(self) -> tuple[str, ...]: ...


class Sessions[R: HasSession]:
    """The session of each person, read again after a second; what this process heard counts at once."""

    def __init__(self, officers: RowStore[R], now: Callable[[], float] = time.monotonic) -> None:
        self.officers = officers
        self.now = now
        self.changes = officers.changes
        self.kept: dict[PersonId, tuple[float, Session]] = {}

    async def of(self, person: PersonId) -> Session:
        """Return the session; the first one for somebody of whom nothing was heard yet."""
        if self.changes != self.officers.changes or len(self.kept) > REMEMBERED:
            self.changes = self.officers.changes
            self.kept.clear()
        at = self.now()
        read_at, session = self.kept.get(person, (float("-inf"), Session()))
        if at - read_at < SECONDS:
            return session
        found = await self.officers.find(person)
        session = Session(found.row.session, frozenset(found.row.ended)) if found else Session()
        self.kept[person] = at, session
        return session
