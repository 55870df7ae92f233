"""Identity in process, with its first administrator."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from chassis.process import Settings
from chassis.process.parts import in_memory
from chassis.testing import Bench, Caller, SetClock
from contracts.values import Role
from identity.api import router
from identity.reactions import reaction
from identity.service import COUNTY, FIRST, Service, assemble


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


@pytest.fixture
async def bench(clock: SetClock) -> Bench[Service]:
    settings = Settings(first_administrator_secret=SecretStr("once-only-secret"))
    parts = in_memory("identity", clock, settings=settings)
    service = assemble(parts)
    await service.prepare()
    return Bench("identity", service, parts, router(service, parts), reaction)


@pytest.fixture
def administrator(bench: Bench[Service]) -> Caller:
    return bench.caller(FIRST, COUNTY, Role.ADMINISTRATOR)
