"""A process of the house that lives at another moment of legal time; all others keep theirs."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from tests.support.house import House

from chassis.clock import SampleClock
from stack.settings import PREFIX


@asynccontextmanager
async def living_at(
    house: House,
    name: str,
    moment: datetime,
    folder: Path,
    entry: str = "",
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[SampleClock]:
    """Run a process with its own clock, which may be set again; restore the process in the end."""
    clock = SampleClock(folder / "clock")
    clock.set(moment)
    async with house.replaced(name, entry, {**(environment or {}), f"{PREFIX}CLOCK_FILE": str(clock.file)}):
        yield clock
        await house.stop(name)
