"""A new password counts from the moment at which its fact stands; until then the old one does."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.documents import StoreUnreachable
from chassis.store import Store
from chassis.testing import Bench, Caller
from contracts.values import PersonId, Role
from identity.service import Service
from identity.sign_in.logins import Logins
from identity.sign_in.passwords_to_be import PasswordsToBe

OLD, NEW, OTHER = "correct horse battery", "a third good password", "a fourth good password"


@pytest.fixture
async def person(first: Caller, second: Caller, register: Callable[[], Awaitable[str]]) -> str:
    """An officer who has a login, and of whom a reset was asked for."""
    id = await register()
    (await second.act(f"/officers/{id}/login", {"login": "li", "password": OLD})).raise_for_status()
    (await first.act(f"/officers/{id}/login/reset", {"reason": "本人遗忘"})).raise_for_status()
    return id


async def entry(bench: Bench[Service], password: str) -> int:
    return (await bench.client.post("/sign-in", json={"login": "li", "password": password})).status_code


async def broken(*_: Any, **__: Any) -> None:
    raise ConnectionError


async def away(*_: Any, **__: Any) -> None:
    raise StoreUnreachable


async def test_what_broke_off_before_the_fact_leaves_the_old_one(
    bench: Bench[Service], second: Caller, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = f"/officers/{person}/login/reset/confirmation", str(uuid.uuid4())
    change = Store.change

    async def without_fact(self: Any, id: str, decide: Any, command: Any, who: Any, gather: Any) -> Any:
        if not who.dry_run:
            raise ConnectionError
        return await change(self, id, decide, command, who, gather)

    monkeypatch.setattr(Store, "change", without_fact)
    assert (await second.act(path, {"password": NEW}, key=key)).status_code >= 500
    monkeypatch.undo()
    assert (await entry(bench, NEW), await entry(bench, OLD)) == (401, 200)
    (await second.act(path, {"password": NEW}, key=key)).raise_for_status()
    assert (await entry(bench, OLD), await entry(bench, NEW)) == (401, 200)


async def test_what_broke_off_after_the_fact_is_finished_by_the_next_sign_in(
    bench: Bench[Service], second: Caller, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = f"/officers/{person}/login/reset/confirmation", str(uuid.uuid4())
    monkeypatch.setattr(PasswordsToBe, "put_in_force", broken)
    assert (await second.act(path, {"password": NEW}, key=key)).status_code >= 500
    monkeypatch.undo()
    assert (await entry(bench, OLD), await entry(bench, NEW)) == (401, 200)
    assert await bench.parts.documents.find("login-to-be", {}) == []


async def test_of_two_resets_at_once_the_one_that_is_a_fact_counts(
    bench: Bench[Service], second: Caller, person: str
) -> None:
    path = f"/officers/{person}/login/reset/confirmation"
    answers = await asyncio.gather(*(second.act(path, {"password": password}) for password in (NEW, OTHER)))
    codes = [answer.status_code for answer in answers]
    assert sorted(codes) == [200, 409]
    right = dict(zip(codes, (NEW, OTHER), strict=True))
    assert (await entry(bench, right[409]), await entry(bench, right[200])) == (401, 200)
    assert await bench.parts.documents.find("login-to-be", {}) == []


async def test_a_later_password_is_not_set_back(bench: Bench[Service], person: str) -> None:
    """By a process that was slow to put in force an earlier one."""
    to_be = bench.service.credentials.logins.to_be
    hashes = [{"hash": bench.service.credentials.logins.hasher.hash(one), "must_change": False} for one in (OLD, NEW)]
    slow, quick = [
        {"_id": f"li/{cause}", "login": "li", "person": person, "cause": cause, "fields": fields}
        for cause, fields in zip("ab", hashes, strict=True)
    ]
    await to_be.put_in_force([quick], {"b": 9})
    await to_be.put_in_force([slow], {"a": 8})
    assert (await entry(bench, OLD), await entry(bench, NEW)) == (401, 200)


async def test_the_old_one_opens_no_session_that_begins_with_the_reset(
    bench: Bench[Service], second: Caller, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reset becomes a fact between the look at the password and the token."""
    check = Logins.check

    async def overtaken(self: Logins, name: str, password: str, address: str) -> Any:
        login = await check(self, name, password, address)
        monkeypatch.undo()
        path = f"/officers/{person}/login/reset/confirmation"
        (await second.act(path, {"password": NEW})).raise_for_status()
        return login

    monkeypatch.setattr(Logins, "check", overtaken)
    assert await entry(bench, OLD) == 401


