"""Progress of a download: one line that is overwritten on a terminal, a line every few seconds elsewhere."""

import sys
import time
from threading import Lock
from typing import TextIO

from stack.supervisor import say

SECONDS = {True: 0.1, False: 5.0}
"""Between two lines: on a terminal, elsewhere."""


class Progress:
    """Progress of a download. Several threads may add what they received."""

    def __init__(self, name: str, total: int, console: TextIO = sys.stdout) -> None:
        self.name, self.total, self.console = name, total, console
        self.received = 0
        self._last_line = time.monotonic()
        self._lock = Lock()

    def add(self, count: int) -> None:
        """Count further bytes; print a line if the last one is old enough."""
        with self._lock:
            self.received += count
            terminal = self.console.isatty()
            if time.monotonic() - self._last_line >= SECONDS[terminal] or self.received == self.total:
                self._last_line = time.monotonic()
                self._print(terminal)

    def _print(self, terminal: bool) -> None:
        line = f"{megabytes(self.received)} of {megabytes(self.total)} ({100 * self.received // self.total} %)"
        if terminal:
            end = "\n" if self.received == self.total else ""
            print(f"\r{self.name:>12} | {line}", end=end, file=self.console, flush=True)
        else:
            say(line, self.name)


def megabytes(count: int) -> str:
    return f"{count / 1_000_000:.0f} MB"
