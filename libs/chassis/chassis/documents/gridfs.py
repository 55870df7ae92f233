"""Files in MongoDB's GridFS through motor (docs/decisions/0001)."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator
from contextlib import suppress
from functools import partial

from gridfs.errors import NoFile
from motor.motor_asyncio import (
    AsyncIOMotorClient,
    AsyncIOMotorGridFSBucket,
    AsyncIOMotorGridOut,
)
from pymongo.errors import (
    PyMongoError,
)
from pymongo.write_concern import WriteConcern

from chassis.documents.blobs import MISSING, StoredFile
from chassis.documents.mongo import answered
from chassis.documents.port import Document
from contracts.refusal import refuse

REMEMBERED = 10_000


class MongoBlobs:
    """Files in GridFS, named by their hash."""

    def __init__(self, client: "AsyncIOMotorClient[Document]", database: str) -> None:
        self.bucket = AsyncIOMotorGridFSBucket(client[database], write_concern=WriteConcern(w="majority", j=True))
        self.seen: dict[str, None] = {}

    async def put(self, content: AsyncIterable[bytes], media_type: str) -> tuple[str, int]:
        """Upload under a provisional name: the hash is known, and becomes the name, only at the end."""
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

    async def open(self, sha256: str) -> StoredFile:
        try:
            stream = await answered(self.bucket.open_download_stream_by_name(sha256))
        except NoFile:
            refuse(MISSING, sha256=sha256)
        return StoredFile((stream.metadata or {})["media_type"], stream.length, partial(read, stream))

    async def has(self, sha256: str) -> bool:
        """Tell whether the file is there; one that was seen once always is, since files never change or go."""
        if sha256 in self.seen:
            return True
        if found := await answered(self.bucket.find({"filename": sha256}, limit=1).to_list(1)):
            self._remember(sha256)
        return bool(found)

    def _remember(self, sha256: str) -> None:
        self.seen[sha256] = None
        if len(self.seen) > REMEMBERED:
            del self.seen[next(iter(self.seen))]


async def read(stream: AsyncIOMotorGridOut, start: int, end: int) -> AsyncIterator[bytes]:
    """Yield the bytes from `start` up to, without, `end`, chunk by chunk as they are stored."""
    stream.seek(start)
    left = end - start
    while left > 0 and (chunk := await answered(stream.readchunk())):
        yield chunk[:left]
        left -= len(chunk)
