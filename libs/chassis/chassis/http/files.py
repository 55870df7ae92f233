"""Uploading files, and short-lived links to read them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from chassis.clock import wall
from chassis.documents import Blobs, Links, require
from chassis.http.caller import asks
from chassis.http.media import EXTENSIONS, beginning, kinds_of, whole
from chassis.http.routing import routes
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Number, Sha256

WRONG_TYPE = Rule(
    "wrong-media-type", "不接受 {given} 类型的文件", category=Category.MALFORMED, remedy="请上传照片、录音录像或 PDF"
)
WRONG_CONTENT = Rule(
    "wrong-content",
    "文件内容不是所注明的 {given} 类型",
    category=Category.MALFORMED,
    remedy="请上传 JPEG、PNG、WebP 照片，MP4 录像，MP3、M4A 录音或 PDF，并注明其本来的类型",
)
EMPTY = Rule("empty-file", "文件内容为空", category=Category.MALFORMED)

Anyone = Annotated[Origin, Depends(asks())]


class Uploaded(BaseModel):
    """`sha256` is the file's name from now on; `size` is in bytes."""

    sha256: str
    size: int


class Link(BaseModel):
    """`path` is relative to the service and works without a token until `until` (Unix seconds)."""

    path: str
    until: int


def files_router(blobs: Blobs, links: Links, largest: int) -> APIRouter:
    """Return `POST /blobs`, `GET /blobs/{sha256}/link` and `GET /files/{sha256}`; `largest` is in bytes."""
    router = routes(tag="files")

    @router.post("/blobs", status_code=201, max_body_size=largest, summary="上传附件")
    async def upload_file(request: Request, who: Anyone) -> Uploaded:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in EXTENSIONS:
            refuse(WRONG_TYPE, given=media_type or "未注明")
        content = request.stream()
        first = await beginning(content) or refuse(EMPTY)
        if media_type not in kinds_of(first):
            refuse(WRONG_CONTENT, given=media_type)
        sha256, size = await blobs.put(whole(first, content), media_type)
        return Uploaded(sha256=sha256, size=size)

    @router.get("/blobs/{sha256}/link")
    async def link_to_file(sha256: Sha256, who: Anyone) -> Link:
        await require(blobs, sha256)
        until, signature = links.sign(sha256, wall())
        return Link(path=f"/files/{sha256}?until={until}&signature={signature}", until=until)

    @router.get("/files/{sha256}", response_class=StreamingResponse)
    async def read_file(
        sha256: Sha256, until: Annotated[Number, Query()], signature: Annotated[str, Query()]
    ) -> StreamingResponse:
        links.check(sha256, until, signature, wall())
        content, media_type = await blobs.open(sha256)
        named = f'attachment; filename="{sha256[:16]}{EXTENSIONS.get(media_type, "")}"'
        headers = {"Cache-Control": "private, max-age=600", "Content-Disposition": named}
        return StreamingResponse(content, media_type=media_type, headers=headers)

    return router
