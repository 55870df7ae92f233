"""A line on which a caller listens to changes."""

import asyncio
import json
from typing import Any

from chassis.testing import Bench, Caller

PATIENCE = 10.0


class Line:
    """One open answer to `GET /changes`: what came on it, by id and data."""

    def __init__(self, bench: Bench[Any], caller: Caller, **headers: str) -> None:
        self.app = bench.client._transport.app  # type: ignore[attr-defined]
        self.headers = {**caller.headers, **headers}
        self.status = 0
        self.content_type = ""
        self.frames: list[tuple[str, dict[str, Any] | None]] = []
        self.gone = asyncio.Event()
        self.news = asyncio.Event()
        self.task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        headers = [(name.lower().encode(), value.encode()) for name, value in self.headers.items()]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "path": "/changes",
            "raw_path": b"/changes",
            "query_string": b"",
            "headers": headers,
        }
        await self.app(scope, self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.content_type = dict(message["headers"])[b"content-type"].decode()
        for block in message.get("body", b"").decode().split("\n\n") if self.status == 200 else ():
            lines = dict(line.partition(": ")[::2] for line in block.splitlines())
            if "id" in lines:
                self.frames.append((lines["id"], json.loads(lines["data"]) if "data" in lines else None))
                self.news.set()

    @property
    def changes(self) -> list[dict[str, Any]]:
        return [change for _, change in self.frames if change]

    @property
    def place(self) -> str:
        """The id that was told last."""
        return self.frames[-1][0]

    async def opened(self) -> "Line":
        return await self.until(1, of="frames")

    async def until(self, number: int, of: str = "changes") -> "Line":
        async with asyncio.timeout(PATIENCE):
            while len(getattr(self, of)) < number:
                self.news.clear()
                await self.news.wait()
        return self

    async def ended(self) -> None:
        """Return once the service has ended the line."""
        async with asyncio.timeout(PATIENCE):
            await self.task

    async def hang_up(self) -> None:
        self.gone.set()
        await self.ended()
