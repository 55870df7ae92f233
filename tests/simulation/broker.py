"""A broker in memory: topics with partitions, consumer groups with committed offsets, and members that come and go."""

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
    """What a member of a group has been given, and how far it has read there."""

    name: str
    positions: dict[TopicPartition, int] = field(default_factory=dict)
    expelled: bool = False

    def moves_past(self, record: Raw) -> bool:
        """Whether the record is the next one there: it may have been fetched before a rebalance."""
        at = TopicPartition(record.topic, record.partition)
        if self.positions.get(at) != record.offset:
            return False
        self.positions[at] += 1
        return True


@dataclass
class Group:
    """`turn` moves the partitions on to the next member at each rebalance."""

    topics: tuple[Topic, ...]
    committed: dict[TopicPartition, int] = field(default_factory=dict)
    members: list[Membership] = field(default_factory=list)
    turn: int = 0

    @property
    def partitions(self) -> list[TopicPartition]:
        return [TopicPartition(topic.name, number) for topic in self.topics for number in range(topic.partitions)]

    def rebalance(self) -> None:
        """Who goes on with a partition begins where the group has committed, whoever else is still at it."""
        self.turn += 1
        for member in self.members:
            member.positions = {}
        for number, partition in enumerate(self.partitions if self.members else ()):
            member = self.members[(number + self.turn) % len(self.members)]
            member.positions[partition] = self.committed.get(partition, 0)


@dataclass
class Broker(Place):
    """Keeps all for ever. As often as `swaps` says, a relay that is broken puts two events in the wrong order."""

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
        """Two neighbours of one ticket change places: of tickets the listener keeps rows, which must not be fooled."""
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
        """It left, or was not heard of for too long; it may not know yet."""
        member.expelled = True
        if member in self.groups[group].members:
            self.trace("broker", "is out of", group, member.name)
            self.groups[group].members.remove(member)
            self.groups[group].rebalance()

    def fetch(self, member: Membership, most: int) -> list[Raw]:
        """In order within each partition."""
        found: list[Raw] = []
        for partition, start in member.positions.items():
            found += self.logs[partition][start : start + most - len(found)]
        return found

    def has_more(self, member: Membership) -> bool:
        return any(position < len(self.logs[partition]) for partition, position in member.positions.items())

    def commit(self, group: str, member: Membership, ends: dict[TopicPartition, int]) -> None:
        """Refused as a whole if the member was given one of these partitions no more."""
        if member.expelled or not all(partition in member.positions for partition in ends):
            raise CommitFailedError
        self.groups[group].committed |= ends

    def rewind(self, group: str) -> None:
        self.groups[group].committed.clear()
        self.groups[group].rebalance()

    def rewind_stopped(self, group: str) -> int:
        """As an operator may: a group that still has members is left as it is."""
        if self.groups[group].members:
            raise CommitFailedError
        read = len(self.groups[group].committed)
        self.groups[group].committed.clear()
        return read

    def unread(self, group: str) -> int:
        """How many records no member has been given yet; committed may be fewer, where a commit got lost."""
        positions = {
            partition: at for member in self.groups[group].members for partition, at in member.positions.items()
        }
        return sum(
            len(self.logs[partition]) - positions.get(partition, 0) for partition in self.groups[group].partitions
        )

    def newest(self, topics: Sequence[Topic], source: str) -> list[tuple[str, Envelope]]:
        """The last ones of each partition, as the chassis' `newest_records` gives them."""
        names = {topic.name for topic in topics}
        found = [raw for at, log in self.logs.items() if at.topic in names for raw in log[-NEWEST:]]
        return [(raw.topic, told) for raw in found if (told := envelope_of(Record(*raw), source))]

    def records(self, topic: str) -> list[Raw]:
        return [record for at, log in self.logs.items() if at.topic == topic for record in log]
