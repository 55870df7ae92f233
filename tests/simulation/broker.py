"""A broker in memory: topics with partitions, groups with committed offsets, members that come and go."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError
from tests.simulation.tracing import Trace
from tests.simulation.way import Place

from chassis.kafka import Record, envelope_of
from chassis.kafka.record import Headers
from contracts.envelope import Envelope
from contracts.topics import Topic

SESSION_SECONDS = 10.0
NEWEST = 100


class Raw(NamedTuple):
    """A record as a consumer gets it."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Headers


@dataclass(eq=False)
class Membership:
    """The partitions of a member of a group, and its position in each."""

    name: str
    positions: dict[TopicPartition, int] = field(default_factory=dict)
    expelled: bool = False

    def moves_past(self, record: Raw) -> bool:
        """Advance past the record; False if it is not the next one, since it was fetched before a rebalance."""
        at = TopicPartition(record.topic, record.partition)
        if self.positions.get(at) != record.offset:
            return False
        self.positions[at] += 1
        return True


@dataclass
class Group:
    """Members and offsets of a group; `turn` shifts the partitions by one member at each rebalance."""

    topics: tuple[Topic, ...]
    committed: dict[TopicPartition, int] = field(default_factory=dict)
    members: list[Membership] = field(default_factory=list)
    turn: int = 0

    @property
    def partitions(self) -> list[TopicPartition]:
        return [TopicPartition(topic.name, number) for topic in self.topics for number in range(topic.partitions)]

    def rebalance(self) -> None:
        """Assign the partitions; reading starts at the group's commits, even while another member still reads."""
        self.turn += 1
        for member in self.members:
            member.positions = {}
        for number, partition in enumerate(self.partitions if self.members else ()):
            member = self.members[(number + self.turn) % len(self.members)]
            member.positions[partition] = self.committed.get(partition, 0)


@dataclass
class Broker(Place):
    """Keeps all records for ever. `swaps` is the number of times that a broken relay swaps two events."""

    trace: Trace = field(default_factory=lambda: Trace(kept=False))
    logs: dict[TopicPartition, list[Raw]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    swaps: int = 0
    swapped: set[str] = field(default_factory=set)

    def open(self, topics: Sequence[Topic]) -> None:
        for topic in topics:
            for number in range(topic.partitions):
                self.logs[TopicPartition(topic.name, number)] = []

    def place(self, topic: str, key: bytes) -> TopicPartition:
        partitions = sum(1 for log in self.logs if log.topic == topic)
        return TopicPartition(topic, zlib.crc32(key) % partitions)

    def append(self, at: TopicPartition, key: bytes | None, value: bytes | None, headers: Headers) -> None:
        log = self.logs[at]
        log.append(Raw(at.topic, at.partition, len(log), key, value, headers))

    def disordered(self, envelopes: list[Envelope]) -> list[Envelope]:
        """Swap two neighbours of one ticket, since the listener's rows of tickets must not be fooled."""
        for at, (one, other) in enumerate(pairwise(envelopes)):
            if self.swaps and one.subject == other.subject and one.subject.startswith("ticket"):
                self.swaps -= 1
                self.swapped.add(one.subject)
                return [*envelopes[:at], other, one, *envelopes[at + 2 :]]
        return envelopes

    def join(self, group: str, member: Membership) -> None:
        self.trace("broker", "joins", group, member.name)
        self.groups[group].members.append(member)
        self.groups[group].rebalance()

    def expel(self, group: str, member: Membership) -> None:
        """Remove a member that left or was silent for too long; it may not know yet."""
        member.expelled = True
        if member in self.groups[group].members:
            self.trace("broker", "is out of", group, member.name)
            self.groups[group].members.remove(member)
            self.groups[group].rebalance()

    def fetch(self, member: Membership, most: int) -> list[Raw]:
        """Return records, in order within each partition."""
        found: list[Raw] = []
        for partition, start in member.positions.items():
            found += self.logs[partition][start : start + most - len(found)]
        return found

    def has_more(self, member: Membership) -> bool:
        return any(position < len(self.logs[partition]) for partition, position in member.positions.items())

    def commit(self, group: str, member: Membership, ends: dict[TopicPartition, int]) -> None:
        """Commit offsets, or refuse all of them if the member has lost one of the partitions."""
        if member.expelled or not all(partition in member.positions for partition in ends):
            raise CommitFailedError
        self.groups[group].committed |= ends

    def rewind(self, group: str) -> None:
        self.groups[group].committed.clear()
        self.groups[group].rebalance()

    def rewind_stopped(self, group: str) -> int:
        """Rewind a group as an operator may; a group that has members stays as it is."""
        if self.groups[group].members:
            raise CommitFailedError
        read = len(self.groups[group].committed)
        self.groups[group].committed.clear()
        return read

    def unread(self, group: str) -> int:
        """Return the number of records that no member has read; fewer may be committed if a commit got lost."""
        positions = {
            partition: at for member in self.groups[group].members for partition, at in member.positions.items()
        }
        return sum(
            len(self.logs[partition]) - positions.get(partition, 0) for partition in self.groups[group].partitions
        )

    def newest(self, topics: Sequence[Topic], source: str) -> list[tuple[str, Envelope]]:
        """Return the last records of each partition, as the chassis' `newest_records` does."""
        names = {topic.name for topic in topics}
        found = [raw for at, log in self.logs.items() if at.topic in names for raw in log[-NEWEST:]]
        return [(raw.topic, told) for raw in found if (told := envelope_of(Record(*raw), source))]

    def records(self, topic: str) -> list[Raw]:
        return [record for at, log in self.logs.items() if at.topic == topic for record in log]
