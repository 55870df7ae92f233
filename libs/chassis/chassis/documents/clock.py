"""The store's own clock, in every process: what documents that change are ordered by (docs/decisions/0012)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chassis.clock import elapsed
from chassis.documents.port import Documents

FRESH_SECONDS = 60.0
LATEST_WRITE = timedelta(seconds=20)
"""How long after its stamp a write is stored at the latest: timeout of the call, errors of clocks."""


class StoreClock:
    """The store's clock, asked once a minute and counted on from there; wall clocks may be wrong or jump."""

    def __init__(self, documents: Documents, passed: Callable[[], float] = elapsed) -> None:
        self.documents = documents
        self.passed = passed
        self._told: datetime | None = None
        self._at = 0.0

    async def now(self) -> datetime:
        if self._told is None or self.passed() - self._at > FRESH_SECONDS:
            at = self.passed()
            self._told, self._at = await self.documents.now(), at
        return self._told + timedelta(seconds=self.passed() - self._at)
