"""Whoever takes the other administrator away does not do the part of two; that a right was taken is told."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock
from contracts.identity import RightsTaken
from contracts.places import COUNTY
from contracts.values import Role
from county import invented_identity
from identity.officers.administrators import Administrators
from identity.service import Service
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

PASSWORD = "correct horse battery"
STEPS: list[tuple[str, dict[str, Any]]] = [("roles", {"roles": ["hotline"]}), ("closing", {"reason": "调离"})]
LATELY = (403, "identity/let-go-lately")


@pytest.fixture
async def other(bench: Bench[Service], second: Caller) -> str:
    """The id of the second administrator."""
    (kept,) = await bench.parts.documents.find("login", {"_id": "second"})
    return str(kept["person"])


async def done(by: Caller, path: str, body: dict[str, Any] | None = None) -> tuple[int, str]:
    answer = await by.act(f"/officers/{path}", body or {})
    return answer.status_code, answer.json().get("code", "")


async def taken(bench: Bench[Service], id: str) -> list[dict[str, Any]]:
    (kept,) = await bench.parts.documents.find("officer", {"_id": id})
    return [record["data"] for record in kept["events"] if record["type"] == RightsTaken.type]


@pytest.mark.parametrize(("step", "body"), STEPS)
async def test_who_takes_the_other_administrator_away_does_nothing_alone_before_the_term_is_over(
    bench: Bench[Service],
    first: Caller,
    other: str,
    register: Register,
    clock: SetClock,
    step: str,
    body: dict[str, Any],
) -> None:
    person, registered = await register(), await register()
    login, reset = {"login": "li", "password": PASSWORD}, {"password": "a third good password"}
    assert await done(bench.caller(other, COUNTY, Role.ADMINISTRATOR), f"{person}/login", login) == (201, "")
    assert await done(first, f"{person}/roles", {"roles": ["head"]}) == (200, "")
    assert await done(first, f"{person}/login/reset", {"reason": "遗忘"}) == (200, "")
    assert await done(first, f"{other}/{step}", body) == (200, "")
    (fact,) = await taken(bench, other)
    assert (fact["roles"], fact["by"], fact["taken_on"]) == (["administrator"], FIRST, "2026-09-01")
    opening = {"login": "wang", "password": PASSWORD}
    for day in range(2):
        assert await done(first, f"{person}/roles/confirmation") == LATELY, day
        assert await done(first, f"{person}/login/reset/confirmation", reset) == LATELY, day
        assert await done(first, f"{registered}/login", opening) == LATELY, day
        clock.advance(days=7 - day)
        await done(first, f"{person}/roles", {"roles": ["head"]})
        await done(first, f"{person}/login/reset", {"reason": "遗忘"})
    assert await done(first, f"{person}/roles/confirmation") == (200, "")
    assert await done(first, f"{person}/login/reset/confirmation", reset) == (200, "")
    assert await done(first, f"{registered}/login", opening) == (201, "")


async def test_it_is_remembered_whatever_the_person_becomes_afterwards(
    first: Caller, other: str, register: Register
) -> None:
    person = await register()
    assert await done(first, f"{other}/roles", {"roles": ["hotline"]}) == (200, "")
    assert await done(first, f"{other}/roles", {"roles": ["registrar"]}) == (200, "")
    assert await done(first, f"{person}/roles", {"roles": ["head"]}) == (200, "")
    assert await done(first, f"{person}/roles/confirmation") == LATELY


async def test_by_way_of_another_role_that_nobody_else_could_confirm_it_is_the_same(
    bench: Bench[Service], first: Caller, other: str, register: Register
) -> None:
    person = await register()
    assert await done(first, f"{other}/roles", {"roles": ["head"]}) == (200, "")
    assert await done(first, f"{other}/roles/confirmation") == (200, "")
    assert len(await taken(bench, other)) == 1
    assert await done(first, f"{person}/roles", {"roles": ["supervisor"]}) == (200, "")
    assert await done(first, f"{person}/roles/confirmation") == LATELY


async def test_while_the_other_one_is_being_let_go_nothing_is_done_alone(
    first: Caller, other: str, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, let_go, codes = await register(), Administrators.let_go, []

    async def overtaken(self: Administrators, leaving: Any) -> None:
        await let_go(self, leaving)
        codes.append(await done(first, f"{person}/roles/confirmation"))

    assert await done(first, f"{person}/roles", {"roles": ["head"]}) == (200, "")
    monkeypatch.setattr(Administrators, "let_go", overtaken)
    assert await done(first, f"{other}/closing", {"reason": "调离"}) == (200, "")
    assert codes == [(403, "identity/second-administrator")]


@pytest.mark.parametrize(("step", "body"), STEPS)
async def test_one_takes_a_role_that_watches_at_once_and_it_is_told(
    bench: Bench[Service], first: Caller, second: Caller, register: Register, step: str, body: dict[str, Any]
) -> None:
    """Whoever is trusted no longer is out at once; two who change a role together need not be watched."""
    person = await register()
    for roles in (["supervisor"], ["head"]):
        assert await done(first, f"{person}/roles", {"roles": roles}) == (200, "")
        assert await done(second, f"{person}/roles/confirmation") == (200, "")
    assert await taken(bench, person) == []
    assert await done(first, f"{person}/{step}", body) == (200, "")
    assert [(one["roles"], one["by"]) for one in await taken(bench, person)] == [(["head"], FIRST)]
    fields = {"name": "第三人", **invented_identity(7), "body": COUNTY, "roles": ["hotline"]}
    hotline = (await first.act("/officers", fields)).raise_for_status().json()["id"]
    assert await done(first, f"{hotline}/closing", {"reason": "调离"}) == (200, "")
    assert await taken(bench, hotline) == []
