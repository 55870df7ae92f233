"""Doors through which a walk gives its commands: HTTP as it is, or the routes' own functions below it."""

import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import ValidationError
from tests.attack.walk.world import Asked, World

from chassis.http.ways import roles_of
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, refuse
from contracts.steps import NOT_YOUR_ROLE, words_of_roles
from contracts.values import PersonId


@dataclass(frozen=True)
class Answer:
    """`status` is that of HTTP; `said` the code of a refusal, or what went wrong."""

    status: int
    said: str = ""
    refusal: Refusal | None = None

    @property
    def accepted(self) -> bool:
        return self.status < 300


class Done(Exception):
    """What was asked is done: what is left of the route is the page that it answers with."""


@dataclass(frozen=True)
class UpToThePage:
    """A part of a service whose verbs end the route that calls them: each calls one, and makes a page of the rest."""

    part: Any

    def __getattr__(self, name: str) -> Callable[..., Awaitable[None]]:
        verb = getattr(self.part, name)

        async def then_done(*given: Any, **named: Any) -> None:
            await verb(*given, **named)
            raise Done

        return then_done


ROUTES: dict[str, list[tuple[re.Pattern[str], APIRoute]]] = {}
"""Commands of a service by the form of their paths, once they were read."""
PARTS: dict[Callable[..., Any], list[str]] = {}
"""What functions of routes want of their service."""

type Door = Callable[[World, Asked], Awaitable[Answer]]

STATUS = {Category.MALFORMED: 422, Category.UNKNOWN: 404, Category.NOT_ALLOWED: 403}


async def through_http(world: World, asked: Asked) -> Answer:
    if asked.event:
        return await heard(world, asked)
    if asked.due:
        return await looked_at(world, asked, asked.due)
    match = {"If-Match": "*" if asked.expected is None else f'"{asked.expected}"'}
    answer = await world.caller(asked.person).act(asked.path, asked.body, key=asked.key, headers=match)
    said = "" if answer.status_code < 300 else answer.json().get("code", answer.text)
    return Answer(answer.status_code, said)


async def below_http(world: World, asked: Asked) -> Answer:
    """Read the body and call the route's function up to its page; tokens, attempts and pages are HTTP's."""
    if asked.event:
        return await heard(world, asked)
    if asked.due:
        return await looked_at(world, asked, asked.due)
    for pattern, route in routes(world):
        if found := pattern.fullmatch(asked.path):
            return await called(world, route, found.groupdict(), asked)
    raise LookupError(asked.path)


async def heard(world: World, asked: Asked) -> Answer:
    """Let the service hear what another one published."""
    assert asked.event
    await world.bench.hear(asked.path, asked.event, actor=asked.person.name, agency=asked.person.agency)
    return Answer(200)


async def looked_at(world: World, asked: Asked, id: str) -> Answer:
    """Let the service look at what is due in a file, whether or not its day has passed."""
    verbs = getattr(world.bench.service, world.courses[world.kind_of(id)].verbs)
    await verbs.tick(id, origin(world, replace(asked, expected=None)))
    return Answer(200)


async def called(world: World, route: APIRoute, named: dict[str, str], asked: Asked) -> Answer:
    kinds, service = route.endpoint.__annotations__, world.bench.service
    if route.endpoint not in PARTS:
        PARTS[route.endpoint] = [name for name in kinds if hasattr(service, name)]
    given: dict[str, Any] = {name: UpToThePage(getattr(service, name)) for name in PARTS[route.endpoint]} | named
    roles = roles_of(route)
    try:
        if roles and asked.person.role not in roles:
            refuse(NOT_YOUR_ROLE, roles=words_of_roles(roles))
        if "command" in kinds:
            given["command"] = kinds["command"].model_validate_json(json.dumps(asked.body))
        if "given" in kinds:
            given["given"] = kinds["given"].model_validate_json(json.dumps(asked.body))
        if "who" in kinds:
            given["who"] = origin(world, asked)
        if "request" in kinds:
            given["request"] = Request({"type": "http", "headers": [], "client": ("127.0.0.1", 1)})
        if "response" in kinds:
            given["response"] = Response()
        await route.endpoint(**given)
    except Done:
        return Answer(200)
    except ValidationError as invalid:
        return Answer(422, str(invalid))
    except Refusal as refusal:
        return Answer(STATUS.get(refusal.rule.category, 409), refusal.rule.code, refusal)
    except Exception as broken:  # as HTTP would answer
        return Answer(500, repr(broken))
    return Answer(200)


def origin(world: World, asked: Asked) -> Origin:
    person = asked.person
    sent = json.dumps([asked.path, asked.body], sort_keys=True).encode()
    return Origin(
        actor=PersonId(person.name),
        agency=person.agency,
        township=person.township,
        certificate=person.certificate,
        roles=frozenset({person.role}),
        cause=f"http:{person.name}:{asked.key}",
        request=f"sha256:{hashlib.sha256(sent).hexdigest()}",
        at=world.clock(),
        expected=asked.expected,
        prejudged=asked.prejudged,
    )


def routes(world: World) -> list[tuple[re.Pattern[str], APIRoute]]:
    name = world.blueprint.name
    if name not in ROUTES:
        router = world.blueprint.router(world.bench.service, world.bench.parts)
        ROUTES[name] = [
            (re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path)), route)
            for route in router.routes
            if isinstance(route, APIRoute) and "POST" in (route.methods or ())
        ]
    return ROUTES[name]
