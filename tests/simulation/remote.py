"""A service's store as one process reaches it."""

from collections.abc import Callable, Coroutine, Sequence
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.simulation.way import Place, Way

from chassis.documents import Change, Document, Index, MemoryDocuments, StoreUnreachable
from chassis.documents.port import Sort


@dataclass
class Keeper(Place):
    """One service's store, which all its processes share."""

    documents: MemoryDocuments = field(default_factory=MemoryDocuments)


class RemoteDocuments:
    """Implementation of the port `Documents`, for one process."""

    def __init__(self, keeper: Keeper, way: Way) -> None:
        self.keeper = keeper
        self.way = way

    async def _ask[T](self, what: Callable[[], str], ask: Callable[[MemoryDocuments], Coroutine[Any, Any, T]]) -> T:
        """Ask the store as it is now: a late operation never reaches a store that replaced it."""
        documents = self.keeper.documents
        return await self.way.carry(self.keeper, what, lambda: at_once(ask(documents)), StoreUnreachable)

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]:
        return await self._ask(
            lambda: f"find in {collection} {where}",
            lambda documents: documents.find(collection, where, fields=fields, sort=sort, limit=limit),
        )

    async def insert(self, collection: str, document: Document) -> bool:
        return await self._ask(
            lambda: f"insert into {collection} {document['_id']}",
            lambda documents: documents.insert(collection, document),
        )

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        return await self._ask(
            lambda: f"update {collection} {repeatable(where)}: {shown(change)}",
            lambda documents: documents.update(collection, where, change),
        )

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        """Update; in trouble some are done and the caller gets an error, since this is no transaction."""
        fates = self.way.fates
        some = [change for change in changes if fates.happens(0.5)] if fates.happens(fates.trouble) else None
        return await self._ask(
            lambda: f"update each {collection} {[(where, shown(change)) for where, change in changes]}",
            lambda documents: (
                documents.update_each(collection, changes) if some is None else broken_off(documents, collection, some)
            ),
        )

    async def delete(self, collection: str, where: Document) -> bool:
        return await self._ask(
            lambda: f"delete from {collection} {where}", lambda documents: documents.delete(collection, where)
        )

    async def count(self, collection: str, where: Document, *, patient: bool = False) -> int:
        return await self._ask(
            lambda: f"count {collection} {where}", lambda documents: documents.count(collection, where, patient=patient)
        )

    async def index(self, collection: str, index: Index) -> None:
        """Make the index unless it exists: each life of a process asks, and nothing can go wrong with it."""
        if index in self.keeper.documents.indexes[collection] and not self.keeper.away:
            return
        await self._ask(
            lambda: f"index {collection} {index.fields}", lambda documents: documents.index(collection, index)
        )

    async def ping(self) -> None:
        await self._ask(lambda: "ping", lambda documents: documents.ping())

    async def now(self) -> datetime:
        """Return the store's own time, whatever the process's clock shows."""
        return await self._ask(lambda: "now", clock_of)


async def clock_of(documents: MemoryDocuments) -> datetime:
    return Context().run(at_once, documents.now())


async def broken_off(documents: MemoryDocuments, collection: str, changes: Sequence[Change]) -> int:
    await documents.update_each(collection, changes)
    raise StoreUnreachable("after some of them")


def at_once[T](work: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine that awaits nothing."""
    try:
        work.send(None)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise RuntimeError("it waits")


def repeatable(where: Document) -> Document:
    """Leave out what differs between two runs of a seed: a digest covers random salts."""
    return {name: value for name, value in where.items() if name != "head"}


def shown(change: Document) -> str:
    """Return an update as text, without whole states and events."""
    short = {"version", "sequence", "published", "pending_since", "touched", "reason", "count"}
    return ", ".join(
        f"{operator} {name}={value}" if name in short else f"{operator} {name}"
        for operator, operands in change.items()
        for name, value in operands.items()
    )
