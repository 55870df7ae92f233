"""The season's clock: twelve weeks from Monday 17 August 2026, two days after the environment code came into force."""

import asyncio
from datetime import date, datetime, time, timedelta
from pathlib import Path

import httpx

from chassis.clock import SampleClock
from contracts.values import CHINA
from season.player import until

FIRST = date(2026, 8, 17)
MORNING = time(9, 30)


class Days:
    """The legal clock, moved forward and never back; each move waits until every service has done what was due.

    `today` is the day of the story, not the clock's: a season that goes on after it broke off asks for what was done
    with the same words, while the clock stands where it stood.
    """

    def __init__(self, file: Path, client: httpx.AsyncClient, services: tuple[str, ...]) -> None:
        self.clock = SampleClock(file)
        self.client = client
        self.services = services
        self.today = FIRST

    async def go_to(self, day: date) -> None:
        """Move to the morning of that day in China, and wait until nothing is due."""
        self.today, moment = day, datetime.combine(day, MORNING, CHINA)
        if not self._reached(moment):
            self.clock.set(moment)
        await asyncio.gather(*(self._settled(service, moment) for service in self.services))

    def _reached(self, moment: datetime) -> bool:
        """Return True if legal time has reached the moment; without an offset the clock shows wall time."""
        return bool(self.clock.offset()) and self.clock() >= moment

    async def _settled(self, service: str, moment: datetime) -> None:
        async def look() -> bool | None:
            try:
                answer = (await self.client.get(f"/api/{service}/health/ready")).json()
            except httpx.TransportError:
                return None
            if not (at := answer.get("at")):  # the service, or the gateway before it, is not there yet
                return None
            return True if datetime.fromisoformat(at) >= moment and answer.get("due", 0) == 0 else None

        await until(f"{service} reaches {moment:%Y-%m-%d} with nothing due", look)


def week(number: int, weekday: int = 0) -> date:
    """Return a day of the season: weeks count from 1, weekdays from 0 (Monday)."""
    return FIRST + timedelta(weeks=number - 1, days=weekday)
