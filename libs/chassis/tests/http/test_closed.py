"""A closed service refuses everything with a problem document, except its checks of liveness and its metrics."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from chassis.http import application
from chassis.recovery.door import BEHIND, RESTORING, STARTING
from chassis.testing import Bench, token
from contracts.refusal import Rule
from contracts.values import Role


class Door:
    """The notes of a service that a test closes by a rule."""

    def __init__(self, notes: Bench[Any]) -> None:
        self.rule: Rule | None = None
        context = replace(notes.process.context(), alive=[], ready=[], closed=lambda: self.rule)
        router = notes.process.blueprint.router(notes.service, notes.parts)
        app = application(notes.service, router, context)
        self.client = AsyncClient(transport=ASGITransport(app), base_url="http://service")
        self.client.headers["Authorization"] = f"Bearer {token('officer-1', '130624100', Role.OFFICER)}"


@pytest.fixture
async def door(notes: Bench[Any]) -> AsyncIterator[Door]:
    door = Door(notes)
    async with door.client:
        yield door


@pytest.mark.parametrize("rule", [STARTING, RESTORING, BEHIND], ids=lambda rule: rule.code)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/notes"),
        ("GET", "/notes"),
        ("GET", "/work"),
        ("GET", "/health/ready"),
        ("GET", "/no-such"),
        ("GET", "/docs"),
    ],
)
async def test_closed_it_refuses_all(door: Door, notes: Bench[Any], rule: Rule, method: str, path: str) -> None:
    door.rule = rule
    key = {"Idempotency-Key": "4f6d9d3e-3f0e-4b9b-9b7e-1d8f0a1c2b3d"}
    answer = await door.client.request(method, path, headers=key, json={"title": "a", "secret": "b"})
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    problem = answer.json()
    assert (problem["code"], problem["title"], problem["remedy"]) == (rule.code, "暂时无法办理", rule.remedy)
    assert problem["category"] == "unavailable"
    assert int(answer.headers["retry-after"]) > 0
    assert await notes.parts.documents.find("note", {}) == []


async def test_closed_it_tells_that_it_lives_and_its_figures(door: Door) -> None:
    door.rule = RESTORING
    assert (await door.client.get("/health/live")).json()["status"] == "alive"
    assert "zhifatong_closed" in (await door.client.get("/metrics")).text


async def test_opened_it_answers(door: Door) -> None:
    door.rule = RESTORING
    assert (await door.client.get("/notes")).status_code == 503
    door.rule = None
    assert (await door.client.get("/notes")).status_code == 200
    assert (await door.client.get("/health/ready")).status_code == 200
