"""Many commands at once on one document: each is answered, and exactly the acknowledged ones happened."""

import asyncio
from dataclasses import replace

import pytest
from tests.support.clients import Clients
from tests.support.faults import faults
from tests.support.house import House
from tests.support.town import Town
from tests.support.witness import Witness

pytestmark = pytest.mark.stack

COMMANDS = 100


async def test_a_hundred_commands_on_one_case(town: Town, clients: Clients, witness: Witness) -> None:
    """One process lets them line up: every one is done."""
    case = (await clients.tell(town.filing())).id
    commands = [town.evidence(case, f"第 {number} 张") for number in range(COMMANDS)]
    answers = await asyncio.gather(*(clients.tell(command) for command in commands))
    assert {answer.status for answer in answers} == {200}
    at_once = [answer.version for answer in answers if answer.tries == 1]
    assert len(set(at_once)) == len(at_once), "who asks again is told of the case as it is then"
    assert max(answer.version for answer in answers) == COMMANDS + 1
    assert await faults(witness, clients, town, [case]) == []


async def test_a_hundred_commands_on_one_case_in_two_processes(
    house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    """Two processes overtake one another: who is told that it was not done, finds nothing of it."""
    house.start("cases api 2")
    await house.ready("cases api 2")
    case = (await clients.tell(town.filing())).id
    commands = [town.evidence(case, f"第 {number} 张") for number in range(COMMANDS)]
    doors = [
        replace(command, door=house.door("cases api 2")) if n % 2 else command for n, command in enumerate(commands)
    ]
    answers = await asyncio.gather(*(clients.tell(command) for command in doors))
    await house.stop("cases api 2")
    assert {(answer.status, answer.code) for answer in answers} <= {(200, ""), (409, "overtaken")}
    (history,) = await witness.histories("cases", "case", [case])
    assert len(history.causes) == 1 + sum(answer.acknowledged for answer in answers)
    assert sum(answer.acknowledged for answer in answers) > COMMANDS / 2
    assert await faults(witness, clients, town, [case]) == []
