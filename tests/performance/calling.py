"""Load over HTTP from a process of its own: taking evidence, optionally timed until supervision has it."""

import asyncio
import json
import re
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import repeat
from typing import Any

import uvloop
from tests.performance.seeding import id_of

from chassis.documents import connect

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
CALLERS, PACED_CALLERS = 16, 64
LOOK_SECONDS, GIVE_UP_SECONDS = 0.003, 60.0
TRACED_OF = 5
"""At saturation one in so many is traced, since looking costs the store time too."""


@dataclass(frozen=True)
class Load:
    """A load of commands, round robin over `cases` cases from the `first`; as fast as possible, or paced.

    A `burst` (factor, from, until; seconds) multiplies the pace for a while.
    """

    port: int
    path: str
    token: str
    command: dict[str, Any]
    cases: int
    commands: int
    first: int = 0
    rate: float | None = None
    watch: str = ""
    callers: int = CALLERS
    burst: tuple[float, float, float] = (1.0, 0.0, 0.0)

    def moments(self) -> Iterator[float]:
        """Yield the moment at which each command is due, in seconds."""
        if self.rate is None:
            yield from repeat(0.0)
            return
        (factor, begin, end), at = self.burst, 0.0
        while True:
            yield at
            at += 1 / (self.rate * (factor if begin <= at < end else 1.0))

    def requests(self) -> Iterator[bytes]:
        body = json.dumps(self.command).encode()
        for number in range(self.first, self.first + self.commands):
            lines = (
                f"POST /{self.path}/{id_of(number % self.cases)}/evidence HTTP/1.1",
                "Host: bench",
                "Content-Type: application/json",
                f"Content-Length: {len(body)}",
                f"Authorization: Bearer {self.token}",
                f"Idempotency-Key: {uuid.uuid4()}",
                "If-Match: *",
            )
            yield "\r\n".join((*lines, "", "")).encode() + body


@dataclass
class Round:
    """Seconds until the answer of each command, and of the whole round.

    `hidden` holds for each traced command when it was accepted, and how long it took from there to be visible.
    """

    waits: list[float] = field(default_factory=list)
    hidden: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Watch:
    """Polls every few milliseconds, with one query, for the rows of accepted commands."""

    rows: Any
    done: Round
    every: int
    began: float = field(default_factory=time.perf_counter)
    sought: dict[str, tuple[int, float]] = field(default_factory=dict)

    def accept(self, answer: dict[str, Any]) -> None:
        """Note an accepted command; a case's version is its number of events here."""
        if len(self.done.waits) % self.every == 0 and answer["id"] not in self.sought:
            self.sought[answer["id"]] = (answer["version"], time.perf_counter())

    async def look_on(self, calling: asyncio.Task[None]) -> None:
        while self.sought or not calling.done():
            found = await self.rows.find({"_id": {"$in": list(self.sought)}}, {"sequence": 1}).to_list(None)
            self.see(found, time.perf_counter())
            await asyncio.sleep(LOOK_SECONDS)

    def see(self, rows: list[dict[str, Any]], now: float) -> None:
        for row in rows:
            version, accepted_at = self.sought[row["_id"]]
            if row["sequence"] >= version:
                self.done.hidden.append((accepted_at - self.began, now - accepted_at))
                del self.sought[row["_id"]]


async def answered(reader: asyncio.StreamReader) -> dict[str, Any]:
    """Return the answer, which must be a success."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"refused: {body.decode()}")
    answer: dict[str, Any] = json.loads(body)
    return answer


async def call(load: Load, done: Round, watch: Watch | None) -> None:
    """Send requests from several callers; a paced one waits for its moment, not for an earlier answer."""
    requests, began = zip(load.moments(), load.requests(), strict=False), time.perf_counter()

    async def caller() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", load.port)
        for moment, request in requests:
            if load.rate:
                await asyncio.sleep(began + moment - time.perf_counter())
            asked = time.perf_counter()
            writer.write(request)
            answer = await answered(reader)
            done.waits.append(time.perf_counter() - asked)
            if watch:
                watch.accept(answer)
        writer.close()

    await asyncio.gather(*(caller() for _ in range(PACED_CALLERS if load.rate else load.callers)))
    done.seconds = time.perf_counter() - began


async def called(load: Load) -> Round:
    done, watch = Round(), None
    if load.watch:
        rows = connect(load.watch)["zhifatong_supervision"]["case_rows"]
        watch = Watch(rows, done, 1 if load.rate else TRACED_OF)
    calling = asyncio.create_task(call(load, done, watch))
    if watch:
        await asyncio.wait_for(watch.look_on(calling), GIVE_UP_SECONDS + load.commands / 50)
    await calling
    return done


if __name__ == "__main__":
    done = asyncio.run(called(Load(**json.load(sys.stdin))), loop_factory=uvloop.new_event_loop)
    json.dump(asdict(done), sys.stdout)
