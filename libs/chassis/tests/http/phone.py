"""A phone with a film to send."""

from collections.abc import Iterator
from typing import Any

from httpx import Response

from chassis.documents.uploads import PART_BYTES
from chassis.testing import Bench, Caller

FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00" + b"film" * (PART_BYTES // 2)


class Phone:
    """A phone that sends one file in parts."""

    def __init__(self, bench: Bench[Any], officer: Caller) -> None:
        self.client = bench.client
        self.headers = officer.headers
        self.path = ""

    async def begin(self, length: int, media_type: str = "video/mp4", **other: str) -> Response:
        headers = self.headers | {"Upload-Length": str(length), "Content-Type": media_type} | other
        answer = await self.client.post("/blobs/uploads", headers=headers)
        self.path = f"/blobs/{answer.headers.get('location', '')}"
        return answer

    async def send(self, offset: int, content: bytes, **other: str) -> Response:
        headers = self.headers | {"Upload-Offset": str(offset), "Content-Type": "application/partial-upload"}
        return await self.client.patch(self.path, content=content, headers=headers | other)

    async def offset(self) -> int:
        answer = await self.client.head(self.path, headers=self.headers)
        assert (answer.status_code, answer.content) == (200, b"")
        return int(answer.headers["upload-offset"])

    async def send_and_break_off(self, offset: int, content: bytes, **other: str) -> None:
        """Send, and be gone before the end: what a server sees of a valley without reception."""
        messages: Iterator[dict[str, Any]] = iter(
            [{"type": "http.request", "body": content, "more_body": True}, {"type": "http.disconnect"}]
        )

        async def receive() -> dict[str, Any]:
            return next(messages)

        async def send(message: Any) -> None:
            """Reach nobody."""

        headers = self.headers | {"upload-offset": str(offset), "content-length": str(len(FILM))} | other
        path = self.path.encode()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "PATCH",
            "path": self.path,
            "raw_path": path,
            "query_string": b"",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }
        await self.client._transport.app(scope, receive, send)  # type: ignore[attr-defined]
