"""`python -m tools.side_by_side NAME=COMMAND…`: runs all at once; the last one's lines come last, as they are written.

Of the others, one line tells how each ended; what a failing one wrote stands above that line. The status is 1 if any
part failed.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

PAUSE_SECONDS = 0.05


class Part:
    """A command of the shell, writing into a file."""

    def __init__(self, name: str, command: str, folder: Path) -> None:
        self.name, self.started = name, time.monotonic()
        self.output = folder / name
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(["/bin/sh", "-c", command], stdout=output, stderr=subprocess.STDOUT)

    @property
    def status(self) -> int | None:
        """The exit status; None while it runs."""
        return self._process.poll()

    def report(self) -> None:
        """Print what it wrote if it failed, and how it ended."""
        if self.status:
            print(self.output.read_text(errors="replace").rstrip("\n"))
        outcome = f"failed (status {self.status})" if self.status else "ok"
        print(f"check | {self.name}: {outcome}, {time.monotonic() - self.started:.0f} s", flush=True)


def main(*given: str) -> int:
    with TemporaryDirectory() as folder:
        *others, last = parts(given, Path(folder))
        for part in in_the_order_of_their_ends(others):
            part.report()
        follow(last)
        return 1 if any(part.status for part in (*others, last)) else 0


def parts(given: tuple[str, ...], folder: Path) -> Iterator[Part]:
    for text in given:
        name, _, command = text.partition("=")
        yield Part(name, command, folder)


def in_the_order_of_their_ends(running: list[Part]) -> Iterator[Part]:
    left = list(running)
    while left:
        for part in [part for part in left if part.status is not None]:
            left.remove(part)
            yield part
        time.sleep(PAUSE_SECONDS)


def follow(part: Part) -> None:
    """Copies what it has written and goes on to write, until its end."""
    with part.output.open("rb") as written:
        while part.status is None:
            copy(written)
            time.sleep(PAUSE_SECONDS)
        copy(written)


def copy(written: BinaryIO) -> None:
    sys.stdout.buffer.write(written.read())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
