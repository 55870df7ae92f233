"""SIGTERM: processes end within their grace, and nothing is lost, whatever they are in the middle of."""

import asyncio
import signal
import uuid
from pathlib import Path

import pytest
from tests.support.casework import Casework
from tests.support.clients import Clients
from tests.support.faults import CLUE, faults
from tests.support.house import House
from tests.support.standing import Standing, standing_still
from tests.support.town import Town
from tests.support.waiting import eventually
from tests.support.witness import Witness

from chassis.process import GRACE_SECONDS
from stack import ports

pytestmark = pytest.mark.stack


@pytest.mark.parametrize("names", [["cases api"], ["cases worker", "supervision worker"]])
async def test_processes_are_asked_to_end(names: list[str], house: House, casework: Casework, witness: Witness) -> None:
    """Under load: what they had begun is finished, or left to the others."""
    async with casework.going_on():
        await casework.goes_on(100)
        ends = await asyncio.gather(*(house.stop(name) for name in names))
        for name in names:
            house.start(name)
        await casework.goes_on(100)
    for end in ends:
        in_order(end)
    assert await casework.faults(witness) == []


def in_order(end: tuple[int, str]) -> None:
    status, last_lines = end
    assert status == -signal.SIGTERM  # uvicorn hands the signal on once everything has ended in order
    assert '"event": "stopped"' in last_lines


async def test_a_request_under_way_is_answered(
    house: House, town: Town, clients: Clients, witness: Witness, tmp_path: Path
) -> None:
    case, key = (await clients.tell(town.filing())).id, str(uuid.uuid4())
    async with standing_still(house, "cases api", "update case", tmp_path) as standing:
        asked = asyncio.create_task(clients.once(town.evidence(case), key))
        await standing.before(case)
        end = asyncio.create_task(house.stop("cases api"))
        await takes_no_more(house, standing)
        standing.go()
        told = await asked
        in_order(await asyncio.wait_for(end, GRACE_SECONDS))
    assert told is not None
    assert (told.status_code, told.json()["version"]) == (200, 2)
    again = await clients.tell(town.evidence(case), key)
    assert (again.status, again.version) == (200, 2)
    assert await faults(witness, clients, town, [case]) == []


async def takes_no_more(house: House, standing: Standing) -> None:
    """Wait until the process has noticed that it was asked to end."""

    async def closed() -> bool:
        return not ports.listens(house.port(standing.name))

    await eventually(closed, f"{standing.name} takes no more requests", pause=0.01)


@pytest.mark.parametrize("in_time", [True, False])
async def test_a_record_under_way_is_handled_once(
    in_time: bool, house: House, town: Town, clients: Clients, witness: Witness, tmp_path: Path
) -> None:
    """By the process that was asked to end, or, if it does not get it done within its grace, by the next one."""
    clue = (await clients.tell(town.clue())).id
    async with standing_still(house, "cases worker", "update clue", tmp_path) as standing:
        case = (await clients.tell(town.filing(clue=clue))).id
        await standing.before(clue)
        end = asyncio.create_task(house.stop("cases worker"))
        await takes_no_more(house, standing)
        if in_time:
            standing.go()
        in_order(await end)
        waits = "" if in_time else "cases is 1 records behind"
        assert (await taken_by(witness, clue), await witness.lag(["cases"])) == (case if in_time else "", waits)
    assert await faults(witness, clients, town, [case]) == []
    assert await faults(witness, clients, town, [clue], CLUE) == []
    assert await taken_by(witness, clue) == case


async def taken_by(witness: Witness, clue: str) -> str:
    (document,) = await witness.documents("cases", "clue", {"_id": clue})
    taken = document["state"]["taken"]
    return str(taken["case"]) if taken else ""
