"""What a password must be, for everybody who sets one (NIST SP 800-63B)."""

from collections.abc import Awaitable, Callable

import pytest

from chassis.testing import Bench, Caller, in_memory
from contracts.values import Role
from county import invented_identity
from identity.__main__ import BLUEPRINT
from identity.service import Service

type Register = Callable[[], Awaitable[str]]

PASSWORD = "correct horse battery"
COMMON = [
    "password123",
    "PassWord123",
    "1234567890",
    "0987654321",
    "qwertyuiop",
    "1qaz2wsx3edc",
    "aaaaaaaaaaaa",
    "abababababab",
    "woaini1314520",
    "zhifatong123",
    "Li.Jianguo",
    "li.jianguo2026",
]


@pytest.fixture
async def person(administrator: Caller, register: Register) -> str:
    id = await register()
    login = {"login": "li.jianguo", "password": PASSWORD}
    (await administrator.act(f"/officers/{id}/login", login)).raise_for_status()
    return id


async def changed(bench: Bench[Service], person: str, new: str, query: str = "") -> tuple[int, str]:
    mine = bench.caller(person, "130624100", Role.OFFICER)
    answer = await mine.act(f"/password{query}", {"login": "li.jianguo", "old": PASSWORD, "new": new})
    assert new not in answer.text
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize("new", COMMON)
async def test_a_common_password_is_refused(bench: Bench[Service], person: str, new: str) -> None:
    assert await changed(bench, person, new) == (422, "identity/common-password")
    assert await changed(bench, person, new, "?dry_run=true") == (422, "identity/common-password")


@pytest.mark.parametrize("new", ["\0" * 10, "correct\nhorse battery", "correct\x7fhorse battery"])
async def test_control_characters_are_refused(bench: Bench[Service], person: str, new: str) -> None:
    assert await changed(bench, person, new) == (422, "identity/unprintable-password")


async def test_the_new_password_is_another_one(bench: Bench[Service], person: str) -> None:
    """Else the person would go on with what the administrator knows."""
    assert await changed(bench, person, PASSWORD) == (422, "identity/unchanged-password")
    signed_in = await bench.client.post("/sign-in", json={"login": "li.jianguo", "password": PASSWORD})
    assert signed_in.json()["must_change"]


@pytest.mark.parametrize("new", ["nine char", "x" * 201])
async def test_a_password_has_ten_to_two_hundred_characters(bench: Bench[Service], person: str, new: str) -> None:
    assert await changed(bench, person, new) == (422, "invalid")


@pytest.mark.parametrize(
    "new", ["四个互不相干的中文词语", "lower case only", "correct horse battery staple " * 4, "🙂" * 3 + "smilingly"]
)
async def test_no_kind_of_character_is_asked_for(bench: Bench[Service], person: str, new: str) -> None:
    assert await changed(bench, person, new) == (200, "")
    signed_in = await bench.client.post("/sign-in", json={"login": "li.jianguo", "password": new})
    assert signed_in.status_code == 200


async def test_the_administrator_sets_no_other_ones(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    login = {"login": "wang", "password": "password123"}
    refused = await administrator.act(f"/officers/{await register()}/login", login)
    assert (refused.status_code, refused.json()["code"]) == (422, "identity/common-password")
    first = {"secret": "once-only-secret", "name": "管理员", "login": "admin", "password": "1234567890"}
    first |= invented_identity(1)
    assert (await bench.client.post("/first-administrator", json=first)).json()["code"] == "identity/common-password"


def test_a_guess_takes_the_memory_and_time_that_is_recommended() -> None:
    """Tests hash quickly; what runs does not (OWASP: 19 MiB, two passes)."""
    logins = Bench(BLUEPRINT, in_memory()).service.credentials.logins
    for kept in (logins.hasher.hash(PASSWORD), logins.nobody):
        assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
