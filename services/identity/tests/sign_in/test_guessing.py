"""Guessing passwords from outside: many at once, names that nobody has, and more than can be looked at."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from httpx import Response
from pwdlib import PasswordHash

from chassis.clock import wall
from chassis.testing import Bench, Caller
from contracts.values import CHINA, Role
from identity.service import Service
from identity.sign_in import tries
from identity.sign_in.logins import HASHER, HASHES_AT_ONCE, MOST_WAITING

type Register = Callable[[], Awaitable[str]]

PASSWORD = "correct horse battery"
PLACES = HASHES_AT_ONCE + MOST_WAITING


@pytest.fixture
def hasher() -> PasswordHash:
    """The one that runs: a guess takes its time."""
    return HASHER


@pytest.fixture
async def known(administrator: Caller, register: Register) -> str:
    login = {"login": "li", "password": PASSWORD}
    (await administrator.act(f"/officers/{await register()}/login", login)).raise_for_status()
    return "li"


async def tried(bench: Bench[Service], login: str, password: str = "guess", address: str = "192.0.2.1") -> Response:
    body, headers = {"login": login, "password": password}, {"x-forwarded-for": address}
    return await bench.client.post("/sign-in", json=body, headers=headers)


@pytest.mark.parametrize("at_once", [64, PLACES])
async def test_of_many_guesses_at_once_five_are_looked_at(bench: Bench[Service], known: str, at_once: int) -> None:
    answers = await asyncio.gather(*(tried(bench, known) for _ in range(at_once)))
    codes = Counter(answer.json()["code"] for answer in answers)
    assert codes["identity/wrong-login"] == 5
    assert codes["identity/tried-too-often"] == PLACES - 5
    assert codes["identity/sign-in-busy"] == at_once - PLACES
    assert (await tried(bench, known, PASSWORD)).status_code == 429


async def test_who_comes_when_too_many_wait_is_told_to_come_again(bench: Bench[Service], known: str) -> None:
    answers = await asyncio.gather(*(tried(bench, f"somebody-{number}") for number in range(PLACES + 1)))
    busy = [answer for answer in answers if answer.status_code != 401]
    assert [(answer.status_code, answer.json()["code"]) for answer in busy] == [(503, "identity/sign-in-busy")]
    assert int(busy[0].headers["retry-after"]) > 0
    assert busy[0].json()["remedy"]
    assert (await tried(bench, known, PASSWORD)).status_code == 200


async def test_a_name_that_nobody_has_is_answered_like_a_known_one(bench: Bench[Service], known: str) -> None:
    answers = {name: [await tried(bench, name) for _ in range(7)] for name in (known, "nobody")}
    told = {
        name: [(one.status_code, one.json()["code"], sorted(one.headers), sorted(one.json())) for one in given]
        for name, given in answers.items()
    }
    assert told[known] == told["nobody"]
    assert [status for status, *_ in told["nobody"]] == [401] * 5 + [429] * 2


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """Let time stand still, and pass at once when told to; gives the moment."""
    at = [wall()]

    def passes(**by: float) -> datetime:
        at[0] += timedelta(**by)
        return at[0]

    monkeypatch.setattr(tries, "wall", lambda: at[0])
    return passes


async def test_each_further_try_waits_longer_up_to_a_quarter_of_an_hour(
    bench: Bench[Service], known: str, later: Callable[..., datetime]
) -> None:
    for _ in range(5):
        assert (await tried(bench, known)).status_code == 401
    waits = []
    for _ in range(13):
        refused = await tried(bench, known)
        assert (refused.status_code, refused.json()["code"]) == (429, "identity/tried-too-often")
        waits.append(int(refused.headers["retry-after"]))
        later(seconds=waits[-1])
        assert (await tried(bench, known)).status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    later(seconds=900)
    assert (await tried(bench, known, PASSWORD)).status_code == 200


async def test_the_end_of_waiting_is_told_in_chinese_time(
    bench: Bench[Service], known: str, later: Callable[..., datetime]
) -> None:
    for _ in range(5):
        await tried(bench, known)
    told = (await tried(bench, known)).json()["detail"]
    end = later(seconds=0) + timedelta(seconds=1)
    assert told == f"多次输错密码，请在北京时间 {end.astimezone(CHINA):%H:%M:%S} 之后再试"


async def test_strangers_keep_nobody_out_of_where_they_sign_in(bench: Bench[Service], known: str) -> None:
    assert (await tried(bench, known, PASSWORD, "192.0.2.10")).status_code == 200
    for number in range(40):
        await tried(bench, known, address=f"203.0.113.{number}")
    assert (await tried(bench, known, PASSWORD, "198.51.100.1")).status_code == 429, "nobody knows that address"
    assert (await tried(bench, known, PASSWORD, "192.0.2.10")).status_code == 200
    assert (await tried(bench, known.upper(), PASSWORD, "8.8.8.8, 192.0.2.10")).status_code == 200, (
        "what the gateway saw"
    )
    assert (await tried(bench, known, PASSWORD, "192.0.2.10, 8.8.8.8")).status_code == 429


async def test_an_address_that_tries_many_names_has_to_wait(
    bench: Bench[Service], known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "FREE_FROM_AN_ADDRESS", 6)
    answers = [(await tried(bench, f"somebody-{number}", address="203.0.113.1")).status_code for number in range(9)]
    assert answers == [401] * 6 + [429] * 3
    assert (await tried(bench, known, PASSWORD, "192.0.2.10")).status_code == 200


async def test_right_passwords_of_many_from_one_address_are_not_counted(bench: Bench[Service], known: str) -> None:
    for _ in range(4):
        await tried(bench, known)
    assert (await tried(bench, known, PASSWORD)).status_code == 200
    counted = sorted(kept["tries"] for kept in await bench.parts.documents.find("tries", {}))
    assert counted == [4, 4], "of the login and of the address; of both together none"


async def test_what_is_over_is_taken_away(bench: Bench[Service], known: str, later: Callable[..., datetime]) -> None:
    for name in (known, "nobody"):
        for _ in range(5):
            await tried(bench, name)
    later(days=1.1)
    assert (await tried(bench, known, PASSWORD)).status_code == 200
    assert await bench.parts.documents.count("tries", {"tries": {"$gt": 1}}) == 0, "strangers' names too"


async def test_that_somebody_guesses_is_seen(bench: Bench[Service], administrator: Caller, known: str) -> None:
    (kept,) = await bench.parts.documents.find("login", {})
    await tried(bench, known, PASSWORD)
    for _ in range(7):
        await tried(bench, known, address="203.0.113.9")
    supervisor = bench.caller("officer-supervisor", "130624-justice", Role.SUPERVISOR)
    for reader in (supervisor, administrator):
        seen = (await reader.ask(f"/officers/{kept['person']}/sign-ins")).json()["items"]
        assert sorted(one["outcome"] for one in seen) == ["guessed", "signed-in"]
    officer = bench.caller("officer-1", "130624100", Role.OFFICER)
    assert (await officer.ask(f"/officers/{kept['person']}/sign-ins")).status_code == 403


async def test_a_name_that_others_try_all_the_time_is_no_error(
    bench: Bench[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if another process were always quicker."""

    async def never(collection: str, document: object) -> bool:
        return False

    monkeypatch.setattr(bench.parts.documents, "insert", never)
    assert (await tried(bench, "nobody")).json()["code"] == "identity/sign-in-busy"


async def test_of_two_who_take_a_name_at_once_one_gets_it(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    people = [await register(), await register()]
    login = {"login": "li", "password": PASSWORD}
    answers = await asyncio.gather(*(administrator.act(f"/officers/{person}/login", login) for person in people))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert [one.json()["code"] for one in answers if one.status_code == 409] == ["identity/login-taken"]
    assert (await tried(bench, "li", PASSWORD)).status_code == 200
