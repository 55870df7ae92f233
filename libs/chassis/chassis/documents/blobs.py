"""Files by their hash: stored before the event that names them, never changed, any complete copy serves."""

import hashlib
from collections.abc import AsyncIterable, AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from contracts.refusal import Category, Rule, refuse

MISSING = Rule("no-such-file", "没有指纹为 {sha256} 的文件", category=Category.UNKNOWN, remedy="请先上传文件")


@dataclass(frozen=True)
class StoredFile:
    """A file that is there: `size` in bytes; `read` yields those from the first number up to, without, the second."""

    media_type: str
    size: int
    read: Callable[[int, int], AsyncIterator[bytes]]


class Blobs(Protocol):
    """A store of files; `put` returns the sha256 in hex, and the size in bytes."""

    async def put(self, content: AsyncIterable[bytes], media_type: str) -> tuple[str, int]: ...

    async def open(self, sha256: str) -> StoredFile:
        """Return the file, to be read once; refuses MISSING if there is none."""
        ...

    async def has(self, sha256: str) -> bool: ...


class MemoryBlobs:
    """Files in memory, for tests."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[bytes, str]] = {}

    async def put(self, content: AsyncIterable[bytes], media_type: str) -> tuple[str, int]:
        whole = b"".join([chunk async for chunk in content])
        sha256 = hashlib.sha256(whole).hexdigest()
        self.files.setdefault(sha256, (whole, media_type))
        return sha256, len(whole)

    async def open(self, sha256: str) -> StoredFile:
        whole, media_type = self.files.get(sha256) or refuse(MISSING, sha256=sha256)

        def read(start: int, end: int) -> AsyncIterator[bytes]:
            return chunks(whole[start:end])

        return StoredFile(media_type, len(whole), read)

    async def has(self, sha256: str) -> bool:
        return sha256 in self.files


async def put_whole(blobs: Blobs, content: bytes, media_type: str) -> str:
    """Store a file that is in memory; return its sha256 in hex."""
    sha256, _ = await blobs.put(chunks(content), media_type)
    return sha256


async def read_whole(blobs: Blobs, sha256: str) -> bytes:
    """Return the content of a file; refuses MISSING if there is none."""
    file = await blobs.open(sha256)
    return b"".join([chunk async for chunk in file.read(0, file.size)])


async def chunks(whole: bytes) -> AsyncIterator[bytes]:
    yield whole
