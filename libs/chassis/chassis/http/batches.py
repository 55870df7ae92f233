"""Several commands in one request: each goes to its own route, and is done or refused by itself.

What a command is given here is what it is given alone: its own version, its own Idempotency-Key, the caller's token.
So one that was sent alone under a key and comes again in a batch is answered again, not done again.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field, StringConstraints
from starlette.routing import Match, Route
from starlette.types import Message, Scope

from chassis.http.caller import asks
from chassis.http.problems import BUG, STATUS, Problem, problem_of
from chassis.http.routing import routes
from contracts.origin import Origin
from contracts.refusal import Category, Rule
from contracts.values import Role, Value

MOST_ITEMS: Final = 50
AT_ONCE: Final = 8

NOT_IN_BATCH = Rule("not-in-batch", "此项不能成批办理", category=Category.MALFORMED, remedy="请打开该项单独办理")

REPLACED: Final = frozenset(
    {b"content-length", b"content-type", b"idempotency-key", b"if-match", b"transfer-encoding", b"x-judged"}
)


class BatchItem(Value):
    """One command: the `path` of its step, the `version` that was read, its own `key`, and its body.

    `judged` is what it would tell in X-Judged.
    """

    path: Annotated[str, StringConstraints(pattern=r"^(/[A-Za-z0-9_.-]+){2,6}$", max_length=300)]
    version: Annotated[int, Field(ge=1, le=10**12)]
    key: UUID
    body: dict[str, Any] = Field(default_factory=dict)
    judged: Annotated[str, StringConstraints(max_length=400, pattern=r"^[!-~ ]*$")] = ""


class Batch(Value):
    items: Annotated[tuple[BatchItem, ...], Field(min_length=1, max_length=MOST_ITEMS)]


class Outcome(BaseModel):
    """What became of one: its `id` and new `version`, or the `problem` for which it was refused."""

    path: str
    key: UUID
    status: int
    id: str | None = None
    version: int | None = None
    problem: Problem | None = None


class Outcomes(BaseModel):
    """The outcomes in the order of the items."""

    items: list[Outcome]
    done: int
    refused: int


type Give = Callable[[BatchItem], Awaitable[Outcome]]


@cache
def batch_router(path: str, summary: str, steps: frozenset[str], *roles: Role) -> APIRouter:
    """Return the route by which those in the roles give several of these steps at once."""
    router = routes(tag="batches")

    async def give_several(
        batch: Batch,
        request: Request,
        who: Annotated[Origin, Depends(asks(*roles))],
        dry_run: Annotated[bool, Query(description="只判断、不办理")] = False,
    ) -> Outcomes:
        async def give(item: BatchItem) -> Outcome:
            return await given(request, item, steps, dry_run=dry_run)

        found = await in_order(batch.items, give)
        refused = sum(one.problem is not None for one in found)
        return Outcomes(items=found, done=len(found) - refused, refused=refused)

    name = f"give_{path.strip('/').replace('-', '_')}"
    router.add_api_route(path, give_several, methods=["POST"], summary=summary, name=name)
    return router


async def in_order(items: Sequence[BatchItem], give: Give) -> list[Outcome]:
    """Give all of them, several at a time, but those on one aggregate one after the other."""
    outcomes: dict[int, Outcome] = {}
    lines: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        lines.setdefault("/".join(item.path.split("/")[:3]), []).append(place)
    free = asyncio.Semaphore(AT_ONCE)

    async def line(places: Sequence[int]) -> None:
        async with free:
            for place in places:
                outcomes[place] = await give(items[place])

    await asyncio.gather(*(line(places) for places in lines.values()))
    return [outcomes[place] for place in range(len(items))]


async def given(request: Request, item: BatchItem, steps: frozenset[str], *, dry_run: bool) -> Outcome:
    """Give one command to its own route, as if it had come alone."""
    scope = scope_of(request, item, dry_run=dry_run)
    if step_of(request, scope) not in steps:
        return outcome(item, STATUS[NOT_IN_BATCH.category], problem=problem_of(NOT_IN_BATCH, Category.MALFORMED.word))
    body = json.dumps(item.body, ensure_ascii=False).encode()
    status, whole = HTTPStatus.INTERNAL_SERVER_ERROR.value, b""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, whole
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "http.response.body":
            whole += message.get("body", b"")

    with suppress(Exception):  # a bug was logged and answered already, the others go on
        await request.app(scope, receive, send)
    return told(item, status, whole)


def scope_of(request: Request, item: BatchItem, *, dry_run: bool) -> Scope:
    """Return the scope of a request for one command: the caller's, but for what is the item's own."""
    kept = [(name, value) for name, value in request.scope["headers"] if name not in REPLACED]
    own = {"content-type": "application/json", "idempotency-key": str(item.key), "if-match": f'"{item.version}"'}
    own |= {"x-judged": item.judged} if item.judged else {}
    return {
        **{name: value for name, value in request.scope.items() if name not in ("route", "endpoint", "path_params")},
        "method": "POST",
        "path": item.path,
        "raw_path": item.path.encode(),
        "query_string": b"dry_run=true" if dry_run else b"",
        "headers": [*kept, *((name.encode(), value.encode()) for name, value in own.items())],
        "state": {},
    }


def step_of(request: Request, scope: Scope) -> str:
    """Return the step that the path is the way to; nothing if there is none."""
    for route in request.app.router.routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
            return route.name.replace("_", "-")
    return ""


def told(item: BatchItem, status: int, whole: bytes) -> Outcome:
    """Return what the route answered, in short."""
    try:
        answer = json.loads(whole)
    except ValueError:
        answer = {}
    if status < HTTPStatus.BAD_REQUEST:
        return outcome(item, status, id=answer.get("id"), version=answer.get("version"))
    problem = Problem.model_validate(answer) if "code" in answer else problem_of(BUG, "系统出错")
    return outcome(item, status, problem=problem)


def outcome(item: BatchItem, status: int, **what: Any) -> Outcome:
    return Outcome(path=item.path, key=item.key, status=status, **what)
