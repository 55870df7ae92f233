"""A service whose wall clock is wrong by the seconds in a file, which may change at any moment.

`python skewed.py api|worker|all`; the environment names the service and the file.
"""

import os
import runpy
import time
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self
from unittest.mock import patch

from chassis import clock

SERVICE, FILE = "SKEWED_SERVICE", "SKEWED_FILE"

right = time.time


def wrong() -> float:
    return right() + float(Path(os.environ[FILE]).read_text())


class Wrong(datetime):
    """For the chassis' wall clock."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp(wrong(), tz)


if __name__ == "__main__":
    with patch.object(clock, "datetime", Wrong), patch.object(time, "time", wrong):
        runpy.run_module(os.environ[SERVICE], run_name="__main__")
