"""Logins of a person: one, opened and reset as facts that others see; accounts close (APL 42, 47)."""

import base64
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import Response

from chassis.testing import Bench, Caller
from contracts.digests import digest
from contracts.identity import (
    AccountClosed,
    CertificateWithdrawn,
    LoginOpened,
    LoginReset,
    OfficerRegistered,
    ResetAsked,
    SessionEnd,
    SessionsEnded,
)
from contracts.places import COUNTY
from contracts.values import PersonId, Role
from county import invented_identity
from identity.service import Service
from identity.sign_in.setup import FIRST

type Register = Callable[[], Awaitable[str]]

PASSWORD, OWN, THIRD = "correct horse battery", "my own good password", "a third good password"
CERTIFICATE = {
    "certificate": "HB-1",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": [],
}


@pytest.fixture
async def person(administrator: Caller, register: Register) -> str:
    """An officer with a certificate, who has a login."""
    id = await register()
    (await administrator.act(f"/officers/{id}/certificate", CERTIFICATE)).raise_for_status()
    (await administrator.act(f"/officers/{id}/login", {"login": "li", "password": PASSWORD})).raise_for_status()
    return id


async def signed_in(bench: Bench[Service], password: str = PASSWORD, login: str = "li") -> Response:
    return await bench.client.post("/sign-in", json={"login": login, "password": password})


