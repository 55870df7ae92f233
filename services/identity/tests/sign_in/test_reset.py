"""A reset is confirmed in its term, and for an administrator who is still one."""

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from chassis.testing import Bench, Caller, SetClock
from contracts.identity import OfficerRegistered, ResetAsked
from contracts.places import COUNTY
from contracts.refusal import Refusal
from contracts.values import PersonId, Role
from identity.officers.domain.account import reset_login
from identity.officers.domain.asking import NO_TERM, Confirming
from identity.officers.domain.officer import Officer
from identity.service import Service
from identity.sign_in.setup import FIRST

PASSWORD = "a third good password"


@pytest.fixture
async def path(second: Caller, register: Callable[[], Awaitable[str]]) -> str:
    """The reset of an officer who has a login."""
    id = await register()
    login = {"login": "li", "password": "correct horse battery"}
    (await second.act(f"/officers/{id}/login", login)).raise_for_status()
    return f"/officers/{id}/login/reset"


async def asked(path: str, by: Caller) -> None:
    (await by.act(path, {"reason": "本人遗忘，已当面核实"})).raise_for_status()


async def confirmed(path: str, by: Caller) -> tuple[int, str]:
    answer = await by.act(f"{path}/confirmation", {"password": PASSWORD})
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize(("days", "answer"), [(7, (200, "")), (8, (409, "identity/asking-expired"))])
async def test_what_was_asked_for_long_ago_is_asked_for_anew(
    path: str, first: Caller, second: Caller, clock: SetClock, days: int, answer: tuple[int, str]
) -> None:
    await asked(path, first)
    clock.advance(days=days)
    assert await confirmed(path, second) == answer
    await asked(path, first)
    assert await confirmed(path, second) == (200, "")


@pytest.mark.parametrize(("step", "body"), [("closing", {"reason": "调离"}), ("roles", {"roles": ["hotline"]})])
async def test_who_asked_must_still_be_an_administrator(
    bench: Bench[Service],
    path: str,
    first: Caller,
    second: Caller,
    clock: SetClock,
    step: str,
    body: dict[str, object],
) -> None:
    """The one who is left does not pass for the second of two."""
    await asked(path, first)
    (await second.act(f"/officers/{FIRST}/{step}", body)).raise_for_status()
    assert await confirmed(path, second) == (409, "identity/asker-left")
    clock.advance(days=8)
    await asked(path, second)
    assert await confirmed(path, second) == (200, "")
    (kept,) = await bench.parts.documents.find("officer", {"_id": path.split("/")[2]})
    assert kept["state"]["login_reset"]["alone"]


async def test_at_each_sign_in_the_person_is_told_who_opened_and_reset_the_login(
    bench: Bench[Service], path: str, first: Caller, second: Caller, clock: SetClock
) -> None:
    """The password that somebody else set is not used in silence."""
    body = {"login": "li", "password": "correct horse battery"}
    before = (await bench.client.post("/sign-in", json=body)).raise_for_status().json()["login"]
    assert before["opened_on"] == "2026-09-01"
    assert before["opened_by"] not in (None, FIRST)
    assert (before["reset_on"], before["reset_by"]) == (None, None)
    clock.advance(days=2)
    await asked(path, first)
    told = (await bench.client.post("/sign-in", json=body)).json()["login"]
    assert (told["reset_asked_on"], told["reset_asked_by"]) == ("2026-09-03", FIRST)
    assert await confirmed(path, second) == (200, "")
    for _ in range(2):
        after = (await bench.client.post("/sign-in", json=body | {"password": PASSWORD})).json()["login"]
        assert (after["reset_on"], after["reset_by"]) == ("2026-09-03", before["opened_by"])
        assert (after["reset_asked_by"], after["opened_by"]) == (FIRST, before["opened_by"])


def test_without_a_published_term_nothing_is_confirmed() -> None:
    day, by = date(2026, 9, 1), PersonId("officer-1")
    registered = OfficerRegistered(body=COUNTY, township=None, roles=(Role.HOTLINE,), name="李建国")
    state = Officer(registered=registered, reset_asked=ResetAsked(by=by, asked_on=day, reason="遗忘"))
    facts = Confirming(actor=PersonId("officer-2"), today=day, others=1, asker_left=False, let_go_on=None, terms=())
    with pytest.raises(Refusal) as caught:
        reset_login(state, None, facts)
    assert caught.value.rule is NO_TERM
