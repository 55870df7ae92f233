"""A person of the county, signed in and acting through the gateway."""

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from zlib import compress, crc32

import httpx

SEASON = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
PATIENCE_SECONDS = 180.0
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 0.8
"""Between two looks: a county that takes longer is not asked twenty times a second."""
AWAY_SECONDS = 45.0
"""A process that was killed is back after ten on two cores."""
UNAVAILABLE = (502, 503, 504)

type Body = dict[str, Any]
type Headers = dict[str, str]


class Unexpected(Exception):
    """The platform answered otherwise than the story expects."""


@dataclass
class Player:
    """A person with the login `name`, who signs in with the password once there is something to do.

    Keys derive from the command, so an interrupted season continues where it was.
    """

    client: httpx.AsyncClient
    name: str
    password: str = ""
    token: str = ""
    person: str = ""
    certificate: str = ""

    async def sign_in(self) -> None:
        """Get a token; raise Unexpected."""
        credentials = {"login": self.name, "password": self.password}
        answer = await self.request("POST", "/api/identity/sign-in", json=credentials)
        if not answer.is_success:
            raise Unexpected(f"{self.name} signs in: {answer.status_code} {answer.text}")
        self.token, self.person = answer.json()["token"], answer.json()["person"]

    async def act(self, path: str, body: Body | None = None) -> Body:
        """Send a command that must succeed; return the view in its answer."""
        answer = await self.attempt(path, body)
        if not answer.is_success:
            raise Unexpected(f"{self.name} POST {path}: {answer.status_code} {answer.text}")
        view: Body = answer.json()
        return view

    async def refused(self, path: str, body: Body | None = None) -> Body:
        """Send a command that must be refused as unlawful; return the problem document."""
        answer = await self.attempt(path, body)
        if answer.status_code not in (403, 409):
            raise Unexpected(f"{self.name} POST {path} should be refused: {answer.status_code} {answer.text}")
        problem: Body = answer.json()
        return problem

    async def attempt(self, path: str, body: Body | None) -> httpx.Response:
        sent = body or {}
        asked = f"{self.name} {path} {json.dumps(sent, sort_keys=True)}"
        headers = {"Idempotency-Key": str(uuid.uuid5(SEASON, asked)), "If-Match": "*"}
        return await self.send("POST", path, json=sent, headers=headers)

    async def ask(self, path: str, **parameters: Any) -> Body:
        answer = await self.send("GET", path, params=parameters)
        if not answer.is_success:
            raise Unexpected(f"{self.name} GET {path}: {answer.status_code} {answer.text}")
        view: Body = answer.json()
        return view

    async def every(self, path: str, **parameters: Any) -> list[Body]:
        """Return all items of a list, page by page."""
        items: list[Body] = []
        cursor: str | None = None
        while True:
            page = await self.ask(path, limit=200, **parameters, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            if not (cursor := page["next"]):
                return items

    async def upload(self, service: str, content: bytes, media_type: str = "image/png") -> str:
        """Upload a file and return its sha256."""
        answer = await self.send("POST", f"/api/{service}/blobs", content=content, headers={"content-type": media_type})
        if not answer.is_success:
            raise Unexpected(f"{self.name} uploads to {service}: {answer.status_code} {answer.text}")
        return str(answer.json()["sha256"])

    async def send(self, method: str, path: str, headers: Headers | None = None, **request: Any) -> httpx.Response:
        """Send a request, signed in before it."""
        if self.password and not self.token:
            await self.sign_in()
        return await self.request(method, path, headers, **request)

    async def request(self, method: str, path: str, headers: Headers | None = None, **request: Any) -> httpx.Response:
        """Send a request, again while the gateway or a service is away: every request made here is safe to repeat."""
        limit = time.monotonic() + AWAY_SECONDS
        sent = {**self.authorised, **(headers or {})}
        while True:
            with suppress(httpx.TransportError):
                answer = await self.client.request(method, path, headers=sent, **request)
                if answer.status_code not in UNAVAILABLE or time.monotonic() > limit:
                    return answer
            if time.monotonic() > limit:
                raise Unexpected(f"{self.name} {method} {path}: no answer for {AWAY_SECONDS:.0f} s")
            await asyncio.sleep(PAUSE_SECONDS)

    @property
    def authorised(self) -> Headers:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


async def until[T](what: str, look: Callable[[], Awaitable[T | None]]) -> T:
    """Return the first answer that is not None, since other services see a fact a moment later; raise Unexpected."""
    limit, pause = time.monotonic() + PATIENCE_SECONDS, PAUSE_SECONDS
    while time.monotonic() < limit:
        if (found := await look()) is not None:
            return found
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
    raise Unexpected(f"waited {PATIENCE_SECONDS:.0f} s in vain: {what}")


def picture(about: str) -> bytes:
    """Return a picture of one grey pixel (PNG) with a remark in it, so that each `about` has its own."""
    pixel = (1).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 0))
    chunks = (
        (b"IHDR", pixel),
        (b"iTXt", b"about" + bytes(5) + about.encode()),
        (b"IDAT", compress(bytes(2))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(data).to_bytes(4) + name + data + crc32(name + data).to_bytes(4) for name, data in chunks
    )
