"""The port to a store of documents: all that the chassis asks of one, in MongoDB's words.

Two adapters keep it: `documents.mongo` (motor) and `documents.memory`. Used of the query language are equality, $in,
$ne, $lt, $lte, $gt, $gte, $exists, $or, $and and $elemMatch; of the update language $set, $unset, $min, and $push and
$addToSet with $each; of projections inclusion, exclusion, $elemMatch and $slice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chassis.unreachable import Unreachable

type Document = dict[str, Any]
type Sort = Sequence[tuple[str, int]]
type Change = tuple[Document, Document]

PRESENT: Document = {"$gte": ""}
"""A field of text that is there, as a range of its index; `$exists` may look through all documents."""


class StoreUnreachable(Unreachable):
    """The store did not answer."""


@dataclass(frozen=True)
class Index:
    """Fields in order (all ascending); a sparse one leaves out documents that have none of them."""

    fields: tuple[str, ...]
    sparse: bool = False


class Documents(Protocol):
    """A store of documents: reads are majority reads from the primary, writes are journalled by a majority."""

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]: ...

    async def insert(self, collection: str, document: Document) -> bool:
        """Insert the document; False if the id, or a unique field, is taken."""
        ...

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        """Change one document; False if none matched or a unique field is taken."""
        ...

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        """Apply many guarded updates in any order; return how many matched."""
        ...

    async def delete(self, collection: str, where: Document) -> bool:
        """Remove one document; False if none matched."""
        ...

    async def count(self, collection: str, where: Document, *, patient: bool = False) -> int:
        """Count; patiently, if the answer may come a minute later rather than never."""
        ...

    async def index(self, collection: str, index: Index) -> None: ...

    async def ping(self) -> None:
        """Return when the store answers; raises StoreUnreachable if it does not."""
        ...

    async def now(self) -> datetime:
        """Return the store's own wall clock, which all processes can be held against."""
        ...


async def find_one(
    documents: Documents, collection: str, where: Document, fields: Document | None = None
) -> Document | None:
    found = await documents.find(collection, where, fields=fields, limit=1)
    return found[0] if found else None
