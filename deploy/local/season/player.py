"""Somebody of the county, signed in and acting through the gateway."""

import asyncio
import json
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

SEASON = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.05

type Body = dict[str, Any]


class Unexpected(Exception):
    """The platform answered otherwise than the story tells."""


@dataclass
class Player:
    """`name` is the login. A command's key is made of what is asked: a season that broke off goes on where it was."""

    client: httpx.AsyncClient
    name: str
    token: str = ""
    person: str = ""
    certificate: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def act(self, path: str, body: Body | None = None) -> Body:
        """A command that must succeed; the view that it answers with."""
        answer = await self.attempt(path, body)
        if not answer.is_success:
            raise Unexpected(f"{self.name} POST {path}: {answer.status_code} {answer.text}")
        view: Body = answer.json()
        return view

    async def refused(self, path: str, body: Body | None = None) -> Body:
        """A command that must be refused as unlawful; the problem document."""
        answer = await self.attempt(path, body)
        if answer.status_code not in (403, 409):
            raise Unexpected(f"{self.name} POST {path} should be refused: {answer.status_code} {answer.text}")
        problem: Body = answer.json()
        return problem

    async def attempt(self, path: str, body: Body | None) -> httpx.Response:
        """With the same key again while the gateway or a service is not there yet."""
        sent = body or {}
        asked = f"{self.name} {path} {json.dumps(sent, sort_keys=True)}"
        headers = self.authorised | {"Idempotency-Key": str(uuid.uuid5(SEASON, asked))}
        for pause in (0.2, 0.5, 1.0, 2.0, 0.0):
            answer = await self.client.post(path, json=sent, headers=headers)
            if answer.status_code not in (502, 503, 504) or not pause:
                break
            await asyncio.sleep(pause)
        return answer

    async def ask(self, path: str, **parameters: Any) -> Body:
        answer = await self.client.get(path, params=parameters, headers=self.authorised)
        if not answer.is_success:
            raise Unexpected(f"{self.name} GET {path}: {answer.status_code} {answer.text}")
        view: Body = answer.json()
        return view

    async def every(self, path: str, **parameters: Any) -> list[Body]:
        """All items of a list, page by page."""
        items: list[Body] = []
        cursor: str | None = None
        while True:
            page = await self.ask(path, limit=200, **parameters, **({"cursor": cursor} if cursor else {}))
            items += page["items"]
            if not (cursor := page["next"]):
                return items

    async def upload(self, service: str, content: bytes, media_type: str = "image/jpeg") -> str:
        """The sha256 of an uploaded file."""
        headers = self.authorised | {"content-type": media_type}
        answer = await self.client.post(f"/api/{service}/blobs", content=content, headers=headers)
        if not answer.is_success:
            raise Unexpected(f"{self.name} uploads to {service}: {answer.status_code} {answer.text}")
        return str(answer.json()["sha256"])

    @property
    def authorised(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


async def until[T](what: str, look: Callable[[], Awaitable[T | None]]) -> T:
    """The first answer that is not None; events travel, so other services see a fact a moment later."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        if (found := await look()) is not None:
            return found
        await asyncio.sleep(PAUSE_SECONDS)
    raise Unexpected(f"waited {PATIENCE_SECONDS:.0f} s in vain: {what}")


def picture(about: str) -> bytes:
    """A small picture file, different for everything it is about."""
    return b"\xff\xd8\xff\xe0" + about.encode() + b"\xff\xd9"
