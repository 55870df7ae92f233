"""The port between a store and the outbox that publishes what the store wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from chassis.store.shapes import EventRecord
from contracts.topics import Topic


@dataclass(frozen=True)
class Handover:
    """An acknowledged write: its new records, and how far the history was published before it, if that is known."""

    kind: str
    id: str
    published: int | None
    records: Sequence[EventRecord]


class Outbox(Protocol):
    """Publisher of a service's histories; `topics` names the topic of each published kind."""

    topics: dict[str, Topic]

    def hand_over(self, handover: Handover) -> None:
        """Take the records over without waiting; what finds no room is published later, from the store."""
        ...


def aggregate_key(kind: str, id: str) -> str:
    """Name an aggregate across kinds: ids are unique within one."""
    return f"{kind}/{id}"
