"""Uploads that go on where they broke off, in the shape of the IETF's Resumable Uploads for HTTP.

`POST` begins one, `PATCH` sends what follows the offset, `HEAD` tells the offset; the last byte makes it a file.
"""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import BaseModel

from chassis.documents import Upload, Uploads, checked
from chassis.http.binary import TAKES_A_PART
from chassis.http.caller import asks
from chassis.http.digests import PART, WHOLE, named
from chassis.http.media import EMPTY, FIRST_BYTES, Sizes, beginning, check_size, labelled, recognised, whole
from chassis.http.quota import Quota
from chassis.http.routing import routes
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Number

Anyone = Annotated[Origin, Depends(asks())]
Length = Annotated[Number, Header(alias="Upload-Length", description="文件的字节数")]
Offset = Annotated[Number, Header(alias="Upload-Offset", description="已收到的字节数，由此续传")]


class UploadView(BaseModel):
    """`offset` bytes of `length` have come; `sha256` is the file's name once all have, `until` when it is forgotten."""

    id: str
    offset: int
    length: int
    until: str
    sha256: str | None


def uploads_router(uploads: Uploads, sizes: Sizes, quota: Quota) -> APIRouter:
    """Return the routes of `/blobs/uploads`."""
    router = routes("/blobs/uploads", tag="files")

    @router.post("", status_code=201, summary="开始续传式上传")
    async def begin_upload(request: Request, response: Response, length: Length, who: Anyone) -> UploadView:
        """The headers Content-Type, Upload-Length and Repr-Digest (optional) tell of the file; the body is empty."""
        label = labelled(request.headers.get("content-type", ""))
        if length <= 0:
            refuse(EMPTY)
        check_size(label, length, sizes)
        expected = named(request, WHOLE)
        await quota.count(who)
        upload = await uploads.begin(who.actor, who.agency, label, length, expected)
        response.headers["Location"] = f"uploads/{upload.id}"
        return told(upload, response)

    @router.get("/{upload_id}", summary="查询上传进度")
    @router.head("/{upload_id}", include_in_schema=False)
    async def read_upload(upload_id: UUID, response: Response, who: Anyone) -> UploadView:
        return told(await uploads.find(str(upload_id), who.actor), response)

    @router.patch("/{upload_id}", max_body_size=max(sizes.values()), summary="续传", openapi_extra=TAKES_A_PART)
    async def continue_upload(
        upload_id: UUID, request: Request, response: Response, offset: Offset, who: Anyone
    ) -> UploadView:
        """What comes is kept even if it breaks off; with a Content-Digest whole and as it was sent, or not at all."""
        digest = named(request, PART)
        upload = await uploads.find(str(upload_id), who.actor)
        uploads.check_offset(upload, offset)
        return told(await continued(uploads, upload, request.stream(), sizes, digest), response)

    @router.delete("/{upload_id}", status_code=204, summary="放弃上传")
    async def abandon_upload(upload_id: UUID, who: Anyone) -> None:
        upload = await uploads.find(str(upload_id), who.actor)
        await uploads.forget(upload.id)

    return router


async def continued(
    uploads: Uploads, upload: Upload, content: AsyncIterator[bytes], sizes: Sizes, digest: str | None
) -> Upload:
    """Keep what comes, and make a file of the whole; its kind is judged by the first bytes and once more at the end."""
    content = checked(content, digest)
    if not upload.offset:
        first = await beginning(content)
        if len(first) >= FIRST_BYTES:
            judged(upload, first, sizes)
        content = whole(first, content)
    append = uploads.append_whole if digest else uploads.append
    upload = await append(upload, content)
    if upload.offset < upload.length or upload.sha256:
        return upload
    media_type = judged(upload, await beginning(uploads.content(upload)), sizes)
    return await uploads.complete(upload, media_type)


def judged(upload: Upload, first: bytes, sizes: Sizes) -> str:
    """Return the media type by the first bytes; refuse what no file of that label and length is."""
    media_type = recognised(upload.label, first)
    check_size(media_type, upload.length, sizes)
    return media_type


def told(upload: Upload, response: Response) -> UploadView:
    """Return the view, and say the same in headers: who asks by HEAD gets no more."""
    response.headers["Upload-Offset"] = str(upload.offset)
    response.headers["Upload-Length"] = str(upload.length)
    response.headers["Upload-Complete"] = "?1" if upload.sha256 else "?0"
    return UploadView(
        id=upload.id, offset=upload.offset, length=upload.length, until=upload.until, sha256=upload.sha256
    )
