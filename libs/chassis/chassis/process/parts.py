"""The parts that a service is assembled from; tests assemble it from others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from chassis.clock import Clock, wall
from chassis.consuming import Rows, RowStore
from chassis.deadlines import CLAIM, Claims, Fate, Tick, Ticking, working_days
from chassis.documents import Blobs, Documents, Links, MemoryBlobs, MemoryDocuments
from chassis.outbox import Producer, Relay
from chassis.process.settings import Settings
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays
from contracts.event import Event


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What a service is assembled from: all that leaves the process or differs between runs.

    It remembers what was made of it, so that no store is left out of the sweeper, the ticks, `verify` or a restore.
    """

    settings: Settings
    documents: Documents
    blobs: Blobs
    relay: Relay
    clock: Clock = wall
    calendar: Callable[[], WorkingDays] = working_days
    links: Links = field(default_factory=lambda: Links(b"test"))
    stores: list[Store[Any, Any]] = field(default_factory=list, init=False)
    row_stores: list[RowStore[Any]] = field(default_factory=list, init=False)
    ticking: list[Ticking] = field(default_factory=list, init=False)

    def store[S, E: Event](self, aggregate: Aggregate[S, E]) -> Store[S, E]:
        """Make the store of one kind; the relay learns the topic of its events."""
        if topic := getattr(aggregate.event, "topic", None):
            self.relay.topics[aggregate.kind] = topic
        store = Store(aggregate, self.documents, self.relay, self.calendar)
        self.stores.append(store)
        return store

    def rows[R](self, rows: Rows[R]) -> RowStore[R]:
        """Make the store of one kind of rows."""
        store = RowStore(rows, self.documents)
        self.row_stores.append(store)
        return store

    def tick(self, store: Store[Any, Any], run: Tick) -> None:
        """Have `run` called for every document of the store whose deadline has passed."""
        self.ticking.append(Ticking(store, run))

    def claims(self, fate: Callable[[str], Awaitable[Fate]]) -> Claims:
        """Make the claims of the service; `fate` tells what became of a claimant."""
        claims = Claims(self.store(CLAIM), fate)
        self.tick(claims.store, claims.look)
        return claims


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
