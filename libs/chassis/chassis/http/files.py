"""Uploading files, and reading them: with a token, by whoever brought the file or sees what names it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from chassis.documents import MADE_AS, Blobs, Received, Side, Thumbnails, Uploads, checked
from chassis.http.binary import GIVES_A_FILE, TAKES_A_FILE
from chassis.http.caller import asks
from chassis.http.delivery import deliver, shown, unchanged
from chassis.http.digests import PART, WHOLE, named
from chassis.http.media import EMPTY, Sizes, beginning, check_size, labelled, limited, recognised, whole
from chassis.http.quota import Quota
from chassis.http.routing import joined, routes
from chassis.http.uploads import uploads_router
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Sha256

Anyone = Annotated[Origin, Depends(asks())]


class Uploaded(BaseModel):
    """`sha256` is the file's name from now on; `size` is in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Files:
    """What the routes of files stand on: `sizes` is how large each kind may be, `quota` how often a person uploads."""

    blobs: Blobs
    received: Received
    uploads: Uploads
    thumbnails: Thumbnails
    sizes: Sizes
    quota: Quota


type Names = Callable[[str, Sha256, Origin], Awaitable[bool]]
"""Tells whether what has the id, and the caller sees, names the file; refuses what the caller does not see."""

Of = Annotated[str | None, Query(description="引用该文件的案件、检查或者巡查的编号；本人上传的文件不必填写")]
LongestSide = Annotated[Side, Query(description="最长边的像素数")]


def files_router(files: Files, names: Names) -> APIRouter:
    """Return the routes of `/blobs`, where files come in, and of `/files`, where they are read (decision 0046)."""
    return joined(coming(files), reading(files, names), uploads_router(files.uploads, files.sizes, files.quota))


def coming(files: Files) -> APIRouter:
    router = routes("/blobs", tag="files")

    @router.post(
        "",
        status_code=201,
        max_body_size=max(files.sizes.values()),
        summary="上传附件",
        openapi_extra=TAKES_A_FILE,
    )
    async def upload_file(request: Request, who: Anyone) -> Uploaded:
        """Of a Content-Digest or Repr-Digest (RFC 9530) that is another one than that of what came, nothing is kept."""
        label = labelled(request.headers.get("content-type", ""))
        if (length := request.headers.get("content-length", "")).isdecimal():
            check_size(label, int(length), files.sizes)
        content = checked(checked(request.stream(), named(request, PART)), named(request, WHOLE))
        await files.quota.count(who)
        media_type = recognised(label, first := await beginning(content) or refuse(EMPTY))
        sha256, size = await files.received.put(
            limited(whole(first, content), media_type, files.sizes), media_type, who.agency, who.actor
        )
        return Uploaded(sha256=sha256, size=size)

    @router.head("/{sha256}", status_code=204, summary="查询附件是否已经上传")
    async def find_file(sha256: Sha256, who: Anyone) -> None:
        """204 if acts of the caller's body may name the file: it need not be sent again. 404 to all others."""
        await files.received.usable(sha256, who.agency)

    return router


def reading(files: Files, names: Names) -> APIRouter:
    router = routes("/files", tag="files")

    async def readable(sha256: Sha256, who: Anyone, of: Of = None) -> Sha256:
        """Return the hash; refuses a file that the caller did not bring and nothing names that the caller sees."""
        if not (of and await names(of, sha256, who)):
            await files.received.require_own(sha256, who.agency, who.actor)
        return sha256

    @router.get("/{sha256}", response_class=StreamingResponse, responses=GIVES_A_FILE, summary="读取附件")
    @router.head("/{sha256}", include_in_schema=False)
    async def read_file(request: Request, sha256: Annotated[Sha256, Depends(readable)]) -> Response:
        """For whoever brought the file, and whoever sees the case, visit or patrol `of` that names it."""
        return deliver(request, await files.blobs.open(sha256), sha256)

    @router.get("/{sha256}/thumbnail", response_class=Response, responses=GIVES_A_FILE, summary="读取缩略图")
    async def read_thumbnail(
        request: Request, sha256: Annotated[Sha256, Depends(readable)], side: LongestSide = Side.CARD
    ) -> Response:
        """A picture as WebP, upright and without what telephones write into it; 404 for what is none."""
        tag = f"{sha256}-{side}"
        return unchanged(request, tag) or shown(await files.thumbnails.of(sha256, side), MADE_AS, tag)

    return router
