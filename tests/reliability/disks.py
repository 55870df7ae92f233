"""Small disks in memory, which can be full."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from stack.process import Failed

CHUNK = bytes(65_536)


@dataclass(frozen=True)
class Disk:
    """What is mounted at `folder`."""

    folder: Path

    def fill(self) -> None:
        """To the last byte, by a file of somebody else."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(CHUNK):
                pass

    def empty(self) -> None:
        """Takes that file away."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


def missing() -> str:
    """Why no disk can be made here, if so."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "a disk of one's own needs Linux and root"
    try:
        with tempfile.TemporaryDirectory() as folder, disk(Path(folder), 1):
            return ""
    except (Failed, FileNotFoundError) as refused:
        return f"a disk of one's own is refused here: {refused}"


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    folder.mkdir(exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        run("umount", str(folder))


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip()}")
