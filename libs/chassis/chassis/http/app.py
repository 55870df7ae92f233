"""The application of a service."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from chassis.clock import Clock
from chassis.deadlines import Ticking
from chassis.documents import Documents
from chassis.http import health
from chassis.http.attempts import Attempt
from chassis.http.closed import ClosedInProblems, Why, open_always
from chassis.http.headers import GuardedAnswers
from chassis.http.health import Check
from chassis.http.naming import Naming, nothing_named
from chassis.http.problems import MEDIA_TYPE, TooLargeInProblems, speak_in_problems
from chassis.http.quota import Quota
from chassis.http.titles import give_titles
from chassis.security import SessionOf, Tokens
from chassis.store import Store
from contracts.attempts import AttemptRefused

type Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, kw_only=True)
class AppContext:
    """State of `request.app`, besides the service; work items are listed from `stores`."""

    name: str
    documents: Documents
    stores: Sequence[Store[Any, Any]]
    ticking: Sequence[Ticking]
    tokens: Tokens
    session_of: SessionOf
    clock: Clock
    attempts: Store[Attempt, AttemptRefused]
    refusals: Quota
    largest_body: int
    any_version: bool = False
    alive: list[Check] = field(default_factory=list)
    ready: list[Check] = field(default_factory=list)
    closed: Why = open_always
    naming: Naming = nothing_named


class Application(FastAPI):
    """FastAPI, whose every answer is a view or a problem document, and documented as such."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema:
            return self.openapi_schema
        schema = super().openapi()
        give_titles(schema)
        for operation in [
            path["post"] for address, path in schema["paths"].items() if "{" in address and "post" in path
        ]:
            for header in [one for one in operation.get("parameters", ()) if one["name"] == "If-Match"]:
                header["required"] = True
                operation["responses"]["428"] = operation["responses"]["412"]
        for operation in [operation for path in schema["paths"].values() for operation in path.values()]:
            for answer in [answer for status, answer in operation["responses"].items() if not status.startswith("2")]:
                answer["content"] = {MEDIA_TYPE: next(iter(answer["content"].values()))}
        return schema

    def build_middleware_stack(self) -> ASGIApp:
        stack = TooLargeInProblems(super().build_middleware_stack())
        return GuardedAnswers(ClosedInProblems(stack, self.state.closed), self.state.clock)


def application(service: object, router: APIRouter, context: AppContext, lifespan: Lifespan | None = None) -> FastAPI:
    """Return routes, health and problem documents as one application; tests make it without a lifespan.

    Gateways lead to it from `/api/<service>`, which it never sees: a redirect would lead out of there.
    """
    app = Application(
        title=f"Zhifatong {context.name}",
        lifespan=lifespan,
        max_body_size=context.largest_body,
        servers=[{"url": f"/api/{context.name}"}],
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.state.service_name = context.name
    for name in (
        "documents",
        "stores",
        "ticking",
        "tokens",
        "session_of",
        "clock",
        "attempts",
        "refusals",
        "any_version",
        "alive",
        "ready",
        "closed",
        "naming",
    ):
        setattr(app.state, name, getattr(context, name))
    speak_in_problems(app)
    app.add_route("/docs", docs, include_in_schema=False)
    app.mount("/docs-files", StaticFiles(packages=[("fastapi_offline", "static")]))
    app.router.routes.extend((*health.router.routes, *router.routes))
    return app


async def docs(request: Request) -> HTMLResponse:
    """Show the documentation from files beside it: a county network may reach nothing else."""
    return get_swagger_ui_html(
        openapi_url="openapi.json",
        title=request.app.title,
        swagger_js_url="docs-files/swagger-ui-bundle.js",
        swagger_css_url="docs-files/swagger-ui.css",
        swagger_favicon_url="docs-files/favicon.png",
    )
