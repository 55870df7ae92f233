"""Five hundred people listen to the changes of one process through the gateway, and each hears of a change."""

import asyncio
import json
import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from tests.support.house import House
from tests.support.town import TOWN
from tests.support.waiting import eventually

from chassis.process import GRACE_SECONDS
from chassis.testing import Caller, keys, token
from contracts.values import Role
from stack import envoy, ports
from stack.process import Process
from stack.settings import isolated_settings

pytestmark = pytest.mark.stack

LISTENERS = 500
PATIENCE = 60
PROCESS = "cases api"
CLUE = {"township": TOWN, "seen_on": "2026-09-01", "place": "东街", "description": "占道", "informant": "匿名"}


class Keys(BaseHTTPRequestHandler):
    """Publishes the key by which the tokens of this test are signed."""

    def do_GET(self) -> None:
        body = json.dumps(asyncio.run(keys())).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def publisher() -> Iterator[int]:
    server = ThreadingHTTPServer((ports.HOST, 0), Keys)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
async def house(publisher: int, tmp_path: Path) -> AsyncIterator[House]:
    """Yield one process of cases alone, which knows everybody whose token this test signed, and a gateway before it."""
    house = House(isolated_settings(tmp_path))
    known = {"ZHIFATONG_JWKS_URL": f"http://{ports.HOST}:{publisher}/jwks"}
    at = dict.fromkeys(house.settings.upstream_ports, publisher) | {"cases": house.port(PROCESS)}
    try:
        house.start_store()
        await house.start_kafka()
        house.start(PROCESS, environment=known)
        house.supervisor.start(envoy.program(tmp_path, house.settings.gateway_port, at))
        await house.ready(PROCESS)
        await eventually(partial(answers, house.settings.gateway_port), "the gateway knows the key")
        yield house
    finally:
        house.supervisor.stop()


async def answers(port: int) -> bool:
    try:
        line = Line(0)
        opened = await line.open(port)
        await line.close()
        return opened
    except OSError:
        return False


class Line:
    """One person's line; `heard` is the data of what came on it."""

    def __init__(self, number: int) -> None:
        self.token = token(f"listener-{number}", TOWN, Role.SUPERVISOR)
        self.heard: list[dict[str, str]] = []

    async def open(self, port: int) -> bool:
        """Ask, and return True once the first place has come."""
        self.reader, self.writer = await asyncio.open_connection(ports.HOST, port)
        head = f"GET /api/cases/changes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {self.token}\r\n\r\n"
        self.writer.write(head.encode())
        while (line := await self.reader.readline()) and not refused(line):
            if line.startswith(b"id: "):
                return True
        return False

    async def close(self) -> None:
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()

    async def hear(self, id: str) -> None:
        """Return once a change of that thing has come."""
        while line := await self.reader.readline():
            if line.startswith(b"data: "):
                self.heard.append(json.loads(line[6:]))
                if self.heard[-1]["id"] == id:
                    return
        raise AssertionError("the line has ended")

    async def end(self) -> None:
        """Return once the other side has ended the line: after its last chunk, the connection stays."""
        while (await self.reader.readline()) not in (b"", b"0\r\n"):
            pass
        await self.close()


def refused(line: bytes) -> bool:
    return line.startswith(b"HTTP/1.1 ") and b" 200 " not in line


def memory(process: Process) -> int:
    """Return the resident memory of the process and its children, in MiB."""
    statuses = [dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line) for text in read_statuses()]
    family = {str(process.pid)}
    while more := {one["Pid"] for one in statuses if one["PPid"] in family} - family:
        family |= more
    return sum(int(one.get("VmRSS", "0 kB").split()[0]) for one in statuses if one["Pid"] in family) // 1024


def read_statuses() -> Iterator[str]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield (folder / "status").read_text()
        except OSError:
            continue


async def registered(port: int) -> str:
    """Have the hotline register a clue; return its id."""
    hotline = token("hotline-1", "130624-hotline", Role.HOTLINE)
    async with httpx.AsyncClient(base_url=f"http://{ports.HOST}:{port}", timeout=PATIENCE) as client:
        answer = await Caller(client, hotline).act("/api/cases/clues", CLUE)
    id: str = answer.raise_for_status().json()["id"]
    return id


async def test_five_hundred_hear_of_a_change_and_are_sent_away_at_the_end(house: House) -> None:
    process, port = house.process(PROCESS), house.settings.gateway_port
    before, began = memory(process), time.monotonic()
    lines = [Line(number) for number in range(LISTENERS)]
    async with asyncio.timeout(PATIENCE):
        assert all(await asyncio.gather(*(line.open(port) for line in lines)))
    opened = time.monotonic() - began
    clue = await registered(port)
    began = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(*(line.hear(clue) for line in lines))
    heard, after = time.monotonic() - began, memory(process)
    began = time.monotonic()
    ended = asyncio.gather(*(line.end() for line in lines))
    status, last_lines = await house.stop(PROCESS)
    await ended
    left = time.monotonic() - began
    print(f"{LISTENERS} lines open after {opened:.1f} s; all heard {heard:.2f} s after the answer; ", end="")
    print(f"{before} MiB before, {after} MiB with them; ended after {left:.1f} s")
    assert (status, "stopped" in last_lines, left < GRACE_SECONDS) == (-signal.SIGTERM, True, True)
