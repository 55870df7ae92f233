"""Documents in MongoDB through motor, which only this module and `gridfs` import (docs/decisions/0001)."""

from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from typing import Any

from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
)
from pymongo import ReadPreference, UpdateOne, timeout
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    WriteConcernError,
)
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.documents.port import Change, Document, Index, Sort, StoreUnreachable

INDEX_SECONDS = 600.0
"""A new index over millions of documents; broken off, it would start from scratch at every start."""
COUNT_SECONDS = 60.0
"""A count of a million documents, on a store that was just given them; one that never ends is never corrected."""
TRANSIENT_ERRORS = (ConnectionFailure, ExecutionTimeout, WriteConcernError)
NO_SUCH_INDEX = frozenset({27})
CONFLICTS = frozenset({85, 86})
"""Another index on the same fields, which some versions of the store don't allow beside the new one."""
FAILED = frozenset({1, 14031})
"""InternalError and OutOfDiskSpace: the store can't go on, whatever it was asked; what it did about that is unknown."""


async def answered[T](operation: Awaitable[T]) -> T:
    try:
        return await operation
    except TRANSIENT_ERRORS as error:
        raise StoreUnreachable(type(error).__name__) from error
    except BulkWriteError as error:
        if {failure["code"] for failure in (error.details or {}).get("writeErrors", [])} - FAILED:
            raise
        raise StoreUnreachable("the writes are not yet on a majority") from error
    except OperationFailure as error:
        if error.code not in FAILED:
            raise
        raise StoreUnreachable("the store failed") from error


async def allowed(operation: Awaitable[object], failures: frozenset[int]) -> bool:
    """Return False where the operation fails with one of these codes."""
    try:
        await answered(operation)
    except OperationFailure as error:
        if error.code not in failures:
            raise
        return False
    return True


def sparse(index: Index) -> Document:
    return {"sparse": True, "name": f"{'_'.join(index.fields)}_sparse"}


def connect(url: str, timeout_ms: int = 5_000) -> "AsyncIOMotorClient[Document]":
    """Return a client that retries nothing by itself; a call ends within the timeout unless it sets a longer one."""
    return AsyncIOMotorClient(
        url, serverSelectionTimeoutMS=timeout_ms, timeoutMS=timeout_ms, retryWrites=False, tz_aware=True
    )


class MongoDocuments:
    """Documents in one database of MongoDB."""

    def __init__(self, client: "AsyncIOMotorClient[Document]", database: str) -> None:
        self.database: AsyncIOMotorDatabase[Document] = client.get_database(
            database,
            read_preference=ReadPreference.PRIMARY,
            read_concern=ReadConcern("majority"),
            write_concern=WriteConcern(w="majority", j=True),
        )
        self.collections: dict[str, AsyncIOMotorCollection[Document]] = {}

    def collection(self, name: str) -> "AsyncIOMotorCollection[Document]":
        """Return a collection, made once: making one costs as much as a small question."""
        if name not in self.collections:
            self.collections[name] = self.database[name]
        return self.collections[name]

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]:
        within, order = self.collection(collection), list(sort) or None
        if limit == 1:  # in one step, without the cursor's own
            found = await answered(within.find_one(where, fields, sort=order))
            return [found] if found else []
        return await answered(within.find(where, fields, limit=limit, sort=order).to_list(None))

    async def insert(self, collection: str, document: Document) -> bool:
        try:
            await answered(self.collection(collection).insert_one(dict(document)))
        except DuplicateKeyError:
            return False
        return True

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        try:
            result = await answered(self.collection(collection).update_one(where, change))
        except DuplicateKeyError:
            return False
        return bool(result.matched_count)

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        if not changes:
            return 0
        updates: list[Any] = [UpdateOne(where, change) for where, change in changes]
        result = await answered(self.collection(collection).bulk_write(updates, ordered=False))
        return result.matched_count

    async def delete(self, collection: str, where: Document) -> bool:
        result = await answered(self.collection(collection).delete_one(where))
        return bool(result.deleted_count)

    async def count(self, collection: str, where: Document, *, patient: bool = False) -> int:
        """Count; if patient, a store that is busy with very many documents is given a second, longer time."""
        counted = self.collection(collection)
        try:
            return await answered(counted.count_documents(where))
        except StoreUnreachable:
            if not patient:
                raise
            await self.ping()
            with timeout(COUNT_SECONDS):
                return await answered(counted.count_documents(where))

    async def index(self, collection: str, index: Index) -> None:
        """Make an index, a sparse one in place of the partial one on the same field that older versions made.

        Not every store finds by a partial index what a bound on its field implies; all do by a sparse one.
        """
        keys, indexed = [(field, 1) for field in index.fields], self.collection(collection)
        await self.ping()  # a store that is away is told from one that is busy with the index
        with timeout(INDEX_SECONDS):
            if not index.sparse:
                await answered(indexed.create_index(keys))
                return
            older, options = "_".join(f"{field}_1" for field in index.fields), sparse(index)
            made = await allowed(indexed.create_index(keys, **options), CONFLICTS)
            await allowed(indexed.drop_index(older), NO_SUCH_INDEX)
            if not made:
                await answered(indexed.create_index(keys, **options))

    async def ping(self) -> None:
        await answered(self.database.command("ping"))

    async def now(self) -> datetime:
        told: datetime = (await answered(self.database.command("hello")))["localTime"]
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told
