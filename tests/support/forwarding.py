"""Carry connections into a network namespace and out of it: `python forwarding.py NAMESPACE PASSAGES`.

It passes on silence too: where the link between is cut, both sides keep connections on which nothing is heard, what
was sent meanwhile arrives once the link is whole, and even what somebody sent who has hung up since.
"""

import asyncio
import json
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

HOST = "127.0.0.1"
MOST_BYTES = 65_536

type Connect = Callable[[], Awaitable[tuple[asyncio.StreamReader, asyncio.StreamWriter]]]


@dataclass(frozen=True)
class Passage:
    """A port that leads to the same port on the other side: inside, or outside over the link that ends at `by`.

    Without `by` it leads outside in one step, which nothing can cut.
    """

    port: int
    inward: bool = False
    by: str = ""


class Sides:
    """Sockets of this process on either side; a socket stays on the side where it was made."""

    def __init__(self, namespace: str) -> None:
        self.outside = os.open("/proc/self/ns/net", os.O_RDONLY)
        self.inside = os.open(f"/run/netns/{namespace}", os.O_RDONLY)

    @contextmanager
    def on(self, inside: bool) -> Iterator[None]:
        os.setns(self.inside if inside else self.outside, os.CLONE_NEWNET)
        try:
            yield
        finally:
            os.setns(self.outside, os.CLONE_NEWNET)

    def listening(self, inside: bool, host: str, port: int) -> socket.socket:
        with self.on(inside):
            return socket.create_server((host, port), backlog=200)

    def connecting(self, inside: bool, host: str, port: int) -> Connect:
        async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
            with self.on(inside):
                one = socket.socket()
            one.setblocking(False)
            try:
                await asyncio.get_running_loop().sock_connect(one, (host, port))
            except BaseException:
                one.close()
                raise
            return await asyncio.open_connection(sock=one)

        return connect


async def forward(listener: socket.socket, connect: Connect) -> None:
    """Carry one connection; hold both ends, so that neither is closed while the other may still send."""
    under_way: set[asyncio.Task[None]] = set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, ExceptionGroup):
            await carried(reader, writer, connect)
        writer.transport.abort()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        carrying = asyncio.create_task(carry(reader, writer))
        under_way.add(carrying)
        carrying.add_done_callback(under_way.discard)

    await asyncio.start_server(accepted, sock=listener)


async def carried(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connect: Connect) -> None:
    """Carry until both sides have ended; an error of one side ends the other."""
    held = bytearray()
    connecting, waiting = asyncio.ensure_future(connect()), asyncio.create_task(held_back(reader, held))
    await asyncio.wait([connecting, waiting], return_when=asyncio.FIRST_COMPLETED)
    if not connecting.done():  # whoever called has hung up before there was an answer
        connecting.cancel()
        return
    waiting.cancel()
    far_reader, far_writer = await connecting
    try:
        far_writer.write(held)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(passed_on(reader, far_writer))
            tasks.create_task(passed_on(far_reader, writer))
    finally:
        far_writer.transport.abort()


async def held_back(reader: asyncio.StreamReader, held: bytearray) -> None:
    """Buffer what is sent before the other side has answered."""
    while chunk := await reader.read(MOST_BYTES):
        held += chunk


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(MOST_BYTES):
        writer.write(chunk)
        await writer.drain()
    writer.write_eof()


async def main(namespace: str, passages: list[Passage]) -> None:
    sides = Sides(namespace)
    for passage in passages:
        here, there = not passage.inward, passage.inward
        door = sides.listening(here, HOST, passage.port)
        if passage.by:
            middle = sides.listening(there, passage.by, 0)
            await forward(middle, sides.connecting(there, HOST, passage.port))
            await forward(door, sides.connecting(here, passage.by, middle.getsockname()[1]))
        else:
            await forward(door, sides.connecting(there, HOST, passage.port))
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], [Passage(**passage) for passage in json.loads(sys.argv[2])]))
