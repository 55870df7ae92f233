"""Accounts and certificates, as callers see them."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from chassis.store import Stored
from chassis.testing import Bench, Caller, SetClock
from contracts.places import COUNTY
from contracts.refusal import Refusal
from contracts.values import PersonId, Role
from county import invented_identity
from identity.__main__ import BLUEPRINT
from identity.officers.administrators import Administrators
from identity.officers.domain.officer import LAST_ADMINISTRATOR, Officer
from identity.service import Service
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

PERSON = {"name": "李建国", **invented_identity(1), "body": "130624100", "roles": ["officer"]}
CERTIFICATE = {
    "certificate": "HB-1001",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": ["environment"],
}


async def test_a_certificate_number_belongs_to_one_person(administrator: Caller, register: Register) -> None:
    first = await register()
    second = await register()
    await administrator.act(f"/officers/{first}/certificate", CERTIFICATE)
    taken = await administrator.act(f"/officers/{second}/certificate", CERTIFICATE)
    assert (taken.status_code, taken.json()["code"]) == (409, "identity/certificate-number-taken")


async def test_a_certificate_publishes_no_number_of_a_person(administrator: Caller, register: Register) -> None:
    certificate = CERTIFICATE | {"fields": ["fire", "safety 138-0013-8000"]}
    refused = await administrator.act(f"/officers/{await register()}/certificate", certificate)
    assert (refused.status_code, [fault["field"] for fault in refused.json()["faults"]]) == (422, ["fields.1"])


async def test_a_dry_run_tells_that_a_number_is_taken_and_takes_none(administrator: Caller, register: Register) -> None:
    first, second = [await register() for _ in range(2)]
    dry = await administrator.act(f"/officers/{first}/certificate?dry_run=true", CERTIFICATE)
    taken = await administrator.act(f"/officers/{second}/certificate", CERTIFICATE)
    assert (dry.status_code, taken.status_code) == (200, 200)
    refused = await administrator.act(f"/officers/{first}/certificate?dry_run=true", CERTIFICATE)
    assert (refused.status_code, refused.json()["code"]) == (409, "identity/certificate-number-taken")


async def test_a_suspended_certificate_does_not_count_until_reinstated(
    administrator: Caller, register: Register, clock: SetClock
) -> None:
    person = await register()
    path = f"/officers/{person}/certificate"
    await administrator.act(path, CERTIFICATE)
    suspended = await administrator.act(f"{path}/suspension", {"effective_from": "2026-09-01", "reason": "投诉核查"})
    assert suspended.json()["certificate"]["counts"] is False
    assert "投诉核查" not in suspended.text
    clock.advance(days=10)
    back = await administrator.act(f"{path}/reinstatement", {"effective_from": "2026-09-11"})
    assert back.json()["certificate"]["counts"] is True


async def test_lists_show_names_and_page_by_cursor(administrator: Caller, register: Register) -> None:
    await register()
    for _ in range(4):
        await register()
    first = (await administrator.ask("/officers", limit=3, body="130624100")).json()
    second = (await administrator.ask("/officers", limit=3, body="130624100", cursor=first["next"])).json()
    assert [len(first["items"]), len(second["items"]), second["next"]] == [3, 2, None]
    assert {item["name"] for item in first["items"] + second["items"]} == {"李建国"}
    assert first["total"] == 5


async def test_people_are_found_by_name_and_certificate(administrator: Caller, register: Register) -> None:
    person = await register()
    await register()
    await administrator.act(f"/officers/{person}/certificate", CERTIFICATE)

    async def found(word: str) -> int:
        return int((await administrator.ask("/officers", word=word)).json()["total"])

    number = str(CERTIFICATE["certificate"])
    assert [await found(word) for word in ("建国", "王", number[:4].lower(), person[:12])] == [2, 0, 1, 1]


@pytest.mark.usefixtures("township")
async def test_a_repeated_key_does_nothing_twice_and_another_body_is_refused(administrator: Caller) -> None:
    key = str(uuid.uuid4())
    first = await administrator.act("/officers", PERSON, key=key)
    again = await administrator.act("/officers", PERSON, key=key)
    other = await administrator.act("/officers", PERSON | {"name": "王强"}, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    assert first.headers["etag"] == '"1"'


async def test_the_last_administrator_stays_one(bench: Bench[Service], administrator: Caller) -> None:
    """One without a login could help nobody back in."""
    first = {"name": "管理员", **invented_identity(2), "login": "admin", "password": "correct horse battery"}
    start = first | {"secret": "once-only-secret"}
    (await bench.client.post("/first-administrator", json=start)).raise_for_status()
    dropped = {"roles": ["hotline"]}

    person = PERSON | {"body": COUNTY, "roles": ["administrator"]}
    second = (await administrator.act("/officers", person)).raise_for_status().json()["id"]
    for _ in range(2):
        refused = await administrator.act(f"/officers/{FIRST}/roles", dropped)
        assert (refused.status_code, refused.json()["code"]) == (409, "identity/last-administrator")
        assert refused.json()["remedy"]
    for command, body in (("roles", dropped), ("closing", {"reason": "调离"})):
        tried = await administrator.act(f"/officers/{FIRST}/{command}?dry_run=true", body)
        assert (tried.status_code, tried.json()["code"]) == (409, "identity/last-administrator"), command
    assert (await administrator.ask(f"/officers/{FIRST}")).json()["roles"] == ["administrator"]

    login = {"login": "second", "password": "correct horse battery"}
    (await administrator.act(f"/officers/{second}/login", login)).raise_for_status()
    both = bench.caller(second, COUNTY, Role.ADMINISTRATOR)
    answers = await asyncio.gather(
        administrator.act(f"/officers/{second}/roles", dropped), both.act(f"/officers/{FIRST}/roles", dropped)
    )
    gone, kept = sorted(answer.status_code for answer in answers)
    assert gone == 200
    assert kept in (401, 409), "the session of the one who went is over, too"


async def test_who_became_the_last_administrator_meanwhile_is_not_let_go(
    bench: Bench[Service], administrator: Caller
) -> None:
    """As if the other one had gone between the decision and its writing: the administrators themselves refuse it."""
    first = {"name": "管理员", **invented_identity(2), "login": "admin", "password": "correct horse battery"}
    (await bench.client.post("/first-administrator", json=first | {"secret": "once-only-secret"})).raise_for_status()
    officers = bench.service.officers
    with pytest.raises(Refusal) as refused:
        await officers.facts.administrators.let_go(await officers.read(PersonId(FIRST)))
    assert refused.value.rule is LAST_ADMINISTRATOR
    assert (await administrator.ask(f"/officers/{FIRST}")).json()["roles"] == ["administrator"]


async def test_two_processes_do_not_let_the_last_two_administrators_go(
    bench: Bench[Service], administrator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever way the two run into each other: each is held between letting go and changing, while the other runs."""
    first = {"name": "管理员", **invented_identity(2), "login": "admin", "password": "correct horse battery"}
    (await bench.client.post("/first-administrator", json=first | {"secret": "once-only-secret"})).raise_for_status()
    person = PERSON | {"body": COUNTY, "roles": ["administrator"]}
    second = (await administrator.act("/officers", person)).raise_for_status().json()["id"]
    login = {"login": "second", "password": "correct horse battery"}
    (await administrator.act(f"/officers/{second}/login", login)).raise_for_status()
    other = Bench(BLUEPRINT, replace(bench.process.outside))
    let_go, dropped = Administrators.let_go, {"roles": ["hotline"]}
    answers: list[Any] = []

    async def held(self: Administrators, leaving: Stored[Officer]) -> None:
        await let_go(self, leaving)
        if not answers:
            answers.append(None)
            there = other.caller(second, COUNTY, Role.ADMINISTRATOR)
            answers.append(await there.act(f"/officers/{FIRST}/closing", {"reason": "调离"}))

    monkeypatch.setattr(Administrators, "let_go", held)
    done = await administrator.act(f"/officers/{second}/roles", dropped)
    assert done.status_code == 200
    assert (answers[1].status_code, answers[1].json()["code"]) == (409, "identity/last-administrator")


async def test_who_is_always_overtaken_is_told_to_come_again(
    bench: Bench[Service], administrator: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if another process were always quicker to let somebody go."""

    async def never(self: Administrators, *_: object) -> bool:
        return False

    monkeypatch.setattr(Administrators, "_written", never)
    people = [PERSON | {"body": COUNTY, "roles": ["administrator"]}, PERSON | {**invented_identity(2), "name": "王强"}]
    (await administrator.act("/bodies", {"code": COUNTY, "name": "县政府", "kind": "office"})).raise_for_status()
    ids = [
        (await administrator.act("/officers", one | {"body": COUNTY, "roles": ["administrator"]})).json()["id"]
        for one in people
    ]
    for id, by in zip(ids, (administrator, bench.caller(ids[0], COUNTY, Role.ADMINISTRATOR)), strict=True):
        login = {"login": f"login-{id}", "password": "correct horse battery"}
        (await by.act(f"/officers/{id}/login", login)).raise_for_status()
    late = await administrator.act(f"/officers/{ids[0]}/closing", {"reason": "调离"})
    assert (late.status_code, late.json()["code"]) == (409, "identity/administrators-at-once")
