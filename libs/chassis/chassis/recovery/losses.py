"""Losses that the topics can't make good: personal values, and files that the copy did not have yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chassis.documents import Blobs
from chassis.store import EventRecord, Store, decoded


@dataclass(frozen=True, order=True)
class LostValues:
    """Names of the personal fields of one event whose values are gone; their digests are still there."""

    kind: str
    id: str
    sequence: int
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}, event {self.sequence}: {', '.join(self.fields)}"


@dataclass(frozen=True, order=True)
class MissingFile:
    """A file that an event names and the store does not hold."""

    sha256: str
    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.sha256}, named by {self.kind} {self.id}"


@dataclass(frozen=True)
class Losses:
    values: list[LostValues]
    files: list[MissingFile]


async def losses(stores: Sequence[Store[Any, Any]], blobs: Blobs) -> Losses:
    """Walk through all documents and collect what is lost, also by an earlier restore."""
    values: list[LostValues] = []
    named: set[MissingFile] = set()
    for store in stores:
        async for document in store.each():
            kind, id = store.kind, document["_id"]
            for record in document["events"]:
                if fields := lost_fields(record):
                    values.append(LostValues(kind, id, record["sequence"], fields))
                named |= {MissingFile(sha256, kind, id) for sha256 in decoded(store.codec.registry, record).files()}
    missing = {sha256 for sha256 in {file.sha256 for file in named} if not await blobs.has(sha256)}
    return Losses(sorted(values), sorted(file for file in named if file.sha256 in missing))


def lost_fields(record: EventRecord) -> tuple[str, ...]:
    kept = record["personal"]
    return tuple(sorted(name for name in record["fielddigests"] if "value" not in kept.get(name, {})))
