"""The jars of Apache Kafka, pinned in jars.lock: group:artifact:version, SHA-256 and size in bytes of each."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stack.folders import LOCAL, PINS

LOCK = PINS / "jars.lock"
FOLDER = LOCAL / "kafka"


@dataclass(frozen=True)
class Jar:
    """One jar; `coordinates` are Maven's group:artifact:version, `size` is in bytes."""

    coordinates: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        _, artifact, version = self.coordinates.split(":")
        return f"{artifact}-{version}.jar"

    @property
    def path(self) -> Path:
        """Path below the root of a Maven repository."""
        group, artifact, version = self.coordinates.split(":")
        return Path(*group.split("."), artifact, version, self.name)

    def is_at(self, file: Path) -> bool:
        """Return True if the file exists with the pinned contents."""
        return file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == self.sha256


@cache
def pinned(lock: Path = LOCK) -> tuple[Jar, ...]:
    rows = (line.split() for line in lock.read_text().splitlines())
    return tuple(Jar(coordinates, sha256, int(size)) for coordinates, sha256, size in rows)


def missing(folder: Path, jars: Iterable[Jar]) -> list[Jar]:
    """Return the jars that the folder lacks or holds with other contents."""
    return [jar for jar in jars if not jar.is_at(folder / jar.name)]
