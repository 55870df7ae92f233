"""Headers of every answer: the legal day, and nothing is kept by caches, guessed, framed or told to other sites."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.clock import Clock
from contracts.values import CHINA

SCRIPTS = "/docs"
"""Begins the paths of the API description's page and of its files, which browsers keep and run."""

TODAY = "x-today"
"""Names the header that tells on which day, in China, the answer was given."""

ALL = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
DATA = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
PAGE = {"Content-Security-Policy": "frame-ancestors 'none'"}


class GuardedAnswers:
    """Middleware that adds them, except where an answer says otherwise itself."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self.app = app
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = scope["path"].startswith(SCRIPTS)
        today = {TODAY: self.clock().astimezone(CHINA).date().isoformat()}
        added = ALL | today | (PAGE if page else DATA)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_guarded)
