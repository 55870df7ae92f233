"""Comparison of answers with what happened: nothing lost, nothing doubled, nothing reordered."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class Answer(Protocol):
    """The answer to a command: the document's id, and its version at that time."""

    @property
    def cause(self) -> str: ...
    @property
    def acknowledged(self) -> bool: ...
    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A document in its store: the cause and the digest of each event, in order."""

    id: str
    version: int
    causes: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True)
class Published:
    """A record of a topic, with its place in its aggregate."""

    id: str
    sequence: int
    digest: str


@dataclass(frozen=True)
class Row:
    """A consumer's row: the last event applied, and all applied events where the row remembers them."""

    id: str
    sequence: int
    digest: str
    steps: tuple[int, ...] | None


def compared(
    told: Sequence[Answer], histories: Sequence[Kept], published: Sequence[Published], rows: Sequence[Row]
) -> list[str]:
    """Return every fault in plain words; none if each command, event and record is once in its place."""
    return [
        *of_commands(told, histories),
        *of_causes(told, histories),
        *of_topic(histories, published),
        *of_rows(histories, rows),
    ]


def of_commands(told: Sequence[Answer], histories: Sequence[Kept]) -> Iterator[str]:
    """Yield acknowledged commands that are not in the history exactly once, or are newer than the answer's version."""
    by_id = {history.id: history for history in histories}
    for answer in told:
        if not answer.acknowledged:
            continue
        causes = by_id[answer.id].causes if answer.id in by_id else ()
        if (times := causes.count(answer.cause)) != 1:
            yield f"{answer.cause} was acknowledged and is in the history of {answer.id} {times} times"
        elif causes.index(answer.cause) >= answer.version:
            yield f"{answer.cause} was told version {answer.version} of {answer.id}, which did not have it yet"


def of_causes(told: Sequence[Answer], histories: Sequence[Kept]) -> Iterator[str]:
    """Yield refused commands that left something, and causes that were done twice."""
    refused = {answer.cause for answer in told} - {answer.cause for answer in told if answer.acknowledged}
    for history in histories:
        for cause in refused & set(history.causes):
            yield f"{cause} is in the history of {history.id}, although it was refused"
        for cause, times in Counter(history.causes).items():
            if times > 1:
                yield f"{cause} is in the history of {history.id} {times} times"


def of_topic(histories: Sequence[Kept], published: Sequence[Published]) -> Iterator[str]:
    """Yield events that were not published, or out of order at first, or changed in a repeat."""
    by_id = defaultdict[str, list[Published]](list)
    for record in published:
        by_id[record.id].append(record)
    for history in histories:
        records = by_id[history.id]
        first = list(dict.fromkeys(record.sequence for record in records))
        if first != list(range(1, len(history.digests) + 1)):
            yield f"{history.id} has {len(history.digests)} events and was published as {first}"
        for record in records:
            if record.digest != dict(enumerate(history.digests, start=1)).get(record.sequence):
                yield f"{record.id}:{record.sequence} was published with another content"


def of_rows(histories: Sequence[Kept], rows: Sequence[Row]) -> Iterator[str]:
    """Yield rows that did not take every event once and in order, or do not stand at the last."""
    by_id = {row.id: row for row in rows}
    for history in histories:
        row = by_id.get(history.id)
        if row is None:
            yield f"{history.id} has no row"
        elif row.steps not in (None, tuple(range(1, len(history.digests) + 1))):
            yield f"{history.id} has {len(history.digests)} events and its row took {row.steps}"
        elif (row.sequence, row.digest) != (len(history.digests), history.digests[-1]):
            yield f"the row of {history.id} stands at {row.sequence}, which is not the last event"
