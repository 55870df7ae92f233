"""Files that people brought: a body rests its acts on what its own people brought, and nobody guesses at a hash."""

from collections.abc import AsyncIterable

from chassis.documents.blobs import MISSING, Blobs
from chassis.documents.port import Document, Documents, find_one
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, PersonId, Sha256

RECEIVED = "received"

NOT_A_PICTURE = Rule(
    "not-a-picture",
    "文件 {sha256} 不是照片",
    law="APL 46, 47",
    category=Category.MALFORMED,
    remedy="请上传照片；录音、录像和文书不能代替",
)


class Received:
    """Keeps files and who brought them: a document per file, body and person, named by all three."""

    def __init__(self, documents: Documents, blobs: Blobs) -> None:
        self.documents = documents
        self.blobs = blobs

    async def put(
        self, content: AsyncIterable[bytes], media_type: str, body: BodyCode, person: PersonId
    ) -> tuple[Sha256, int]:
        """Keep the file and note who brought it; return its sha256 in hex, and its size in bytes."""
        sha256, size = await self.blobs.put(content, media_type)
        await self.documents.insert(RECEIVED, {"_id": name(sha256, body, person)})
        return sha256, size

    async def from_body(self, sha256: Sha256, body: BodyCode) -> bool:
        """Tell whether somebody of the body brought the file."""
        return await self._found({"$gte": name(sha256, body, ""), "$lt": name(sha256, body, "~")})

    async def usable(self, sha256: Sha256, body: BodyCode) -> None:
        """Refuse MISSING unless the file is there and somebody of the body brought it: then acts may name it."""
        if not (await self.from_body(sha256, body) and await self.blobs.has(sha256)):
            refuse(MISSING, sha256=sha256)

    async def require_own(self, sha256: Sha256, body: BodyCode, person: PersonId) -> None:
        """Refuse MISSING unless the person, as one of the body, brought the file."""
        if not await self._found(name(sha256, body, person)):
            refuse(MISSING, sha256=sha256)

    async def require(self, body: BodyCode, *wanted: Sha256) -> None:
        """Refuse MISSING if nobody of the body brought one of the files, whether it is there or not."""
        for sha256 in wanted:
            if not await self.from_body(sha256, body):
                refuse(MISSING, sha256=sha256)

    async def require_pictures(self, body: BodyCode, *wanted: Sha256) -> None:
        """Refuse MISSING as `require` does, and NOT_A_PICTURE where one of the files is anything else."""
        await self.require(body, *wanted)
        for sha256 in wanted:
            if not (await self.blobs.open(sha256)).media_type.startswith("image/"):
                refuse(NOT_A_PICTURE, sha256=sha256)

    async def _found(self, id: Document | str) -> bool:
        return await find_one(self.documents, RECEIVED, {"_id": id}, {"_id": 1}) is not None


def name(sha256: str, body: str, person: str) -> str:
    return f"{sha256} {body} {person}"
