"""From accepted in cases to visible in supervision: the time from an answer to the row that has taken its event."""

import asyncio
import json
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import asdict
from typing import Any

import uvloop
from tests.performance.calling import CALLERS, Connection, Load, Round

from chassis.mongo import connect

LOOK_SECONDS = 0.003
GIVE_UP_SECONDS = 60.0
LARGEST_POOL = 64


class Tracer:
    """Looks every few milliseconds, with one query, for the rows of what was accepted."""

    def __init__(self, store_url: str, every: int) -> None:
        self.rows: Any = connect(store_url)["zhifatong_supervision"]["case_rows"]
        self.every = every
        self.accepted = 0
        self.sought: dict[str, tuple[int, float]] = {}
        self.waits: list[float] = []

    def accept(self, answer: dict[str, Any]) -> None:
        """Every so many are traced; a case's version is its number of events here."""
        self.accepted += 1
        if self.accepted % self.every == 0 and answer["id"] not in self.sought:
            self.sought[answer["id"]] = (answer["version"], time.perf_counter())

    async def look_on(self, accepting: asyncio.Task[None]) -> None:
        while self.sought or not accepting.done():
            await self.look()
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        found = await self.rows.find({"_id": {"$in": list(self.sought)}}, {"sequence": 1}).to_list(None)
        now = time.perf_counter()
        for row in found:
            version, accepted_at = self.sought[row["_id"]]
            if row["sequence"] >= version:
                self.waits.append(now - accepted_at)
                del self.sought[row["_id"]]


type Post = Callable[[bytes], Coroutine[Any, Any, None]]


async def posting(port: int, size: int, tracer: Tracer) -> Post:
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(size):
        free.put_nowait(await Connection.to(port))

    async def post(request: bytes) -> None:
        connection = await free.get()
        tracer.accept(await connection.post(request))
        free.put_nowait(connection)

    return post


async def paced(requests: Iterator[bytes], rate: float, post: Post) -> None:
    """At fixed moments, whether or not the answers before have come."""
    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for number, request in enumerate(requests):
            await asyncio.sleep(began + number / rate - time.perf_counter())
            tasks.create_task(post(request))


async def saturating(requests: Iterator[bytes], post: Post) -> None:
    async def caller() -> None:
        for request in requests:
            await post(request)

    await asyncio.gather(*(caller() for _ in range(CALLERS)))


async def watch(load: Load, store_url: str, rate: float | None) -> Round:
    """The waits of those traced, and how long it took to have all commands accepted."""
    tracer = Tracer(store_url, every=1 if rate else 5)
    post = await posting(load.port, LARGEST_POOL if rate else CALLERS, tracer)
    began = time.perf_counter()
    accepting = asyncio.create_task(paced(load.requests(), rate, post) if rate else saturating(load.requests(), post))
    looking = asyncio.create_task(tracer.look_on(accepting))
    await accepting
    seconds = time.perf_counter() - began
    await asyncio.wait_for(looking, GIVE_UP_SECONDS)
    return Round(tracer.waits, seconds)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    watched = watch(Load(**asked["load"]), asked["store_url"], asked["rate"])
    json.dump(asdict(asyncio.run(watched, loop_factory=uvloop.new_event_loop)), sys.stdout)
