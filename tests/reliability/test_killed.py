"""kill -9 of processes under load: what was acknowledged is there, once, in order, everywhere."""

import random

import pytest
from tests.reliability.casework import Casework
from tests.reliability.house import House
from tests.reliability.waiting import eventually
from tests.reliability.witness import Witness

pytestmark = pytest.mark.stack

KILLS = 3
BACKLOG = 600


async def test_an_api_process_is_killed_again_and_again(house: House, casework: Casework, witness: Witness) -> None:
    """Clients repeat under the same key until they are told; the worker publishes what the dead one left."""
    async with casework.going_on():
        for _ in range(KILLS):
            await casework.goes_on(random.randint(40, 120))
            house.kill("cases api")
            house.start("cases api")
        await casework.goes_on(40)
    assert casework.clients.repeated
    assert await casework.faults(witness) == []
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")


async def test_workers_are_killed(house: House, casework: Casework, witness: Witness) -> None:
    """The sweeper and the consumers, while they keep up with the load."""
    async with casework.going_on():
        for name in ("supervision worker", "cases worker"):
            await casework.goes_on(random.randint(40, 120))
            house.kill(name)
            house.start(name)
        await casework.goes_on(40)
    assert await casework.faults(witness) == []


async def test_a_worker_is_killed_in_the_middle_of_a_batch(house: House, casework: Casework, witness: Witness) -> None:
    """Many records wait for it; some of a batch are in its store already, and none of their offsets is committed."""
    await house.stop("supervision worker")
    before = await witness.count("supervision", "case_rows")
    async with casework.going_on():
        await casework.goes_on(BACKLOG)

    async def begun() -> bool:
        return await witness.count("supervision", "case_rows") > before

    house.start("supervision worker")
    await eventually(begun, "the backlog is begun", pause=0.005)
    house.kill("supervision worker")
    assert await witness.lag()
    house.start("supervision worker")
    assert await casework.faults(witness) == []
    assert await house.tool("supervision", "verify") == (0, "supervision: 0 findings\n")
