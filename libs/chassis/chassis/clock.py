"""Legal time, which a sample can set, and the wall clock, which nobody can (design §9.8)."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

type Clock = Callable[[], datetime]


def wall() -> datetime:
    """For tokens, retries, leases and the skew check."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class SampleClock:
    """The wall clock moved by the offset that stands in a file; every process of a sample reads the same one."""

    file: Path

    def __call__(self) -> datetime:
        return wall() + self.offset()

    def offset(self) -> timedelta:
        try:
            return timedelta(seconds=json.loads(self.file.read_text())["offset_seconds"])
        except FileNotFoundError:
            return timedelta()

    def set(self, moment: datetime) -> None:
        """From now on it is that moment, and time goes on from there."""
        offset = (moment - wall()).total_seconds()
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"offset_seconds": offset}))
        os.replace(fresh, self.file)
