"""A queue per document within a process, so that its own callers do not overtake one another."""

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Locks:
    """Locks by key, kept only while somebody holds or awaits them."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[Lock, int]] = {}

    @asynccontextmanager
    async def holding(self, target: str) -> AsyncIterator[None]:
        lock, waiting = self._held.get(target, (Lock(), 0))
        self._held[target] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._held.pop(target)
            if waiting > 1:
                self._held[target] = (lock, waiting - 1)
