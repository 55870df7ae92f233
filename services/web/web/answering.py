"""Answers to requests for the screens, as plain ASGI."""

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, NamedTuple

from web.files import Encoded, File

type Message = MutableMapping[str, Any]
type Send = Callable[[Message], Awaitable[None]]
type Receive = Callable[[], Awaitable[Message]]

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "media-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(self), geolocation=(self), microphone=(self)",
    "cross-origin-opener-policy": "same-origin",
}
INDEX = "/index.html"
NO_SCREEN = ("/api/", "/assets/", "/pack/")
"""What is unknown below here, or has a dot, is no address of a screen."""
HEALTH = {"/health/live": b'{"status":"alive"}', "/health/ready": b'{"status":"ready"}'}
NOWHERE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>没有这个地址</title><p>没有这个地址。<a href="/">回到首页</a></p></html>
""".encode()
HTML = "text/html; charset=utf-8"
REFUSED = re.compile(r"q=0(\.0*)?\s*$")


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes = b""


class Screens:
    """The application; `files` are by their paths."""

    def __init__(self, files: Mapping[str, File]) -> None:
        self.files = {**files, "/": files[INDEX]}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status, headers, body = self.answer(scope["method"], scope["path"], asked)
        whole = ALWAYS | headers | ({} if status == 304 else {"content-length": str(len(body))})
        pairs = [(name.encode(), value.encode()) for name, value in whole.items()]
        await send({"type": "http.response.start", "status": status, "headers": pairs})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def answer(self, method: str, path: str, asked: Mapping[str, str]) -> Answer:
        if method not in ("GET", "HEAD"):
            return Answer(405, {"allow": "GET, HEAD"})
        if path in HEALTH:
            return Answer(200, {"content-type": "application/json", "cache-control": "no-store"}, HEALTH[path])
        if found := self.files.get(path) or self.screen(path):
            return deliver(found, asked)
        return Answer(404, {"content-type": HTML, "cache-control": "no-store"}, NOWHERE)

    def screen(self, path: str) -> File | None:
        """Return the page that shows the screen of this address, or None for what is no screen's."""
        return None if "." in path or path.startswith(NO_SCREEN) else self.files["/"]


def deliver(file: File, asked: Mapping[str, str]) -> Answer:
    form = chosen(file, asked.get("accept-encoding", ""))
    headers = {"cache-control": file.caching, "etag": form.tag, "vary": "accept-encoding"}
    if knows(asked.get("if-none-match", ""), form.tag):
        return Answer(304, headers)
    encoding = {} if form.encoding == "identity" else {"content-encoding": form.encoding}
    return Answer(200, headers | encoding | {"content-type": file.media_type}, form.body)


def chosen(file: File, accepted: str) -> Encoded:
    """Return the smallest form that the caller takes; everybody takes the file itself."""
    weights = {
        name.strip().lower(): not REFUSED.search(weight)
        for name, _, weight in (part.partition(";") for part in accepted.split(","))
    }
    taken = weights | {"identity": True}
    return next(form for form in file.forms if taken.get(form.encoding, weights.get("*", False)))


def knows(tags: str, tag: str) -> bool:
    return any(known.strip().removeprefix("W/") in ("*", tag) for known in tags.split(","))