async def test_the_own_change_is_finished_in_the_same_way(
    bench: Bench[Service], person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, change = bench.caller(person, "130624100", Role.OFFICER), {"login": "li", "old": OLD, "new": NEW}
    monkeypatch.setattr(PasswordsToBe, "put_in_force", broken)
    assert (await mine.act("/password", change)).status_code >= 500
    monkeypatch.undo()
    await bench.service.credentials.logins.keep_password(PersonId(person), "li", OTHER, "another", must_change=False)
    assert (await entry(bench, OLD), await entry(bench, OTHER), await entry(bench, NEW)) == (401, 401, 200)


async def test_who_changed_it_is_told_so_where_the_store_fails_after_the_fact(
    bench: Bench[Service], person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeated with a token whose session that very fact ended, the request would be refused."""
    mine = bench.caller(person, "130624100", Role.OFFICER)
    monkeypatch.setattr(PasswordsToBe, "put_in_force", away)
    assert (await mine.act("/password", {"login": "li", "old": OLD, "new": NEW})).status_code == 200
    monkeypatch.undo()
    assert (await entry(bench, OLD), await entry(bench, NEW)) == (401, 200)


async def test_of_two_changes_at_once_the_later_one_is_refused(
    bench: Bench[Service], person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both knew the old password; what one of the two holds must not be a password that was replaced meanwhile."""
    mine, keep = bench.caller(person, "130624100", Role.OFFICER), Logins.keep_password

    async def overtaken(self: Logins, *given: Any, **more: Any) -> None:
        await keep(self, *given, **more)
        monkeypatch.undo()
        (await mine.act("/password", {"login": "li", "old": OLD, "new": OTHER})).raise_for_status()

    monkeypatch.setattr(Logins, "keep_password", overtaken)
    later = await mine.act("/password", {"login": "li", "old": OLD, "new": NEW})
    assert (later.status_code, later.json()["code"]) == (409, "identity/password-overtaken")
    assert (await entry(bench, NEW), await entry(bench, OTHER)) == (401, 200)
    assert await bench.parts.documents.find("login-to-be", {}) == []


async def test_a_repeat_counts_no_more_once_another_password_took_the_place_of_the_old_one(
    bench: Bench[Service], person: str
) -> None:
    mine, key = bench.caller(person, "130624100", Role.OFFICER), str(uuid.uuid4())
    cause = f"http:{person}:{key}"
    await bench.service.credentials.logins.keep_password(PersonId(person), "li", NEW, cause, must_change=False)
    (await mine.act("/password", {"login": "li", "old": OLD, "new": OTHER})).raise_for_status()
    later = bench.caller(person, "130624100", Role.OFFICER, session=1)
    repeated = await later.act("/password", {"login": "li", "old": OLD, "new": NEW}, key=key)
    assert (repeated.status_code, repeated.json()["code"]) == (401, "identity/wrong-login")
    assert (await entry(bench, NEW), await entry(bench, OTHER)) == (401, 200)


@pytest.mark.parametrize("since", ["2020-01-01T00:00:00.000Z", None])
async def test_what_never_became_a_fact_is_dropped_a_day_later(
    bench: Bench[Service], person: str, since: str | None
) -> None:
    """By whoever signs in next; one that a version of before kept has its day from then on."""
    documents, logins = bench.parts.documents, bench.service.credentials.logins
    await logins.keep_password(PersonId(person), "li", NEW, "broken off", must_change=False)
    assert await entry(bench, OLD) == 200
    (kept,) = await documents.find("login-to-be", {})
    await documents.delete("login-to-be", {"_id": kept["_id"]})
    await documents.insert("login-to-be", {**kept, "kept_at": since} if since else without_time(kept))
    assert await entry(bench, OLD) == 200
    assert [bool(one["kept_at"]) for one in await documents.find("login-to-be", {})] == ([] if since else [True])


def without_time(kept: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name != "kept_at"}
