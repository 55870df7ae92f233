"""Stand-ins around the core: a store that loses answers, a broker that follows a script."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from libs.chassis.tests.box_office import TICKET, Ticket
from libs.chassis.tests.language import TICKETS, TicketEvent

from chassis.deadlines import CLAIM
from chassis.deadlines.claims import Claim, ClaimEvent
from chassis.documents import Change, Document, Documents, Index, MemoryDocuments, StoreUnreachable
from chassis.documents.port import Sort
from chassis.outbox import Producer, Relay
from chassis.store import Aggregate, Store
from contracts.calendar import WorkingDays

WEEKENDS = WorkingDays()


class Unreliable:
    """Documents behind a line that drops answers or requests: `ill` is asked before and after each operation.

    It gets the operation's name and whether it was performed; if it says yes, the caller hears StoreUnreachable.
    """

    def __init__(self, documents: Documents, ill: Callable[[str, bool], bool]) -> None:
        self.documents = documents
        self.ill = ill

    async def _through[T](self, name: str, perform: Callable[[], Awaitable[T]]) -> T:
        if self.ill(name, False):
            raise StoreUnreachable("before")
        result = await perform()
        if self.ill(name, True):
            raise StoreUnreachable("after")
        return result

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]:
        return await self._through(
            "find", lambda: self.documents.find(collection, where, fields=fields, sort=sort, limit=limit)
        )

    async def insert(self, collection: str, document: Document) -> bool:
        return await self._through("insert", lambda: self.documents.insert(collection, document))

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        return await self._through("update", lambda: self.documents.update(collection, where, change))

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        return await self._through("update_each", lambda: self.documents.update_each(collection, changes))

    async def delete(self, collection: str, where: Document) -> bool:
        return await self._through("delete", lambda: self.documents.delete(collection, where))

    async def count(self, collection: str, where: Document, *, patient: bool = False) -> int:
        return await self._through("count", lambda: self.documents.count(collection, where, patient=patient))

    async def index(self, collection: str, index: Index) -> None:
        await self._through("index", lambda: self.documents.index(collection, index))

    async def ping(self) -> None:
        await self._through("ping", self.documents.ping)

    async def now(self) -> datetime:
        return await self._through("now", self.documents.now)


def once(name: str, *, performed: bool) -> Callable[[str, bool], bool]:
    """Return a fault that loses the first operation of that name: the request, or the answer to it."""
    lost: list[str] = []

    def ill(operation: str, done: bool) -> bool:
        if operation == name and done is performed and not lost:
            lost.append(operation)
            return True
        return False

    return ill


PATIENCE_SECONDS = 60.0


async def eventually(holds: Callable[[], Any]) -> None:
    """Wait for a condition (or an async one); time out late, since the machine may be busy with others."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            found = holds()
            if await found if isinstance(found, Awaitable) else found:
                return
            await asyncio.sleep(0.005)


async def no_broker() -> Producer:
    raise ConnectionError("there is no Kafka in this test")


def idle_relay(documents: Documents) -> Relay:
    """Return a relay that takes what is handed over and never runs."""
    return Relay(documents, "tests", {"ticket": TICKETS}, no_broker)


def tickets(
    documents: Documents, aggregate: Aggregate[Ticket, TicketEvent] = TICKET, calendar: WorkingDays = WEEKENDS
) -> Store[Ticket, TicketEvent]:
    """Return the tickets as one process sees them; the relay keeps what was handed over in its queue."""
    return Store(aggregate, documents, idle_relay(documents), lambda: calendar)


def handed_over(store: Store[Any, Any]) -> int:
    """Count the writes that wait in the relay of a store."""
    assert isinstance(store.outbox, Relay)
    return store.outbox.handovers.qsize()


def claim_store() -> Store[Claim, ClaimEvent]:
    """Make an empty store of claims in memory."""
    documents = MemoryDocuments()
    return Store(CLAIM, documents, idle_relay(documents), lambda: WEEKENDS)
