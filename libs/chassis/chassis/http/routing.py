"""Routes that tell the version of what they answer with (ETag) and are counted by their step."""

import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from chassis.metrics import COMMAND_SECONDS, COMMANDS

answered_version: ContextVar[int | None] = ContextVar("answered_version", default=None)


class View(BaseModel):
    """What callers see of one aggregate: `labels` gives the Chinese word beside every code in it."""

    id: str
    version: int
    labels: dict[str, str] = {}


class Answering(APIRoute):
    """A route whose answer, if it is a view, carries its version as ETag."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        @wraps(endpoint)
        async def telling(*args: Any, **kwargs: Any) -> Any:
            answer = await endpoint(*args, **kwargs)
            answered_version.set(answer.version if isinstance(answer, View) else None)
            return answer

        super().__init__(path, telling, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        step = self.name.replace("_", "-")
        command = bool(self.methods and "POST" in self.methods)

        async def handler(request: Request) -> Response:
            answered_version.set(None)
            started = time.perf_counter()
            outcome = "refused"
            try:
                response = await handle(request)
                outcome = "done"
            finally:
                if command:
                    COMMANDS.labels(step, outcome).inc()
                    COMMAND_SECONDS.labels(step).observe(time.perf_counter() - started)
            if (version := answered_version.get()) is not None:
                response.headers["ETag"] = f'"{version}"'
            return response

        return handler


def routes(prefix: str = "", tag: str = "") -> APIRouter:
    """The router of one subject; every api file starts with it."""
    return APIRouter(prefix=prefix, route_class=Answering, tags=[tag] if tag else None)
