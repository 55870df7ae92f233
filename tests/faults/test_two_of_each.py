"""Two API processes and two workers of a service at once: one is killed, and the other goes on."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from itertools import cycle

import httpx
import pytest
from tests.support.casework import Casework
from tests.support.clients import Clients, Command
from tests.support.house import House
from tests.support.recovery import PROPERTY, acknowledged, seen, taken, until_again
from tests.support.town import TOWN, Town
from tests.support.waiting import eventually
from tests.support.witness import Witness

from contracts.values import Role
from season.player import Player

pytestmark = [pytest.mark.stack, pytest.mark.faults]

PAIRS = {"cases api": acknowledged, "cases worker": taken, "supervision worker": seen}
SECONDS = [f"{name} 2" for name in PAIRS]


class BothDoors(Clients):
    """Clients whose tries go to several processes in turn, so that a repeat reaches another one."""

    def __init__(self, http: httpx.AsyncClient, doors: Iterable[str]) -> None:
        super().__init__(http)
        self.doors = cycle(doors)

    async def once(self, command: Command, key: str) -> httpx.Response | None:
        return await super().once(replace(command, door=next(self.doors)), key)


@pytest.fixture
async def pairs(house: House, town: Town, gateway: httpx.AsyncClient) -> AsyncIterator[Casework]:
    """Start the second processes; casework goes through both APIs of cases."""
    for name in SECONDS:
        house.start(name)
    await house.ready(*SECONDS)
    doors = [house.door("cases api"), house.door("cases api 2")]
    yield Casework(town, BothDoors(gateway, doors), random.Random(1))
    await asyncio.gather(*(house.stop(name) for name in SECONDS))


async def test_one_of_two_is_killed_and_the_other_goes_on(
    house: House, pairs: Casework, witness: Witness, record_property: Callable[[str, object], None]
) -> None:
    """The one that was killed stays away until what was asked after its death has been done by the other."""
    async with pairs.going_on():
        for name, effect in PAIRS.items():
            await pairs.goes_on(random.randint(40, 120))
            victim = random.choice([name, f"{name} 2"])
            since = time.monotonic()
            house.kill(victim)
            seconds = await until_again(effect, pairs, witness, since)
            record_property(PROPERTY, {"kind": f"{name}, one of two", "seconds": [seconds]})
            await pairs.goes_on(100)
            house.again(victim)
            await house.ready(victim)
        await pairs.goes_on(40)
    assert pairs.clients.repeated
    assert await pairs.faults(witness) == []
    for service in ("cases", "supervision"):
        assert await house.tool(service, "verify") == (0, f"{service}: 0 findings\n")


async def test_a_session_that_one_process_ended_is_over_in_the_others(house: House, town: Town) -> None:
    """The other identity finds it in the store, both APIs of cases in what a worker heard."""
    seconds = ("identity api 2", "cases api 2")
    for name in seconds:
        house.start(name)
    await house.ready(*seconds)
    doors = [house.door(name) for name in ("identity all", "cases api", *seconds)]
    person = town.cast.of(TOWN, Role.LEGAL_REVIEWER)
    assert [await status(door, person) for door in doors] == [200] * len(doors)
    await town.administrator.act(f"/api/identity/officers/{person.person}/roles", {"roles": [Role.HOTLINE]})

    async def over() -> bool:
        return [await status(door, person) for door in doors] == [401] * len(doors)

    await eventually(over, "no process takes the token any more")
    await asyncio.gather(*(house.stop(name) for name in seconds))


async def status(door: str, person: Player) -> int:
    return (await person.send("GET", f"{door}/work")).status_code
