"""Uploading files, and short-lived links to read them: each is for one person, and hash alone opens nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from chassis.clock import wall
from chassis.documents import Blobs, Links, Received, Uploads
from chassis.http.binary import GIVES_A_FILE, TAKES_A_FILE
from chassis.http.caller import asks
from chassis.http.delivery import deliver
from chassis.http.media import EMPTY, Sizes, beginning, check_size, labelled, limited, recognised, whole
from chassis.http.quota import Quota
from chassis.http.routing import joined, routes
from chassis.http.uploads import uploads_router
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import Number, Sha256

Anyone = Annotated[Origin, Depends(asks())]


class Uploaded(BaseModel):
    """`sha256` is the file's name from now on; `size` is in bytes."""

    sha256: str
    size: int


class Link(BaseModel):
    """`path` is relative to the service and works until `until` (Unix seconds), with a token of the same person."""

    path: str
    until: int


@dataclass(frozen=True, kw_only=True)
class Files:
    """What the routes of files stand on: `sizes` is how large each kind may be, `quota` how often a person uploads."""

    blobs: Blobs
    received: Received
    links: Links
    uploads: Uploads
    sizes: Sizes
    quota: Quota


type Names = Callable[[str, Sha256, Origin], Awaitable[bool]]
"""Tells whether what has the id, and the caller sees, names the file; refuses what the caller does not see."""

Of = Annotated[str | None, Query(description="引用该文件的案件、检查或者巡查的编号；本人上传的文件不必填写")]


def upload_router(files: Files) -> APIRouter:
    """Return `POST /blobs`."""
    router = routes(tag="files")

    @router.post(
        "/blobs",
        status_code=201,
        max_body_size=max(files.sizes.values()),
        summary="上传附件",
        openapi_extra=TAKES_A_FILE,
    )
    async def upload_file(request: Request, who: Anyone) -> Uploaded:
        label = labelled(request.headers.get("content-type", ""))
        if (length := request.headers.get("content-length", "")).isdecimal():
            check_size(label, int(length), files.sizes)
        await files.quota.count(who)
        content = request.stream()
        media_type = recognised(label, first := await beginning(content) or refuse(EMPTY))
        sha256, size = await files.received.put(
            limited(whole(first, content), media_type, files.sizes), media_type, who.agency, who.actor
        )
        return Uploaded(sha256=sha256, size=size)

    return router


def files_router(files: Files, names: Names) -> APIRouter:
    """Return `POST /blobs`, `GET /blobs/{sha256}/link`, `GET /files/{sha256}`, and the uploads in parts."""
    router, links = routes(tag="files"), files.links

    @router.get("/blobs/{sha256}/link", summary="取得附件链接")
    async def link_to_file(sha256: Sha256, who: Anyone, of: Of = None) -> Link:
        """For whoever brought the file, and whoever sees the case, visit or patrol `of` that names it."""
        if not (of and await names(of, sha256, who)):
            await files.received.require_own(sha256, who.agency, who.actor)
        until, signature = links.sign(sha256, who.actor, wall())
        return Link(path=f"/files/{sha256}?until={until}&signature={signature}", until=until)

    @router.get("/files/{sha256}", response_class=StreamingResponse, responses=GIVES_A_FILE, summary="读取附件")
    @router.head("/files/{sha256}", include_in_schema=False)
    async def read_file(
        request: Request,
        sha256: Sha256,
        until: Annotated[Number, Query()],
        signature: Annotated[str, Query()],
        who: Anyone,
    ) -> Response:
        """A browser's player sends no token by itself; a service worker adds it."""
        links.check(sha256, who.actor, until, signature, wall())
        return deliver(request, await files.blobs.open(sha256), sha256[:16])

    return joined(upload_router(files), router, uploads_router(files.uploads, files.sizes, files.quota))