def holder(bench: Bench[Service], answer: dict[str, Any]) -> Caller:
    """Return who holds a token, with its claims under the key of the tests."""
    part = answer["token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    roles = [Role(role) for role in claims.pop("roles")]
    return bench.caller(claims.pop("sub"), claims.pop("agency"), *roles, **claims)


async def history(bench: Bench[Service], id: str) -> list[str]:
    (kept,) = await bench.parts.documents.find("officer", {"_id": id})
    return [record["type"] for record in kept["events"]]


def code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def test_a_second_login_is_refused_and_so_is_the_first_one_anew(administrator: Caller, person: str) -> None:
    for login in ("li2", "li"):
        second = await administrator.act(f"/officers/{person}/login", {"login": login, "password": THIRD})
        assert code(second) == (409, "identity/has-login")


@pytest.mark.parametrize(("collection", "field"), [("login-of-person", "_id"), ("login", "person")])
async def test_one_of_its_two_documents_is_enough_to_know_a_login(
    bench: Bench[Service], administrator: Caller, person: str, collection: str, field: str
) -> None:
    """Logins of before have no note of whose they are; a note stands before its login."""
    await bench.parts.documents.delete(collection, {field: person})
    second = await administrator.act(f"/officers/{person}/login", {"login": "li2", "password": THIRD})
    assert code(second) == (409, "identity/has-login")
    assert (await signed_in(bench, THIRD, "li2")).status_code == 401


async def test_a_name_that_was_taken_leaves_the_choice_of_another(
    administrator: Caller, person: str, register: Register
) -> None:
    other = await register()
    taken = await administrator.act(f"/officers/{other}/login", {"login": "LI", "password": THIRD})
    assert code(taken) == (409, "identity/login-taken")
    assert (await administrator.act(f"/officers/{other}/login", {"login": "li2", "password": THIRD})).status_code == 201


async def test_the_same_key_opens_once_and_never_sets_the_password_again(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    id, key, login = await register(), str(uuid.uuid4()), {"login": "li", "password": PASSWORD}
    for _ in range(2):
        assert (await administrator.act(f"/officers/{id}/login", login, key=key)).status_code == 201
    mine = bench.caller(id, "130624100", Role.OFFICER)
    (await mine.act("/password", {"login": "li", "old": PASSWORD, "new": OWN})).raise_for_status()
    assert (await administrator.act(f"/officers/{id}/login", login, key=key)).status_code == 201
    assert (await signed_in(bench, OWN)).status_code == 200
    assert await history(bench, id) == [OfficerRegistered.type, LoginOpened.type, SessionsEnded.type]


async def test_the_same_key_changes_the_password_once_and_tries_none(bench: Bench[Service], person: str) -> None:
    mine, key = bench.caller(person, "130624100", Role.OFFICER), str(uuid.uuid4())
    later = bench.caller(person, "130624100", Role.OFFICER, session=1)
    change = {"login": "li", "old": PASSWORD, "new": OWN}
    assert (await mine.act("/password", change, key=key)).status_code == 200
    for _ in range(8):
        assert (await later.act("/password", change, key=key)).status_code == 200
    assert (await signed_in(bench, OWN)).status_code == 200
    assert (await history(bench, person))[-1] == SessionsEnded.type


async def test_what_broke_off_between_password_and_history_is_finished_by_the_same_key(
    bench: Bench[Service], person: str
) -> None:
    mine, key = bench.caller(person, "130624100", Role.OFFICER), str(uuid.uuid4())
    await bench.service.credentials.logins.keep_password(
        PersonId(person),
        "li",
        OWN,
        f"http:{person}:{key}",
        must_change=False,
    )
    assert (await mine.act("/password", {"login": "li", "old": PASSWORD, "new": OWN}, key=key)).status_code == 200
    assert (await history(bench, person))[-1] == SessionsEnded.type
    assert (await signed_in(bench, OWN)).status_code == 200


async def test_no_history_keeps_by_what_a_password_can_be_guessed(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    """The digest of a request would, in no time."""
    for name in ("li", "wang"):
        id = await register()
        login = {"login": name, "password": PASSWORD if name == "li" else THIRD}
        (await administrator.act(f"/officers/{id}/login", login)).raise_for_status()
    documents = await bench.parts.documents.find("officer", {})
    opened = [one for kept in documents for one in kept["events"] if one["type"] == LoginOpened.type]
    bare = [digest(f"POST /officers/{kept['_id']}/login\n".encode()) for kept in documents]
    assert sorted(one["request"] for one in opened) == sorted(bare)


async def test_an_account_takes_two_administrators_and_who_oversees_reads_who_did_what(
    bench: Bench[Service], administrator: Caller, second: Caller, register: Register
) -> None:
    """Whoever registers somebody does not hold the password as well."""
    id, login = await register(), {"login": "li", "password": PASSWORD}
    for query in ("?dry_run=true", ""):
        alone = await administrator.act(f"/officers/{id}/login{query}", login)
        assert code(alone) == (403, "identity/other-administrator-opens")
    assert (await signed_in(bench)).status_code == 401
    assert (await second.act(f"/officers/{id}/login", login)).status_code == 201
    (await second.act(f"/officers/{id}/closing", {"reason": "调离阜平"})).raise_for_status()
    for watcher in (Role.SUPERVISOR, Role.AUDITOR):
        told = await bench.caller("officer-watcher", "130624-justice", watcher).ask(f"/officers/{id}/history")
        assert told.status_code == 200
    registered, opened, closed, _ = told.raise_for_status().json()["events"]
    assert (registered["type"], registered["actor"]) == (OfficerRegistered.type, FIRST)
    assert (opened["type"], opened["actor"], opened["agency"]) == (LoginOpened.type, opened["data"]["by"], COUNTY)
    assert opened["actor"] != FIRST == opened["data"]["registered_by"]
    assert not opened["data"]["alone"]
    assert closed["type"] == AccountClosed.type
    assert told.json()["labels"][LoginOpened.type] == "开立登录名"
    assert not any(private in told.text for private in ("李建国", "调离阜平", "同名"))


@pytest.mark.usefixtures("second")
async def test_the_first_administrator_opens_the_own_login_and_alone_that_of_the_second(
    bench: Bench[Service],
) -> None:
    documents = await bench.parts.documents.find("officer", {})
    alone = [kept["state"]["login_opened"]["alone"] for kept in documents]
    assert sorted(alone) == [False, True]


async def test_a_reset_takes_two_administrators_and_the_person_is_told(
    bench: Bench[Service], administrator: Caller, person: str, second: Caller
) -> None:
    path = f"/officers/{person}/login/reset"
    early = await second.act(f"{path}/confirmation", {"password": THIRD})
    assert code(early) == (409, "identity/reset-not-asked")
    asked = await administrator.act(path, {"reason": "本人遗忘，已当面核实"})
    assert asked.status_code == 200
    alone = await administrator.act(f"{path}/confirmation", {"password": THIRD})
    assert code(alone) == (403, "identity/second-administrator")
    assert (await signed_in(bench)).status_code == 200
    key = str(uuid.uuid4())
    for _ in range(2):
        assert (await second.act(f"{path}/confirmation", {"password": THIRD}, key=key)).status_code == 200
    assert (await signed_in(bench)).status_code == 401
    again = (await signed_in(bench, THIRD)).json()
    assert again["must_change"]
    mine = holder(bench, again)
    told = (await mine.ask("/me")).json()["login"]
    assert (told["reset_on"], told["reset_asked_by"]) == ("2026-09-01", FIRST)
    assert told["reset_by"] not in (None, FIRST)
    assert (await history(bench, person))[-3:] == [ResetAsked.type, LoginReset.type, SessionsEnded.type]
    once_more = await second.act(f"{path}/confirmation", {"password": THIRD})
    assert code(once_more) == (409, "identity/reset-not-asked")


async def test_the_only_administrator_of_a_county_resets_alone_and_it_is_written_down(
    bench: Bench[Service], administrator: Caller, person: str
) -> None:
    path = f"/officers/{person}/login/reset"
    (await administrator.act(path, {"reason": "本人遗忘"})).raise_for_status()
    assert (await administrator.act(f"{path}/confirmation", {"password": THIRD})).status_code == 200
    (kept,) = await bench.parts.documents.find("officer", {"_id": person})
    assert kept["state"]["login_reset"]["alone"]


async def test_who_has_no_login_can_have_none_reset(administrator: Caller, register: Register) -> None:
    path = f"/officers/{await register()}/login/reset"
    assert code(await administrator.act(path, {"reason": "遗忘"})) == (409, "identity/no-login")


async def test_a_closed_account_does_nothing_any_more(
    bench: Bench[Service], administrator: Caller, person: str
) -> None:
    closed = await administrator.act(f"/officers/{person}/closing", {"reason": "退休"})
    assert closed.status_code == 200
    assert closed.json()["closed"]
    assert not closed.json()["certificate"]["counts"]
    assert "退休" not in closed.text
    assert (await history(bench, person))[-3:] == [
        AccountClosed.type,
        CertificateWithdrawn.type,
        SessionsEnded.type,
    ]
    assert code(await signed_in(bench)) == (401, "identity/wrong-login")
    mine = bench.caller(person, "130624100", Role.OFFICER)
    assert code(await mine.ask("/me")) == (401, "session-over")
    commands: list[tuple[str, Any]] = [
        ("roles", {"roles": ["head"]}),
        ("identity", invented_identity(9)),
        ("certificate", CERTIFICATE),
        ("login/reset", {"reason": "遗忘"}),
        ("closing", {"reason": "退休"}),
    ]
    for command, body in commands:
        refused = await administrator.act(f"/officers/{person}/{command}", body)
        assert code(refused) == (409, "identity/account-closed"), command


async def test_the_last_administrator_does_not_close(
    bench: Bench[Service], administrator: Caller, second: Caller
) -> None:
    gone = await second.act(f"/officers/{FIRST}/closing", {"reason": "调离"})
    assert gone.status_code == 200
    (last,) = await bench.parts.documents.find("login", {"_id": "second"})
    refused = await second.act(f"/officers/{last['person']}/closing", {"reason": "调离"})
    assert code(refused) == (409, "identity/last-administrator")
    assert "注销其账户" in refused.json()["detail"]


async def test_tokens_end_with_the_right_that_they_rest_on(
    bench: Bench[Service], administrator: Caller, person: str
) -> None:
    """A new password, other roles; the old token opens nothing, the next one what is left."""
    first = holder(bench, (await signed_in(bench)).json())
    assert code(await first.ask("/officers")) == (403, "must-change-password")
    assert (await first.ask("/me")).status_code == 200
    (await first.act("/password", {"login": "li", "old": PASSWORD, "new": OWN})).raise_for_status()
    assert code(await first.ask("/me")) == (401, "session-over")
    own = holder(bench, (await signed_in(bench, OWN)).json())
    assert (await own.ask("/officers")).status_code == 200
    (await administrator.act(f"/officers/{person}/roles", {"roles": ["hotline"]})).raise_for_status()
    assert code(await own.ask("/officers")) == (401, "session-over")
    assert (await holder(bench, (await signed_in(bench, OWN)).json()).ask("/me")).json()["roles"] == ["hotline"]
    assert SessionEnd.ROLES.word == "职责已经变更"


async def test_a_demoted_administrator_gives_nothing_back(
    bench: Bench[Service], administrator: Caller, second: Caller
) -> None:
    (last,) = await bench.parts.documents.find("login", {"_id": "second"})
    demoted = {"roles": ["hotline"]}
    assert (await administrator.act(f"/officers/{last['person']}/roles", demoted)).status_code == 200
    again = await second.act(f"/officers/{last['person']}/roles", {"roles": ["administrator"]})
    assert code(again) == (401, "session-over")
