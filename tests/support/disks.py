"""Small disks in memory, which can be full."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.support.privileged import hindrance, run

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
    with tempfile.TemporaryDirectory() as folder:
        return hindrance("a disk of one's own", partial(disk, Path(folder), 1))


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    folder.mkdir(exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    try:
        yield Disk(folder)
    finally:
        run("umount", str(folder))
