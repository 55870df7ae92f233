"""Legal time, which a sample can set, and the wall clock, which nobody can (docs/decisions/0019)."""

import asyncio
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

type Clock = Callable[[], datetime]


def wall() -> datetime:
    """Return the wall time, for tokens, lock-outs and the skew check; what processes compare is the store's time."""
    return datetime.now(UTC)


def ahead_of_wall(clock: Clock) -> timedelta:
    """Return by how much legal time is ahead of the wall clock: nothing, unless a sample has set it."""
    return clock.offset() if isinstance(clock, SampleClock) else timedelta()


def elapsed() -> float:
    """Return the monotonic seconds of the running loop."""
    return asyncio.get_running_loop().time()


class SampleClock:
    """The wall clock moved by the offset that stands in a file; every process of a sample reads the same one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._read = ((0, 0), timedelta())  # of which file: setting it makes another one

    def __call__(self) -> datetime:
        return wall() + self.offset()

    def offset(self) -> timedelta:
        try:
            found = self.file.stat()
            which = (found.st_ino, found.st_mtime_ns)
            if which != self._read[0]:
                self._read = (which, timedelta(seconds=json.loads(self.file.read_text())["offset_seconds"]))
        except FileNotFoundError:
            return timedelta()
        return self._read[1]

    def set(self, moment: datetime) -> None:
        """Make it that moment; time goes on from there."""
        offset = (moment - wall()).total_seconds()
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"offset_seconds": offset}))
        os.replace(fresh, self.file)
