"""Identity in process, with its first administrator, a township and people of it."""

import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import SecretStr

from chassis.process import Settings
from chassis.testing import Bench, Caller, SetClock, in_memory
from contracts.places import COUNTY
from contracts.values import Role
from county import invented_identity
from identity.__main__ import BLUEPRINT
from identity.service import Service
from identity.sign_in.setup import FIRST

PASSWORD = "correct horse battery"
QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


@pytest.fixture
def hasher() -> PasswordHash:
    """A guess takes no time, except where a test is about guessing."""
    return QUICK


@pytest.fixture
async def bench(clock: SetClock, hasher: PasswordHash) -> Bench[Service]:
    bench = Bench(BLUEPRINT, in_memory(clock, Settings(first_administrator_secret=SecretStr("once-only-secret"))))
    logins = bench.service.credentials.logins
    logins.hasher, logins.nobody = hasher, hasher.hash("nobody has this password")
    await bench.process.prepare()
    return bench


@pytest.fixture
def administrator(bench: Bench[Service]) -> Caller:
    return bench.caller(FIRST, COUNTY, Role.ADMINISTRATOR)


@pytest.fixture
async def first(bench: Bench[Service], administrator: Caller) -> Caller:
    """The first administrator, who can sign in."""
    fields = {"secret": "once-only-secret", "name": "管理员", **invented_identity(1), "login": "admin"}
    (await bench.client.post("/first-administrator", json=fields | {"password": PASSWORD})).raise_for_status()
    return administrator


@pytest.fixture
async def second(bench: Bench[Service], first: Caller) -> Caller:
    """Another administrator, who can sign in; the first one can, too."""
    fields = {"name": "副管理员", **invented_identity(2), "body": COUNTY, "roles": ["administrator"]}
    id = (await first.act("/officers", fields)).raise_for_status().json()["id"]
    (await first.act(f"/officers/{id}/login", {"login": "second", "password": PASSWORD})).raise_for_status()
    return bench.caller(id, COUNTY, Role.ADMINISTRATOR)


@pytest.fixture
async def township(administrator: Caller) -> None:
    body = {"code": "130624100", "name": "阜平镇人民政府", "kind": "township", "township": "130624100"}
    (await administrator.act("/bodies", body)).raise_for_status()


@pytest.fixture
def register(administrator: Caller, township: None) -> Callable[[], Awaitable[str]]:
    """One more officer of the township, of the same name as the others; gives their id."""
    numbers = itertools.count(100)

    async def registered() -> str:
        person = {"name": "李建国", "body": "130624100", "roles": ["officer"], "another": "同名"}
        person |= invented_identity(next(numbers))
        return str((await administrator.act("/officers", person)).raise_for_status().json()["id"])

    return registered
