"""Evidence taken over HTTP by callers that wait for each answer, from a process of their own."""

import asyncio
import json
import re
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

import uvloop
from tests.performance.seeding import id_of

LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
CALLERS = 16


@dataclass(frozen=True)
class Load:
    """So many commands, round robin over `cases` cases and beginning at the `first`."""

    port: int
    path: str
    token: str
    command: dict[str, Any]
    first: int
    cases: int
    commands: int

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
            )
            yield "\r\n".join((*lines, "", "")).encode() + body


class Connection:
    """Kept open; one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def to(cls, port: int) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def post(self, request: bytes) -> dict[str, Any]:
        """The answer, which must be a success."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        body = await self.reader.readexactly(int(length[1]) if length else 0)
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"refused: {body.decode()}")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def close(self) -> None:
        self.writer.close()


@dataclass(frozen=True)
class Round:
    """Seconds that each command took, and how long the round was."""

    waits: list[float]
    seconds: float


async def call(load: Load) -> Round:
    requests, waits = load.requests(), list[float]()
    connections = [await Connection.to(load.port) for _ in range(CALLERS)]
    began = time.perf_counter()

    async def caller(connection: Connection) -> None:
        for request in requests:
            asked = time.perf_counter()
            await connection.post(request)
            waits.append(time.perf_counter() - asked)
        connection.close()

    await asyncio.gather(*(caller(connection) for connection in connections))
    return Round(waits, time.perf_counter() - began)


if __name__ == "__main__":
    done = asyncio.run(call(Load(**json.load(sys.stdin))), loop_factory=uvloop.new_event_loop)
    json.dump(asdict(done), sys.stdout)
