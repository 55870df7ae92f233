"""Credit in process, with a registrar and firms to register."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.parts import in_memory
from chassis.testing import Bench, Caller, SetClock
from contracts.credit import EntryRecorded
from contracts.credit_code import check_character
from contracts.values import Role
from credit.api import router
from credit.domain.model import Model
from credit.reactions import reaction
from credit.reference import load_models
from credit.service import Service, assemble

type Firm = dict[str, Any]
type Firms = Callable[[int], Firm]
type Entries = Callable[..., EntryRecorded]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


@pytest.fixture
async def bench(clock: SetClock) -> Bench[Service]:
    parts = in_memory("credit", clock)
    service = assemble(parts)
    await service.prepare()
    return Bench("credit", service, parts, router(service, parts), reaction)


@pytest.fixture
def registrar(bench: Bench[Service]) -> Caller:
    return bench.caller("officer-registrar", "130624-market", Role.REGISTRAR)


@pytest.fixture
def officer(bench: Bench[Service]) -> Caller:
    """Of the township in which the firms are."""
    return bench.caller("officer-1", "130624100", Role.OFFICER, township="130624100", certificate="HB-1001")


@pytest.fixture(scope="session")
def firm() -> Firms:
    """The n-th firm, all in one township, as a row or a body."""

    def made(number: int) -> Firm:
        body = f"91130624MA{number:07d}"
        return {
            "code": body + check_character(body),
            "name": f"阜平县第{number}商店",
            "township": "130624100",
            "kind": "household",
            "field": "retail",
            "risk": "ordinary",
            "address": f"阜平镇{number}号",
            "legal_person": f"张{number}",
        }

    return made


@pytest.fixture(scope="session")
def model() -> Model:
    return load_models()[0]


@pytest.fixture(scope="session")
def entry(firm: Firms) -> Entries:
    """An entry of the first firm; anything may be given otherwise."""

    def made(**given: Any) -> EntryRecorded:
        fields = {
            "firm": firm(1)["code"],
            "year": 2026,
            "rule": "visit-ordered",
            "model": "fuping-sample-2025",
            "points": -5,
            "source": "visit-1:4",
            "happened_on": date(2026, 3, 1),
            "explanation": "检查发现问题，责令限期改正",
            "until": date(2027, 3, 1),
        }
        return EntryRecorded.model_validate(fields | given)

    return made
