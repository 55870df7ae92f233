"""kill -9 of a worker with a backlog: every record is handled, once and in order."""

import pytest
from tests.support.casework import Casework
from tests.support.house import House
from tests.support.waiting import eventually
from tests.support.witness import Witness

pytestmark = pytest.mark.stack

BACKLOG = 600


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
