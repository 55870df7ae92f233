"""Processes that die or are asked to end under load: what was acknowledged is there, once, in order, everywhere."""

import asyncio
import random
import signal

import pytest
from tests.reliability.clients import Clients
from tests.reliability.faults import faults
from tests.reliability.house import House
from tests.reliability.town import Casework, Town
from tests.reliability.waiting import eventually
from tests.reliability.witness import Witness

pytestmark = pytest.mark.stack

KILLS = 3


async def acknowledged(clients: Clients, more: int) -> None:
    """So many more commands were acknowledged."""
    wanted = len(clients.acknowledged) + more

    async def reached() -> bool:
        return len(clients.acknowledged) >= wanted

    await eventually(reached, f"{more} more commands are acknowledged", pause=0.005)


async def test_an_api_process_is_killed_again_and_again(
    house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    async with clients.load(casework.following, casework.heard):
        for _ in range(KILLS):
            await acknowledged(clients, random.randint(40, 120))
            house.kill("cases api")
            house.start("cases api")
        await acknowledged(clients, 40)
    assert clients.repeated
    assert await faults(witness, clients, town, casework.cases) == []
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")


async def test_workers_are_killed(
    house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    """The relay's sweeper, the consumer of cases and that of supervision, in the middle of what they do."""
    async with clients.load(casework.following, casework.heard):
        for _ in range(2):
            for name in ("supervision worker", "cases worker"):
                await acknowledged(clients, random.randint(40, 120))
                house.kill(name)
                house.start(name)
        await acknowledged(clients, 40)
    assert await faults(witness, clients, town, casework.cases) == []
    assert await house.tool("supervision", "verify") == (0, "supervision: 0 findings\n")


@pytest.mark.parametrize("names", [["cases api"], ["cases worker", "supervision worker"]])
async def test_processes_are_asked_to_end_under_load(
    names: list[str], house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    """They end by themselves within their grace; what they had begun is finished, or left to the others."""
    async with clients.load(casework.following, casework.heard):
        await acknowledged(clients, 100)
        ends = await asyncio.gather(*(house.stop(name) for name in names))
        for name in names:
            house.start(name)
        await acknowledged(clients, 100)
    for status, last_lines in ends:
        assert status == -signal.SIGTERM  # uvicorn hands the signal on once everything has ended in order
        assert '"event": "stopped"' in last_lines
    assert await faults(witness, clients, town, casework.cases) == []
