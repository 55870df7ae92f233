"""The wall clock of the simulated world, which replaces the one that `chassis.clock` reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from unittest.mock import patch

from tests.simulation.loop import OWNER, VirtualLoop

START = datetime(2026, 3, 2, 1, tzinfo=UTC)


class VirtualClock:
    """Simulated time. Each process may be off by some seconds; legal time is some days ahead for all."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.days = 0

    def now(self, zone: tzinfo) -> datetime:
        """Replace `datetime.now`."""
        owner = OWNER.get()
        skew = owner.skew if owner else 0.0
        return START.astimezone(zone) + timedelta(seconds=self.loop.now + skew)

    def monotonic(self) -> float:
        """Replace `time.monotonic`."""
        return self.loop.now

    def legal(self) -> datetime:
        return self.now(UTC) + timedelta(days=self.days)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Make `chassis.clock.wall` return this time."""
        with patch("chassis.clock.datetime", self), patch("chassis.recovery.door.time", self):
            yield
