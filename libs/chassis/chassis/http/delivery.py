"""Answers with a file, whole or a range of its bytes (RFC 9110): players of films ask for ranges.

A file never changes: its hash is its ETag. Who has it still asks each time, for rights may have ended meanwhile.
"""

import re

from fastapi import Request
from fastapi.responses import Response, StreamingResponse

from chassis.documents import StoredFile
from chassis.http.digests import WHOLE, told
from chassis.http.media import TYPES, Kind
from contracts.refusal import Category, Rule, refuse

NO_SUCH_RANGE = Rule(
    "range-not-satisfiable", "文件只有 {size} 字节", category=Category.MALFORMED, remedy="请求的范围须在文件之内"
)
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)
SHOWN = (Kind.PICTURE, Kind.FILM)
"""What a browser shows by itself; the rest is saved."""
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""Lets a browser's own viewer show the file, and nothing else."""


def deliver(request: Request, file: StoredFile, sha256: str) -> Response:
    """Answer GET or HEAD with the file, 304 to whoever has it; refuses NO_SUCH_RANGE."""
    if known := unchanged(request, sha256):
        return known
    named = TYPES.get(file.media_type)
    place = "inline" if named and named.kind in SHOWN else "attachment"
    headers = {
        **kept_as(sha256),
        WHOLE: told(sha256),
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'{place}; filename="{sha256[:16]}{named.extension if named else ""}"',
        "Content-Security-Policy": POLICY,
    }
    part = within(range_of(request, sha256), file.size)
    start, end = part or (0, file.size)
    headers["Content-Length"] = str(end - start)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(status_code=status, headers=headers, media_type=file.media_type)
    return StreamingResponse(file.read(start, end), status, headers, file.media_type)


def shown(content: bytes, media_type: str, tag: str) -> Response:
    """Answer with what a browser shows."""
    return Response(content, headers={**kept_as(tag), "Content-Security-Policy": POLICY}, media_type=media_type)


def unchanged(request: Request, tag: str) -> Response | None:
    """Return 304 for whoever has what is called so (If-None-Match)."""
    has = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=kept_as(tag)) if f'"{tag}"' in has or "*" in has else None


def kept_as(tag: str) -> dict[str, str]:
    return {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache"}


def range_of(request: Request, tag: str) -> str:
    """Return the range that is asked for; none, where it is asked for of another file only (If-Range)."""
    return request.headers.get("range", "") if request.headers.get("if-range", f'"{tag}"') == f'"{tag}"' else ""


def within(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first byte and the one after the last; None, for the whole file, where no single range is asked for.

    Refuses NO_SUCH_RANGE for a range without a byte of the file.
    """
    found = RANGE.fullmatch(asked.replace(" ", ""))
    if not found or found.group() == "bytes=-":
        return None
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if first and last and int(first) > int(last):
        return None
    return (start, end) if start < end else refuse(NO_SUCH_RANGE, size=size)
