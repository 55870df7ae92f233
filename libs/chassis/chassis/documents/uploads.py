"""Files that come in parts: what came is kept in the service's own store until it is whole (docs/decisions/0042)."""

import uuid
from collections.abc import AsyncIterable, AsyncIterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from chassis.clock import wall
from chassis.documents.blobs import chunks
from chassis.documents.digests import DAMAGED, checked
from chassis.documents.port import Document, Documents, Index, find_one
from chassis.documents.received import Received
from contracts.envelope import stamp
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.values import BodyCode, PersonId

NO_UPLOAD = Rule("no-such-upload", "没有这次上传，或者已过期", category=Category.UNKNOWN, remedy="请重新开始上传")
WRONG_OFFSET = Rule(
    "wrong-offset", "已收到 {offset} 字节", category=Category.CONFLICT, remedy="请从第 {offset} 字节起续传"
)
BEYOND = Rule("beyond-length", "内容超过所注明的 {length} 字节", category=Category.MALFORMED, remedy="请重新开始上传")
TOO_MANY = Rule(
    "too-many-uploads",
    "未传完的文件已有 {most} 个",
    category=Category.TOO_OFTEN,
    remedy="请先传完或者放弃其中之一",
)

UPLOADS, PARTS = "upload", "upload-part"
LIVES = timedelta(days=1)
PART_BYTES = 1024 * 1024
MOST = 10
SWEPT_AT_ONCE = 3


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file of `length` bytes, of which `offset` have come; `parts` holds their ids, in order.

    `until` is when it is forgotten, `sha256` the file's name once it is whole, `expected` what it was said to be.
    """

    id: str
    person: PersonId
    body: BodyCode
    label: str
    length: int
    offset: int = 0
    parts: tuple[str, ...] = ()
    until: str
    expected: str | None = None
    sha256: str | None = None


class Uploads:
    """Uploads under way; each write names the offset that it goes on from, so that of two at once one is refused."""

    def __init__(self, documents: Documents, received: Received) -> None:
        self.documents = documents
        self.received = received

    async def prepare(self) -> None:
        """Make the indexes by which those of a person, those that are over and their parts are found."""
        for field in ("person", "until"):
            await self.documents.index(UPLOADS, Index((field,)))
        await self.documents.index(PARTS, Index(("upload",)))

    async def begin(
        self, person: PersonId, body: BodyCode, label: str, length: int, expected: str | None = None
    ) -> Upload:
        """Begin an upload; refuses TOO_MANY. Some that are over are forgotten: more than come in."""
        await self._sweep()
        open_ones: Document = {"person": person, "sha256": None, "until": {"$gt": stamp(wall())}}
        if await self.documents.count(UPLOADS, open_ones) >= MOST:
            refuse(TOO_MANY, most=MOST, seconds=60)
        id, until = str(uuid.uuid4()), lives_until(wall())
        upload = Upload(id=id, person=person, body=body, label=label, length=length, until=until, expected=expected)
        fields = asdict(upload)
        await self.documents.insert(UPLOADS, {"_id": fields.pop("id"), **fields, "parts": []})
        return upload

    async def find(self, id: str, person: str) -> Upload:
        """Return an upload of the person; refuses NO_UPLOAD for one that is over or another's."""
        where: Document = {"_id": id, "person": person, "until": {"$gt": stamp(wall())}}
        found = await find_one(self.documents, UPLOADS, where) or refuse(NO_UPLOAD)
        return Upload(id=found.pop("_id"), parts=tuple(found.pop("parts")), **found)

    def check_offset(self, upload: Upload, offset: int) -> None:
        """Refuse WRONG_OFFSET unless the upload goes on there."""
        if offset != upload.offset:
            refuse(WRONG_OFFSET, offset=upload.offset)

    async def append(self, upload: Upload, content: AsyncIterable[bytes]) -> Upload:
        """Keep what comes, also if it breaks off; refuses BEYOND, and WRONG_OFFSET if another one was faster."""
        async for piece in pieces(content):
            upload = await self.append_whole(upload, chunks(piece))
        return upload

    async def append_whole(self, upload: Upload, content: AsyncIterable[bytes]) -> Upload:
        """Keep all that comes, or nothing if it breaks off; refuses as `append` does."""
        parts: list[str] = []
        offset = upload.offset
        try:
            async for piece in pieces(content):
                offset += len(piece)
                if offset > upload.length:
                    refuse(BEYOND, length=upload.length)
                parts.append(part := uuid.uuid4().hex)
                await self.documents.insert(PARTS, {"_id": part, "upload": upload.id, "content": piece})
        except Exception:
            await self._drop(parts)
            raise
        return await self._link(upload, parts, offset)

    async def _link(self, upload: Upload, parts: list[str], offset: int) -> Upload:
        until = lives_until(wall())
        change: Document = {"$set": {"offset": offset, "until": until}, "$push": {"parts": {"$each": parts}}}
        if not await self.documents.update(UPLOADS, {"_id": upload.id, "offset": upload.offset}, change):
            await self._drop(parts)
            refuse(WRONG_OFFSET, offset=(await self.find(upload.id, upload.person)).offset)
        return replace(upload, offset=offset, until=until, parts=(*upload.parts, *parts))

    async def content(self, upload: Upload) -> AsyncIterator[bytes]:
        """Yield what has come; refuses NO_UPLOAD if it was put together meanwhile."""
        for part in upload.parts:
            found = await find_one(self.documents, PARTS, {"_id": part}) or refuse(NO_UPLOAD)
            yield found["content"]

    async def complete(self, upload: Upload, media_type: str) -> Upload:
        """Put the file together. Its parts go, its name stays to be asked for: the answer may get lost.

        Refuses DAMAGED, and forgets the upload, if it is another file than was said: nobody knows which part is wrong.
        """
        content = checked(self.content(upload), upload.expected)
        try:
            sha256, _ = await self.received.put(content, media_type, upload.body, upload.person)
        except Refusal as refusal:
            if refusal.rule == DAMAGED:
                await self.forget(upload.id)
            raise
        await self.documents.update(UPLOADS, {"_id": upload.id}, {"$set": {"sha256": sha256}})
        await self._forget_parts(upload.id)
        return replace(upload, sha256=sha256)

    async def forget(self, id: str) -> None:
        """Forget an upload, its parts first: what is left of them would not be found again."""
        await self._forget_parts(id)
        await self.documents.delete(UPLOADS, {"_id": id})

    async def _forget_parts(self, id: str) -> None:
        parts = await self.documents.find(PARTS, {"upload": id}, fields={"_id": 1})
        await self._drop([part["_id"] for part in parts])

    async def _drop(self, parts: Sequence[str]) -> None:
        for part in parts:
            await self.documents.delete(PARTS, {"_id": part})

    async def _sweep(self) -> None:
        over = {"until": {"$lte": stamp(wall())}}
        for upload in await self.documents.find(UPLOADS, over, fields={"_id": 1}, limit=SWEPT_AT_ONCE):
            await self.forget(upload["_id"])


def lives_until(now: datetime) -> str:
    return stamp(now + LIVES)


async def pieces(content: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield the content in pieces of one size; if it breaks off, first what came until then."""
    held = bytearray()
    try:
        async for chunk in content:
            held += chunk
            while len(held) >= PART_BYTES:
                yield bytes(held[:PART_BYTES])
                del held[:PART_BYTES]
    except Exception:
        if held:
            yield bytes(held)
        raise
    if held:
        yield bytes(held)
