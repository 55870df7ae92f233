"""Small disks in memory, which can be filled."""

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
    """The disk mounted at `folder`."""

    folder: Path

    def fill(self) -> None:
        """Fill the disk to the last byte with a file that belongs to nobody."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(CHUNK):
                pass

    def empty(self) -> None:
        """Delete that file."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


def missing() -> str:
    """Return the reason why no disk can be made here; empty if one can."""
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
