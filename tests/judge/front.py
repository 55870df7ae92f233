"""A gateway in small: the built screens before one service in memory, and as much of identity as a phone asks for."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Thread
from typing import Any

import uvicorn
from tests.attack.walk.people import PEOPLE
from tests.attack.walk.world import World
from tests.judge.courts import Court

from contracts.values import BodyCode, TownshipCode
from identity.officers.view import LoginView, MeView, OwnLoginView
from identity.sign_in.api.signing_in import Issued
from stack import ports
from stack.folders import LOCAL, ROOT
from web.answering import Screens
from web.files import read

OFFICER = PEOPLE["first"]
ME = MeView(
    id=OFFICER.name,
    version=1,
    name="甲",
    body=BodyCode(OFFICER.agency),
    township=TownshipCode(OFFICER.agency),
    roles=(OFFICER.role,),
    roles_asked=None,
    certificate=None,
    earlier_certificates=(),
    identified=True,
    closed=False,
    incompatible=(),
    login=OwnLoginView(name="jia", **dict.fromkeys(LoginView.model_fields)),
    must_change=False,
    today=date(2026, 9, 1),
).model_dump(mode="json")
"""As identity answers: what it answers has every field that screens rest on."""

type Call = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Call]]
type Send = Callable[[Call], Awaitable[None]]


@dataclass
class Front:
    """`judged` are the verdicts that came with commands to the service of the court."""

    court: Court
    world: World
    screens: Screens
    judged: list[str] = field(default_factory=list)

    async def __call__(self, scope: Call, receive: Receive, send: Send) -> None:
        path, below = str(scope["path"]), f"/api/{self.court.service}"
        if path.startswith(f"{below}/"):
            self.judged += [value.decode() for name, value in scope["headers"] if name == b"x-judged"]
            await self.world.bench.app({**scope, "path": path.removeprefix(below), "raw_path": None}, receive, send)
        elif path.startswith("/api/"):
            await answer(send, *self.of_identity(path))
        else:
            await self.screens(scope, receive, send)

    def of_identity(self, path: str) -> tuple[int, Call]:
        if path == "/api/identity/refresh":
            token, expires = self.world.caller(OFFICER).token, int(self.world.clock().timestamp()) + 1800
            issued = Issued(
                token=token, expires=expires, expires_in=1800, person=ME["id"], must_change=False, device=None
            )
            return 200, issued.model_dump(mode="json")
        if path == "/api/identity/me":
            return 200, ME
        return 404, {"status": 404, "title": "未找到", "code": "not-found", "detail": "", "category": "unknown"}


async def answer(send: Send, status: int, body: Call) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})


@dataclass
class Running:
    """The front in a thread with a loop of its own, which `do` runs something in."""

    front: Front
    loop: asyncio.AbstractEventLoop
    address: str

    def do[R](self, work: Callable[[World], Awaitable[R]]) -> R:
        async def done() -> R:
            return await work(self.front.world)

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result()


@contextmanager
def running(court: Court) -> Iterator[Running]:
    started: list[Running] = []
    ready, ending = Event(), Event()

    async def serve() -> None:
        (port,) = ports.free(1)
        front = Front(court, await court.world(), Screens(read(ROOT / "web" / "dist", LOCAL / "pack")))
        server = uvicorn.Server(uvicorn.Config(front, port=port, lifespan="off", log_config=None, access_log=False))
        serving = asyncio.create_task(server.serve())
        started.append(Running(front, asyncio.get_running_loop(), f"http://127.0.0.1:{port}"))
        ready.set()
        await asyncio.to_thread(ending.wait)
        server.should_exit = server.force_exit = True
        await serving

    thread = Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    ready.wait()
    try:
        yield started[0]
    finally:
        ending.set()
        thread.join()
