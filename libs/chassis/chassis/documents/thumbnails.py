"""Small copies of pictures: made once, kept beside the files, and made anew where a restore lost them.

They are upright as the camera was held, and hold nothing of what telephones write into one (place, time, owner).
"""

import asyncio
from enum import IntEnum
from typing import Final

from chassis.documents.blobs import Blobs, read_whole
from chassis.documents.port import Documents, find_one
from contracts.refusal import Category, Rule, refuse

NO_THUMBNAIL = Rule("no-thumbnail", "该文件没有缩略图", category=Category.UNKNOWN, remedy="请打开原文件")

THUMBNAILS = "thumbnail"
MADE_AS: Final = "image/webp"


class Side(IntEnum):
    """Longest side of a thumbnail in pixels: of a list's card, or of a whole screen."""

    CARD = 320
    SCREEN = 1280


class Thumbnails:
    """Thumbnails of a service's files; one is made at a time, in a thread: a process stays small and answers."""

    def __init__(self, documents: Documents, blobs: Blobs) -> None:
        self.documents = documents
        self.blobs = blobs
        self.turn = asyncio.Semaphore(1)

    async def of(self, sha256: str, side: Side) -> bytes:
        """Return the thumbnail; refuses MISSING without the file, NO_THUMBNAIL for what can't be drawn small."""
        if kept := await self._kept(sha256, side):
            return kept
        async with self.turn:
            return await self._kept(sha256, side) or await self._make(sha256, side)

    async def _kept(self, sha256: str, side: Side) -> bytes | None:
        found = await find_one(self.documents, THUMBNAILS, {"_id": name(sha256, side)})
        return found["content"] if found else None

    async def _make(self, sha256: str, side: Side) -> bytes:
        media_type = (await self.blobs.open(sha256)).media_type
        if not media_type.startswith("image/"):
            refuse(NO_THUMBNAIL)
        whole = await read_whole(self.blobs, sha256)
        small = await asyncio.to_thread(drawn, whole, media_type, side) or refuse(NO_THUMBNAIL)
        await self.documents.insert(THUMBNAILS, {"_id": name(sha256, side), "content": small})
        return small


def name(sha256: str, side: Side) -> str:
    return f"{sha256} {side}"


def drawn(whole: bytes, media_type: str, side: Side) -> bytes | None:
    from chassis.documents.drawing import drawn_small  # its libraries take 15 MB of every process that never draws

    return drawn_small(whole, media_type, side)
