"""Signing in, passwords and the first administrator, as callers see them."""

from collections.abc import Awaitable, Callable

import pytest

from chassis.clock import wall
from chassis.testing import Bench, Caller, SetClock
from contracts.values import CHINA, Role
from county import invented_identity
from identity.service import Service
from identity.sign_in import tries

type Register = Callable[[], Awaitable[str]]

SECRET = "once-only-secret"  # as in conftest.py
PASSWORD = "correct horse battery"
CERTIFICATE = {
    "certificate": "HB-1001",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": ["environment"],
}


async def test_the_first_administrator_is_made_once_by_the_secret(bench: Bench[Service]) -> None:
    body = {"secret": SECRET, "name": "管理员", **invented_identity(1), "login": "admin", "password": PASSWORD}
    wrong = await bench.client.post("/first-administrator", json=body | {"secret": "guessed"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "identity/wrong-secret")
    assert (await bench.client.post("/first-administrator", json=body)).status_code == 201
    again = await bench.client.post("/first-administrator", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "identity/not-first")


async def test_a_registered_officer_signs_in_and_learns_who_they_are(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    person = await register()
    assert (await administrator.act(f"/officers/{person}/certificate", CERTIFICATE)).status_code == 200
    login = {"login": "Li.Jianguo", "password": PASSWORD}
    assert (await administrator.act(f"/officers/{person}/login", login)).status_code == 201

    signed_in = (await bench.client.post("/sign-in", json=login)).json()
    assert signed_in["must_change"]
    keys = (await bench.client.get("/jwks")).json()["keys"]
    assert keys
    assert "d" not in keys[0]

    mine = bench.caller(person, "130624100", Role.OFFICER, certificate="HB-1001")
    me = (await mine.ask("/me")).json()
    assert me["name"] == "李建国"
    assert me["certificate"]["counts"]
    assert me["labels"]["officer"] == "执法人员"
    assert me["labels"]["environment"] == "生态环境"
    assert me["today"] == bench.parts.clock().astimezone(CHINA).date().isoformat()


async def test_guessing_the_password_of_somebody_signed_in_is_an_attempt(
    bench: Bench[Service], administrator: Caller, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At sign-in nobody is known who could be counted; whoever changes a password is."""
    monkeypatch.setattr(tries, "wall", SetClock(wall()))
    person = await register()
    await administrator.act(f"/officers/{person}/login", {"login": "li", "password": PASSWORD})
    await bench.client.post("/sign-in", json={"login": "li", "password": "guess"})
    mine = bench.caller(person, "130624100", Role.OFFICER)
    answers = [
        await mine.act("/password", {"login": "li", "old": "guess", "new": "another good password"}) for _ in range(5)
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 401, 429]
    attempts = await bench.parts.documents.find("refusal", {})
    assert sorted(attempt["state"]["refused"]["rule"] for attempt in attempts) == [
        "identity/tried-too-often",
        *["identity/wrong-login"] * 4,
    ]


async def test_a_login_belongs_to_one_person_and_its_password_can_be_changed(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    first = await register()
    second = await register()
    login = {"login": "li", "password": PASSWORD}
    await administrator.act(f"/officers/{first}/login", login)
    taken = await administrator.act(f"/officers/{second}/login", login)
    assert (taken.status_code, taken.json()["code"]) == (409, "identity/login-taken")
    mine = bench.caller(first, "130624100", Role.OFFICER)
    changed = await mine.act("/password", {"login": "li", "old": PASSWORD, "new": "another good password"})
    assert changed.status_code == 200
    signed_in = await bench.client.post("/sign-in", json={"login": "li", "password": "another good password"})
    assert signed_in.json()["must_change"] is False


async def test_nobody_changes_another_persons_password(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    first = await register()
    await administrator.act(f"/officers/{first}/login", {"login": "li", "password": PASSWORD})
    other = bench.caller("officer-other", "130624100", Role.OFFICER)
    refused = await other.act("/password", {"login": "li", "old": PASSWORD, "new": "another good password"})
    assert (refused.status_code, refused.json()["code"]) == (403, "identity/not-your-login")


async def test_a_start_that_broke_off_before_the_login_can_be_repeated(bench: Bench[Service]) -> None:
    """The process died between the two documents."""
    body = {"secret": SECRET, "name": "管理员", **invented_identity(1), "login": "admin", "password": PASSWORD}
    await bench.client.post("/first-administrator", json=body)
    await bench.parts.documents.delete("login", {"_id": "admin"})
    assert (await bench.client.post("/first-administrator", json=body)).status_code == 201
    signed_in = await bench.client.post("/sign-in", json={"login": "admin", "password": PASSWORD})
    assert signed_in.status_code == 200
