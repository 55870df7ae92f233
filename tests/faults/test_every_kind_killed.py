"""kill -9 of every kind of process at random moments under load, with the time until recovery.

How often each is killed and with which seed: ZHIFATONG_KILLS (once), ZHIFATONG_SEED (another one each time).
"""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from tests.support.casework import Casework
from tests.support.clients import Command
from tests.support.errands import ACCOUNT, ERRANDS, FIRM, PATROL, TASK
from tests.support.faults import faults
from tests.support.house import RUNNING, House
from tests.support.recovery import (
    PROPERTY,
    Effect,
    acknowledged,
    on_a_list,
    seen,
    taken,
    told_of,
    until_again,
)
from tests.support.witness import Witness

from contracts.topics import SERVICES

pytestmark = pytest.mark.stack

KILLS = int(os.environ.get("ZHIFATONG_KILLS", "1"))
ERRANDS_SHARE = 0.2


@dataclass(frozen=True)
class Kind:
    """A kind of process: the effect that must work after a kill, and the histories to verify in the end.

    Where clients don't notice that it is away, they need not repeat anything.
    """

    name: str
    effect: Effect
    verified: tuple[str, ...]
    noticed: bool = False

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


KINDS = (
    Kind("cases api", acknowledged, ("cases",), noticed=True),
    Kind("cases worker", taken, ("cases",)),
    Kind("inspections api", told_of(PATROL), ("inspections",), noticed=True),
    Kind("inspections worker", on_a_list, ("inspections",)),
    Kind("supervision api", told_of(TASK), ("supervision",), noticed=True),
    Kind("supervision worker", seen, ("supervision",)),
    Kind("credit all", told_of(FIRM), ("credit",), noticed=True),
    Kind("identity all", told_of(ACCOUNT), ("identity",), noticed=True),
    Kind("gateway", acknowledged, (), noticed=True),
    Kind("store", acknowledged, SERVICES),
    Kind("kafka", seen, ("cases", "supervision")),
)


def always(kind: Kind) -> bool:
    """Return True for kinds in every `make test`; killed workers are covered there by test_killed.py."""
    return kind.name == "cases api"


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=() if always(kind) else pytest.mark.faults) for kind in KINDS], ids=str
)
async def test_a_kind_of_process_is_killed_again_and_again(
    kind: Kind, house: House, casework: Casework, witness: Witness, record_property: Callable[[str, object], None]
) -> None:
    """Clients repeat under the same key until they are told; nothing is lost, doubled or reordered."""
    seed = os.environ.get("ZHIFATONG_SEED") or str(random.randrange(1_000_000))
    print(f"ZHIFATONG_SEED={seed}")
    moments = random.Random(f"{seed} {kind}")
    seconds = []
    async with load(casework, moments):
        for _ in range(KILLS):
            await casework.goes_on(moments.randint(20, 80))
            await asyncio.sleep(moments.uniform(0, 0.1))
            since = time.monotonic()
            house.kill(kind.name)
            house.again(kind.name)
            seconds.append(await until_again(kind.effect, casework, witness, since))
        await casework.goes_on(20)
    record_property(PROPERTY, {"kind": kind.name, "seconds": seconds, "seed": seed})
    assert casework.clients.repeated or not kind.noticed
    assert await casework.faults(witness) == []
    assert await faults_of_errands(casework, witness) == []
    assert [name for name in (*RUNNING, "gateway", "kafka", "store") if house.process(name).status is not None] == []
    for service in kind.verified:
        assert await house.tool(service, "verify") == (0, f"{service}: 0 findings\n")


@asynccontextmanager
async def load(casework: Casework, lots: random.Random) -> AsyncIterator[None]:
    """Run a load in the background: of five commands one goes to another service, the others are casework."""

    def following() -> Command:
        if lots.random() < ERRANDS_SHARE:
            return lots.choice(ERRANDS).command(casework.town)
        return casework.following()

    async with casework.clients.load(following, casework.heard):
        yield


async def faults_of_errands(casework: Casework, witness: Witness) -> list[str]:
    found = []
    for errand in ERRANDS:
        path = errand.command(casework.town).path
        ids = [answer.id for answer in casework.clients.acknowledged if answer.path == path]
        found += await faults(witness, casework.clients, casework.town, ids, errand.subject)
    return found
