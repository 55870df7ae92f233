"""The parts that a service is assembled from; tests assemble it from others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from chassis.clock import Clock, wall
from chassis.consuming import Rows, RowStore
from chassis.deadlines import working_days
from chassis.documents import Blobs, Documents, Links, MemoryBlobs, MemoryDocuments
from chassis.outbox import Producer, Relay
from chassis.process.settings import Settings
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays
from contracts.event import Event


@dataclass(frozen=True, kw_only=True)
class Parts:
    """Everything that leaves the process or differs between runs."""

    settings: Settings
    documents: Documents
    blobs: Blobs
    relay: Relay
    clock: Clock = wall
    calendar: Callable[[], WorkingDays] = working_days
    links: Links = field(default_factory=lambda: Links(b"test"))

    def store[S, E: Event](self, aggregate: Aggregate[S, E]) -> Store[S, E]:
        """A store of one kind; the relay learns where its events go."""
        if topic := getattr(aggregate.event, "topic", None):
            self.relay.topics[aggregate.kind] = topic
        return Store(aggregate, self.documents, self.relay, self.calendar)

    def rows[R](self, rows: Rows[R]) -> RowStore[R]:
        return RowStore(rows, self.documents)


async def no_broker() -> Producer:
    raise ConnectionError("tests without Kafka publish nothing")


def in_memory(
    name: str,
    clock: Clock = wall,
    connect: Callable[[], Awaitable[Producer]] = no_broker,
    settings: Settings | None = None,
) -> Parts:
    """Parts for tests in process: nothing leaves, everything is kept as the real store would."""
    documents = MemoryDocuments()
    relay = Relay(documents, name, {}, connect)
    return Parts(settings=settings or Settings(), documents=documents, blobs=MemoryBlobs(), relay=relay, clock=clock)
