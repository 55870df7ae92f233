"""Documents in MongoDB through motor, the only module that imports it (docs/decisions/0001)."""

from collections.abc import Awaitable, Sequence
from typing import Any

from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorDatabase
from pymongo import ReadPreference, UpdateOne
from pymongo.errors import AutoReconnect, ConnectionFailure, DuplicateKeyError, ExecutionTimeout, WTimeoutError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.documents import Change, Document, Index, Sort, Unreachable

SILENT = (AutoReconnect, ConnectionFailure, ExecutionTimeout, WTimeoutError)


async def answered[T](operation: Awaitable[T]) -> T:
    try:
        return await operation
    except SILENT as error:
        raise Unreachable(type(error).__name__) from error


def connect(url: str, timeout_ms: int = 5_000) -> "AsyncIOMotorClient[Document]":
    """A client whose calls all end within the timeout; no retries of its own, since the store asks for the cause."""
    return AsyncIOMotorClient(
        url, serverSelectionTimeoutMS=timeout_ms, timeoutMS=timeout_ms, retryWrites=False, tz_aware=True
    )


class MongoDocuments:
    """Keeps the port `Documents` in one database."""

    def __init__(self, client: "AsyncIOMotorClient[Document]", database: str) -> None:
        self.database: AsyncIOMotorDatabase[Document] = client.get_database(
            database,
            read_preference=ReadPreference.PRIMARY,
            read_concern=ReadConcern("majority"),
            write_concern=WriteConcern(w="majority", j=True),
        )

    async def find(
        self, collection: str, where: Document, *, fields: Document | None = None, sort: Sort = (), limit: int = 0
    ) -> list[Document]:
        cursor = self.database[collection].find(where, fields, limit=limit, sort=list(sort) or None)
        return await answered(cursor.to_list(None))

    async def insert(self, collection: str, document: Document) -> bool:
        try:
            await answered(self.database[collection].insert_one(dict(document)))
        except DuplicateKeyError:
            return False
        return True

    async def update(self, collection: str, where: Document, change: Document) -> bool:
        result = await answered(self.database[collection].update_one(where, change))
        return bool(result.matched_count)

    async def update_each(self, collection: str, changes: Sequence[Change]) -> int:
        updates: list[Any] = [UpdateOne(where, change) for where, change in changes]
        result = await answered(self.database[collection].bulk_write(updates, ordered=False))
        return result.matched_count

    async def delete(self, collection: str, where: Document) -> bool:
        result = await answered(self.database[collection].delete_one(where))
        return bool(result.deleted_count)

    async def count(self, collection: str, where: Document) -> int:
        return await answered(self.database[collection].count_documents(where))

    async def index(self, collection: str, index: Index) -> None:
        keys = [(field, 1) for field in index.fields]
        only: Document = {"partialFilterExpression": {index.only: {"$exists": True}}} if index.only else {}
        await answered(self.database[collection].create_index(keys, unique=index.unique, **only))

    async def ping(self) -> None:
        await answered(self.database.command("ping"))
