"""Documents in MongoDB through motor, the only module that imports it (docs/decisions/0001)."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from gridfs.errors import NoFile
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorCollection,
    AsyncIOMotorDatabase,
    AsyncIOMotorGridFSBucket,
    AsyncIOMotorGridOut,
)
from pymongo import ReadPreference, UpdateOne, timeout
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WriteConcernError,
)
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from chassis.blobs import MISSING
from chassis.documents import Change, Document, Index, Sort, Unreachable
from contracts.refusal import refuse

REMEMBERED = 10_000
INDEX_SECONDS = 600.0
"""A new index over millions of documents; broken off, it would be begun anew at every start."""
SILENT = (ConnectionFailure, ExecutionTimeout, WriteConcernError)
FAILED = frozenset({1, 14031})
"""InternalError and OutOfDiskSpace: the store can't go on, whatever it was asked; what it did about that is unknown."""


async def answered[T](operation: Awaitable[T]) -> T:
    try:
        return await operation
    except SILENT as error:
        raise Unreachable(type(error).__name__) from error
    except BulkWriteError as error:
        if {it["code"] for it in (error.details or {}).get("writeErrors", [])} - FAILED:
            raise
        raise Unreachable("the writes are not yet on a majority") from error
    except OperationFailure as error:
        if error.code not in FAILED:
            raise
        raise Unreachable("the store failed") from error


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
        self.collections: dict[str, AsyncIOMotorCollection[Document]] = {}

    def collection(self, name: str) -> "AsyncIOMotorCollection[Document]":
        """Made once: making one costs as much as a small question."""
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

    async def count(self, collection: str, where: Document) -> int:
        return await answered(self.collection(collection).count_documents(where))

    async def index(self, collection: str, index: Index) -> None:
        keys = [(field, 1) for field in index.fields]
        only: Document = {"partialFilterExpression": {index.only: {"$exists": True}}} if index.only else {}
        await self.ping()  # a store that is away is told from one that is busy with the index
        with timeout(INDEX_SECONDS):
            await answered(self.collection(collection).create_index(keys, unique=index.unique, **only))

    async def ping(self) -> None:
        await answered(self.database.command("ping"))

    async def now(self) -> datetime:
        told: datetime = (await answered(self.database.command("hello")))["localTime"]
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told


class MongoBlobs:
    """Keeps the port `chassis.blobs.Blobs` in GridFS; the file name is the hash."""

    def __init__(self, client: "AsyncIOMotorClient[Document]", database: str) -> None:
        self.bucket = AsyncIOMotorGridFSBucket(client[database], write_concern=WriteConcern(w="majority", j=True))
        self.seen: dict[str, None] = {}

    async def put(self, content: AsyncIterable[bytes], media_type: str) -> tuple[str, int]:
        """Uploads under a name of its own; the hash is known, and becomes the name, only at the end."""
        digest, size = hashlib.sha256(), 0
        upload = self.bucket.open_upload_stream("incoming", metadata={"media_type": media_type})
        try:
            async for chunk in content:
                digest.update(chunk)
                size += len(chunk)
                await answered(upload.write(chunk))
            await answered(upload.close())
        except BaseException:
            with suppress(PyMongoError):  # what is left of it has no name, and nobody will ask for it
                await upload.abort()
            raise
        sha256 = digest.hexdigest()
        if await self.has(sha256):
            await answered(self.bucket.delete(upload._id))
        else:
            await answered(self.bucket.rename(upload._id, sha256))
        self._remember(sha256)
        return sha256, size

    async def open(self, sha256: str) -> tuple[AsyncIterator[bytes], str]:
        try:
            stream = await answered(self.bucket.open_download_stream_by_name(sha256))
        except NoFile:
            refuse(MISSING, sha256=sha256)
        return read(stream), (stream.metadata or {})["media_type"]

    async def has(self, sha256: str) -> bool:
        """A file is never changed or taken away, so one that was seen once is there."""
        if sha256 in self.seen:
            return True
        if found := await answered(self.bucket.find({"filename": sha256}, limit=1).to_list(1)):
            self._remember(sha256)
        return bool(found)

    def _remember(self, sha256: str) -> None:
        self.seen[sha256] = None
        if len(self.seen) > REMEMBERED:
            del self.seen[next(iter(self.seen))]


async def read(stream: AsyncIOMotorGridOut) -> AsyncIterator[bytes]:
    while chunk := await answered(stream.readchunk()):
        yield chunk
