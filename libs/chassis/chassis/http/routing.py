"""Routes that tell the version of what they answer with (ETag) and are counted by their step."""

import time
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi._compat import ModelField
from fastapi.routing import APIRoute
from fastapi.utils import create_model_field
from pydantic import BaseModel

from chassis.http.json_bodies import StrictRequest
from chassis.http.naming import name, naming
from chassis.http.problems import PROBLEMS, Problem, judgement
from chassis.http.ways import ROUTES
from chassis.metrics import COMMAND_SECONDS, COMMANDS
from chassis.store import judged_last

type Handler = Callable[[Request], Coroutine[Any, Any, Response]]

answered_version: ContextVar[int | None] = ContextVar("answered_version", default=None)


class View(BaseModel):
    """View of one aggregate for a caller: `labels` gives the Chinese word beside every code in it."""

    id: str
    version: int
    labels: dict[str, str] = {}


@cache
def problem_field() -> ModelField:
    """Return the one field of all problem documents; FastAPI would make one for each status of each route."""
    return create_model_field("Problem", Problem, mode="serialization")


class VersionedRoute(APIRoute):
    """A route that gives the version of a view as ETag."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        responses: dict[int | str, dict[str, Any]] | None = None,
        **options: Any,
    ) -> None:
        answers = responses or {}
        problems = [status for status, answer in answers.items() if answer.get("model") is Problem]

        @wraps(endpoint)
        async def remember_version(*args: Any, **kwargs: Any) -> Any:
            answer = await endpoint(*args, **kwargs)
            await name(answer, View)
            answered_version.set(answer.version if isinstance(answer, View) else None)
            return answer

        others = {status: answer for status, answer in answers.items() if status not in problems}
        super().__init__(path, remember_version, responses=others, **options)
        self.responses = answers
        self.response_fields |= dict.fromkeys(problems, problem_field())
        ROUTES[id(self)] = self

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        step = self.name.replace("_", "-")
        watched = count_command(step, handle) if self.methods and "POST" in self.methods else handle

        async def handler(request: Request) -> Response:
            answered_version.set(None)
            judged_last.set(None)
            naming.set(request.app.state.naming)
            response = await watched(StrictRequest(request.scope, request.receive))
            if (version := answered_version.get()) is not None:
                response.headers["ETag"] = f'"{version}"'
            response.headers.update(judgement())
            return response

        return handler


def count_command(step: str, handle: Handler) -> Handler:
    """Count the commands of a step and the time that each took."""
    done, refused, seconds = (
        COMMANDS.labels(step, "done"),
        COMMANDS.labels(step, "refused"),
        COMMAND_SECONDS.labels(step),
    )

    async def handler(request: Request) -> Response:
        started, outcome = time.perf_counter(), refused
        try:
            response = await handle(request)
            outcome = done
        finally:
            outcome.inc()
            seconds.observe(time.perf_counter() - started)
        return response

    return handler


def operation_name(route: APIRoute) -> str:
    """Return the operationId: the name of the route's function, which is unique in its service."""
    return route.name


def routes(prefix: str = "", tag: str = "") -> APIRouter:
    """Return the router of one subject; every api file starts with it."""
    return APIRouter(
        prefix=prefix,
        route_class=VersionedRoute,
        tags=[tag] if tag else None,
        responses=PROBLEMS,
        generate_unique_id_function=operation_name,
    )


def joined(*routers: APIRouter) -> APIRouter:
    """Join all routes in one list, which is searched once; nested routers are searched at every level."""
    whole = APIRouter()
    for router in routers:
        whole.routes.extend(router.routes)
    return whole
