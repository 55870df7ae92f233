"""Guessing passwords from outside: many at once, names that nobody has, and more than can be looked at."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from httpx import Response

from chassis.clock import wall
from chassis.testing import Bench, Caller
from identity.service import Service
from identity.sign_in import tries
from identity.sign_in.logins import HASHES_AT_ONCE, MOST_WAITING

type Register = Callable[[], Awaitable[str]]

PASSWORD = "correct horse battery"
PLACES = HASHES_AT_ONCE + MOST_WAITING


@pytest.fixture
async def known(administrator: Caller, register: Register) -> str:
    login = {"login": "li", "password": PASSWORD}
    (await administrator.act(f"/officers/{await register()}/login", login)).raise_for_status()
    return "li"


async def tried(bench: Bench[Service], login: str, password: str = "guess") -> Response:
    return await bench.client.post("/sign-in", json={"login": login, "password": password})


@pytest.mark.parametrize("at_once", [64, PLACES])
async def test_of_many_guesses_at_once_five_are_looked_at(bench: Bench[Service], known: str, at_once: int) -> None:
    answers = await asyncio.gather(*(tried(bench, known) for _ in range(at_once)))
    codes = Counter(answer.json()["code"] for answer in answers)
    assert codes["identity/wrong-login"] == 5
    assert codes["identity/locked"] == PLACES - 5
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


async def test_a_lock_tells_its_end_in_chinese_time(bench: Bench[Service]) -> None:
    for _ in range(5):
        await tried(bench, "nobody")
    locked = (await tried(bench, "nobody")).json()
    (kept,) = await bench.parts.documents.find("tries", {})
    end = datetime.fromisoformat(kept["until"]) + timedelta(hours=8)
    assert locked["detail"] == f"多次输错，已锁定至 {end:%H:%M}"


async def test_a_right_password_takes_the_count_away_and_so_does_time(
    bench: Bench[Service], known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(4):
        await tried(bench, known)
    assert (await tried(bench, known.upper(), PASSWORD)).status_code == 200
    assert await bench.parts.documents.count("tries", {}) == 0
    for name in (known, "nobody"):
        for _ in range(5):
            await tried(bench, name)
    monkeypatch.setattr(tries, "wall", lambda: wall() + timedelta(minutes=16))
    assert (await tried(bench, known, PASSWORD)).status_code == 200
    assert await bench.parts.documents.count("tries", {}) == 0, "what is over is taken away, strangers' names too"


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
