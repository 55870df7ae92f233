"""A login counts once its fact stands in the history of its person, and is taken back where that is refused."""

import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.places import COUNTY
from contracts.values import PersonId, Role
from county import invented_identity
from identity.service import Service
from identity.sign_in.logins import Logins
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

PASSWORD = "correct horse battery"
LOGIN = {"login": "li", "password": PASSWORD}


async def signed_in(bench: Bench[Service], login: str = "li") -> int:
    return (await bench.client.post("/sign-in", json={"login": login, "password": PASSWORD})).status_code


async def unfounded(bench: Bench[Service], person: str, login: str = "li", cause: str = "somebody's") -> None:
    """As a process leaves it that ended between login and fact."""
    await bench.service.credentials.logins.open(login, PersonId(person), PASSWORD, cause, must_change=True)


async def test_a_login_is_taken_back_where_its_fact_is_refused(
    bench: Bench[Service], first: Caller, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one administrator opens it alone, another one comes to be."""
    person, opened = await register(), Logins.open
    fields = {"name": "副管理员", **invented_identity(2), "body": COUNTY, "roles": ["administrator"]}
    second = (await first.act("/officers", fields)).raise_for_status().json()["id"]

    async def overtaken(self: Logins, *given: Any, **more: Any) -> None:
        await opened(self, *given, **more)
        monkeypatch.undo()
        (await first.act(f"/officers/{second}/login", LOGIN | {"login": "second"})).raise_for_status()

    monkeypatch.setattr(Logins, "open", overtaken)
    refused = await first.act(f"/officers/{person}/login", LOGIN)
    assert (refused.status_code, refused.json()["code"]) == (403, "identity/other-administrator-opens")
    assert await signed_in(bench) == 401
    assert await bench.parts.documents.find("login", {"person": person}) == []
    other = bench.caller(second, COUNTY, Role.ADMINISTRATOR)
    assert (await other.act(f"/officers/{person}/login", LOGIN)).status_code == 201
    assert await signed_in(bench) == 200


async def test_a_login_that_broke_off_before_its_fact_counts_once_the_same_key_finished_it(
    bench: Bench[Service], administrator: Caller, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, opened, key = await register(), Logins.open, str(uuid.uuid4())

    async def broken(self: Logins, *given: Any, **more: Any) -> None:
        await opened(self, *given, **more)
        raise ConnectionError

    monkeypatch.setattr(Logins, "open", broken)
    assert (await administrator.act(f"/officers/{person}/login", LOGIN, key=key)).status_code >= 500
    monkeypatch.undo()
    assert await signed_in(bench) == 401
    assert (await administrator.act(f"/officers/{person}/login", LOGIN, key=key)).status_code == 201
    assert await signed_in(bench) == 200


async def test_a_reset_by_two_founds_a_login_as_well(
    bench: Bench[Service], first: Caller, second: Caller, register: Register
) -> None:
    person = await register()
    await unfounded(bench, person)
    assert await signed_in(bench) == 401
    path = f"/officers/{person}/login/reset"
    (await first.act(path, {"reason": "开立未完成"})).raise_for_status()
    (await second.act(f"{path}/confirmation", {"password": PASSWORD})).raise_for_status()
    assert await signed_in(bench) == 200


async def test_the_first_administrator_starts_again_where_the_fact_is_missing(bench: Bench[Service]) -> None:
    await unfounded(bench, FIRST, "admin", "first-administrator/login")
    body = {"secret": "once-only-secret", "name": "管理员", **invented_identity(1), "login": "admin"}
    assert (await bench.client.post("/first-administrator", json=body | {"password": PASSWORD})).status_code == 201
    assert await signed_in(bench, "admin") == 200


async def test_there_is_one_first_administrator_also_after_the_account_was_closed(
    bench: Bench[Service], second: Caller
) -> None:
    (await second.act(f"/officers/{FIRST}/closing", {"reason": "调离"})).raise_for_status()
    body = {"secret": "once-only-secret", "name": "管理员", **invented_identity(1), "login": "admin"}
    again = await bench.client.post("/first-administrator", json=body | {"password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (409, "identity/not-first")


async def test_an_administrator_with_such_a_login_is_not_counted_on(bench: Bench[Service], first: Caller) -> None:
    fields = {"name": "副管理员", **invented_identity(2), "body": COUNTY, "roles": ["administrator"]}
    second = (await first.act("/officers", fields)).raise_for_status().json()["id"]
    await unfounded(bench, second)
    refused = await first.act(f"/officers/{FIRST}/closing", {"reason": "调离"})
    assert (refused.status_code, refused.json()["code"]) == (409, "identity/last-administrator")


async def test_a_login_of_before_needs_no_fact(bench: Bench[Service], register: Register) -> None:
    person = await register()
    await unfounded(bench, person)
    (kept,) = await bench.parts.documents.find("login", {})
    await bench.parts.documents.delete("login", {"_id": "li"})
    del kept["needs_fact"]
    await bench.parts.documents.insert("login", kept)
    assert await signed_in(bench) == 200
