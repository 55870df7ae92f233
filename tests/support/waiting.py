"""Waits for conditions, never for times."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE_SECONDS = 90.0


async def eventually[T](
    look: Callable[[], Awaitable[T]], what: str, within: float = PATIENCE_SECONDS, pause: float = 0.1
) -> T:
    """Return the first true answer."""
    limit = time.monotonic() + within
    while not (found := await look()):
        if time.monotonic() > limit:
            raise AssertionError(f"waited {within:.0f} s in vain: {what}")
        await asyncio.sleep(pause)
    return found
