"""People who repeat a command under the same Idempotency-Key until they know its outcome."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from season.player import Player

PATIENCE_SECONDS = 180.0
PAUSE_SECONDS = 0.1
SIDE_BY_SIDE = 12
UNTOLD = (502, 503, 504)


@dataclass(frozen=True)
class Command:
    """A command and the person who gives it; `door` is the address of a process asked in the gateway's place."""

    player: Player
    path: str
    body: dict[str, Any]
    door: str = ""

    @property
    def address(self) -> str:
        """Path at the gateway, or at the door, which has no `/api/<service>`."""
        return f"{self.door}/{self.path.split('/', 3)[3]}" if self.door else self.path


@dataclass(frozen=True)
class Told:
    """The answer to a command, after so many tries; `id` and `version` are those of the view."""

    cause: str
    path: str
    status: int
    code: str
    id: str
    version: int
    tries: int
    answer: dict[str, Any]

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300


class Clients:
    """All commands of one test, and their answers."""

    def __init__(self, http: httpx.AsyncClient, per_second: float = 100.0) -> None:
        self.http = http
        self.between = 1 / per_second
        self.next_at = 0.0
        self.told: list[Told] = []
        self.untold = 0

    @property
    def acknowledged(self) -> list[Told]:
        return [told for told in self.told if told.acknowledged]

    @property
    def repeated(self) -> int:
        return sum(told.tries > 1 for told in self.told)

    async def tell(self, command: Command, key: str = "") -> Told:
        """Repeat a command until it is answered; fail after PATIENCE_SECONDS."""
        key = key or str(uuid.uuid4())
        limit = time.monotonic() + PATIENCE_SECONDS
        tries = 1
        while (answer := await self.once(command, key)) is None:
            if time.monotonic() > limit:
                raise AssertionError(f"nobody was told what became of {command.path} in {tries} tries")
            tries += 1
            await asyncio.sleep(PAUSE_SECONDS)
        return self.heard(command, key, answer, tries)

    async def outcome(self, command: Command, key: str = "") -> tuple[int, str]:
        """Return the status and the code of one try."""
        told = await self.tell(command, key)
        return told.status, told.code

    async def once(self, command: Command, key: str) -> httpx.Response | None:
        """Send once; return None if the outcome is unknown."""
        headers = command.player.authorised | {"Idempotency-Key": key, "If-Match": "*"}
        try:
            answer = await self.http.post(command.address, json=command.body, headers=headers)
        except httpx.HTTPError:
            self.untold += 1
            return None
        if answer.status_code in UNTOLD:
            self.untold += 1
            return None
        return answer

    def heard(self, command: Command, key: str, answer: httpx.Response, tries: int) -> Told:
        view = answer.json()
        told = Told(
            cause=f"http:{command.player.person}:{key}",
            path=command.path,
            status=answer.status_code,
            code=view.get("code", ""),
            id=view.get("id", ""),
            version=view.get("version", 0),
            tries=tries,
            answer=view,
        )
        self.told.append(told)
        return told

    @asynccontextmanager
    async def load(self, following: Callable[[], Command], told_to: Callable[[Told], None]) -> AsyncIterator[None]:
        """Keep commanding in the background; end when every command is answered."""
        over = asyncio.Event()

        async def one() -> None:
            while not over.is_set():
                await self.turn()
                told_to(await self.tell(following()))

        async with asyncio.TaskGroup() as tasks:
            for _ in range(SIDE_BY_SIDE):
                tasks.create_task(one())
            try:
                yield
            finally:
                over.set()

    async def turn(self) -> None:
        """Wait for a place among the commands of this second, over all clients."""
        now = time.monotonic()
        self.next_at = max(now, self.next_at + self.between)
        await asyncio.sleep(self.next_at - now)
