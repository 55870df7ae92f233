"""Roles that decide or watch take two administrators, as an account and a reset do."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock
from contracts.identity import RolesChanged
from contracts.places import COUNTY
from contracts.values import Role
from county import invented_identity
from identity.service import Service
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

ROLES = [["head"], ["legal-reviewer"], ["draw-office"], ["supervisor"], ["administrator"]]


@pytest.fixture
async def path(register: Register) -> str:
    return f"/officers/{await register()}/roles"


async def refused(by: Caller, path: str) -> tuple[int, str]:
    answer = await by.act(f"{path}/confirmation", {})
    return answer.status_code, answer.json().get("code", "")


async def changes(bench: Bench[Service], path: str) -> list[dict[str, Any]]:
    (kept,) = await bench.parts.documents.find("officer", {"_id": path.split("/")[2]})
    return [record["data"] for record in kept["events"] if record["type"] == RolesChanged.type]


@pytest.mark.parametrize("roles", ROLES)
async def test_they_count_once_another_administrator_confirmed_them(
    bench: Bench[Service], path: str, first: Caller, second: Caller, roles: list[str]
) -> None:
    asked = (await first.act(path, {"roles": roles})).raise_for_status().json()
    assert (asked["roles"], asked["roles_asked"]["roles"]) == (["officer"], roles)
    assert asked["roles_asked"]["asked_by"] == FIRST
    assert await refused(first, path) == (403, "identity/second-administrator")
    done = (await second.act(f"{path}/confirmation", {})).raise_for_status().json()
    assert (done["roles"], done["roles_asked"]) == (roles, None)
    (changed,) = await changes(bench, path)
    assert (changed["asked_by"], changed["alone"]) == (FIRST, False)
    assert changed["by"] not in (None, FIRST)
    assert await refused(second, path) == (409, "identity/roles-not-asked")


async def test_what_takes_such_a_role_away_takes_one_and_ends_what_was_asked_for(
    bench: Bench[Service], path: str, first: Caller, second: Caller
) -> None:
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    assert (await first.act(path, {"roles": ["hotline"]})).json()["roles"] == ["hotline"]
    assert await refused(second, path) == (409, "identity/roles-not-asked")


async def test_where_nobody_else_could_confirm_one_does_both_and_it_shows(
    bench: Bench[Service], path: str, first: Caller
) -> None:
    (await first.act(path, {"roles": ["supervisor"]})).raise_for_status()
    assert (await first.act(f"{path}/confirmation", {})).json()["roles"] == ["supervisor"]
    assert (await changes(bench, path))[0]["alone"]


async def test_the_asking_ends_with_its_term_and_with_the_one_who_asked(
    bench: Bench[Service], path: str, first: Caller, second: Caller, clock: SetClock
) -> None:
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    clock.advance(days=8)
    assert await refused(second, path) == (409, "identity/asking-expired")
    fields = {"name": "第三管理员", **invented_identity(3), "body": COUNTY, "roles": ["administrator"]}
    third = (await first.act("/officers", fields)).raise_for_status().json()["id"]
    login = {"login": "third", "password": "correct horse battery"}
    (await second.act(f"/officers/{third}/login", login)).raise_for_status()
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    (await second.act(f"/officers/{FIRST}/closing", {"reason": "调离"})).raise_for_status()
    assert await refused(bench.caller(third, COUNTY, Role.ADMINISTRATOR), path) == (409, "identity/asker-left")


async def test_asking_for_the_roles_that_the_person_has_withdraws_what_was_asked_for(
    path: str, first: Caller, second: Caller
) -> None:
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    withdrawn = (await first.act(path, {"roles": ["officer"]})).raise_for_status().json()
    assert (withdrawn["roles"], withdrawn["roles_asked"]) == (["officer"], None)
    assert await refused(second, path) == (409, "identity/roles-not-asked")


async def waiting(caller: Caller) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await caller.ask("/work")).raise_for_status().json()["items"]
    return items


async def test_what_was_asked_for_is_work_of_the_others(
    path: str, first: Caller, second: Caller, clock: SetClock
) -> None:
    """It isn't that of whoever asked, nor anybody's once it has expired."""
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    (item,) = await waiting(second)
    assert (item["id"], item["what"], item["label"]) == (path.split("/")[2], "confirm-roles", "确认变更职责")
    assert (item["title"], item["place"]) == ("李建国：行政机关负责人", "阜平镇")
    assert await waiting(first) == []
    clock.advance(days=8)
    assert await waiting(second) == []
    (await first.act(path, {"roles": ["head"]})).raise_for_status()
    (await second.act(f"{path}/confirmation", {})).raise_for_status()
    assert await waiting(second) == []


async def test_who_administers_alone_confirms_what_they_asked_for(path: str, first: Caller) -> None:
    (await first.act(path, {"roles": ["supervisor"]})).raise_for_status()
    assert [item["what"] for item in await waiting(first)] == ["confirm-roles"]
