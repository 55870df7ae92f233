"""Documents in memory, for tests and simulations: encodes and decodes like the real store, keeps no live objects."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.clock import wall
from chassis.documents.matching import changed, copied, matcher, projected, rank, values_at
from chassis.documents.port import Change, Document, Index, Sort


class MemoryDocuments:
    """Documents in memory; every operation is atomic, since none awaits inside."""

    def __init__(self) -> None:
        self.collections: defaultdict[str, dict[Any, Document]] = defaultdict(dict)
        self.indexes: defaultdict[str, set[Index]] = defaultdict(set)

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]:
        found = self._candidates(collection, where)
        for path, direction in reversed(sort):
            found.sort(key=lambda document: sortable(document, path, direction), reverse=direction < 0)
        return [projected(document, fields) for document in (found[:limit] if limit else found)]

    async def insert(self, collection: str, document: Document) -> bool:
        stored = self.collections[collection]
        if document["_id"] in stored:
            return False
        stored[document["_id"]] = copied(document)
        return True

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        for document in self._candidates(collection, where)[:1]:
            self.collections[collection][document["_id"]] = changed(document, change)
            return True
        return False

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        return sum([await self.update(collection, where, change) for where, change in changes])

    async def delete(self, collection: str, where: Document) -> bool:
        for document in self._candidates(collection, where)[:1]:
            del self.collections[collection][document["_id"]]
            return True
        return False

    async def count(self, collection: str, where: Document, *, patient: bool = False) -> int:
        return len(self._candidates(collection, where))

    async def index(self, collection: str, index: Index) -> None:
        self.indexes[collection].add(index)

    async def ping(self) -> None:
        return None

    async def now(self) -> datetime:
        return wall()

    def _candidates(self, collection: str, where: Document) -> list[Document]:
        stored, wanted = self.collections[collection], where.get("_id")
        if type(wanted) is not str:
            return [*filter(matcher(copied(where)), stored.values())]
        if wanted not in stored:
            return []
        return [stored[wanted]] if len(where) == 1 or matcher(copied(where))(stored[wanted]) else []


def sortable(document: Document, path: str, direction: int) -> tuple[int, Any]:
    """Return a sort key: a missing value is as null, an array as its smallest element (descending: largest)."""
    found = [value for value in values_at(document, path) if value is not None]
    spread = [element for value in found for element in (value if isinstance(value, list) else [value])]
    if not spread:
        return (0, 0)
    return (min if direction > 0 else max)((rank(value), value) for value in spread)
