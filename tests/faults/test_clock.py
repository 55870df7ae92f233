"""A node's wall clock is two hours ahead, then behind: nothing is lost, and no deadline runs by that clock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
import pytest
from tests.support.casework import Casework
from tests.support.clients import Command
from tests.support.house import House
from tests.support.ledgers import events_of_claim
from tests.support.nodes import API, Node, wrong_node
from tests.support.town import MORNING, TODAY, Town
from tests.support.waiting import eventually
from tests.support.witness import Witness

from contracts.values import CHINA
from season.accounts import password_of_the_sample
from season.player import Player
from stack import services

pytestmark = [pytest.mark.stack, pytest.mark.faults]

HOURS = 2 * 3600
EVENING = datetime(TODAY.year, TODAY.month, TODAY.day, 23, tzinfo=CHINA)
NEXT_DAY = MORNING + timedelta(days=1)
NOT_RUN = "the clock is wrong; no deadline is run"


@dataclass
class Changes:
    """The changed cases that an officer's screen receives, asked of two processes in turn."""

    cursor: str
    told: dict[str, int] = field(default_factory=dict)

    async def look(self, player: Player, path: str) -> None:
        more = True
        while more:
            found = await player.ask(path, after=self.cursor)
            self.cursor, more = found["next"], found["more"]
            for change in found["changes"]:
                self.told[change["id"]] = max(change["version"], self.told.get(change["id"], 0))


@dataclass
class Both:
    """Clients that send commands and queries to the right process and to the wrong one in turn."""

    node: Node
    casework: Casework
    there: dict[str, Player]
    changes: Changes
    turn: "count[int]" = field(default_factory=count)

    @property
    def officer(self) -> Player:
        return self.casework.town.pair[0]

    def following(self) -> Command:
        command = self.casework.following()
        return self.node.asked(command, self.there[command.player.name]) if next(self.turn) % 2 else command

    async def look(self) -> None:
        await self.changes.look(self.officer, "/api/cases/work-changes")
        await self.changes.look(self.there[self.officer.name], f"{self.node.house.door(API)}/work-changes")

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        over = asyncio.Event()

        async def looking() -> None:
            while not over.is_set():
                await self.look()

        async with asyncio.TaskGroup() as tasks, self.casework.clients.load(self.following, self.casework.heard):
            tasks.create_task(looking())
            try:
                yield
            finally:
                over.set()


async def test_a_node_whose_clock_is_wrong(
    house: House, town: Town, casework: Casework, gateway: httpx.AsyncClient, witness: Witness, tmp_path: Path
) -> None:
    """Its API refuses who signed in elsewhere, and serves those who signed in there; its worker runs no deadline."""
    firm = town.firm(84)
    await town.registered(firm)
    fined = (await town.penalised((await casework.clients.tell(town.filing())).id, firm)).id
    changes = Changes((await town.pair[0].ask("/api/cases/work"))["next"])
    claimed = ["chassis.claimed.v1"]
    async with wrong_node(house, tmp_path) as node:
        for seconds, legal in ((HOURS, EVENING), (-HOURS, NEXT_DAY)):
            node.is_off_by(seconds)
            node.legal.set(legal)
            assert await refused(gateway, node, town.pair[0]) == (401, "bad-token")
            there = {
                person.name: await node.signed_in(person, password(house)) for person in (town.pair[0], town.hotline)
            }
            assert await refused(gateway, node, there[town.pair[0].name]) == (200, "")
            said = node.words(NOT_RUN)
            async with Both(node, casework, there, changes).going_on():
                await casework.goes_on(100)
                await eventually(at_least(node, said + 2), "the worker finds a deadline, and its clock wrong")
            assert await events_of_claim(witness, fined) == claimed
        await changes.look(town.pair[0], "/api/cases/work-changes")
        node.is_off_by(0)

        async def run() -> bool:
            return await events_of_claim(witness, fined) != claimed

        await eventually(run, "the deadline is run once the clock is right")
    assert await events_of_claim(witness, fined) == [*claimed, "chassis.claim-kept.v1"]
    assert await casework.faults(witness) == []
    versions = {history.id: history.version for history in await witness.histories("cases", "case", casework.cases)}
    assert {id: version for id, version in changes.told.items() if id in versions} == versions
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")


def at_least(node: Node, times: int) -> Callable[[], Awaitable[bool]]:
    async def said() -> bool:
        return node.words(NOT_RUN) >= times

    return said


async def refused(gateway: httpx.AsyncClient, node: Node, player: Player) -> tuple[int, str]:
    answer = await gateway.get(f"{node.house.door(API)}/work", headers=player.authorised)
    return answer.status_code, answer.json().get("code", "")


def password(house: House) -> str:
    secret = house.settings.folder / "secrets" / "first_administrator_secret"
    return password_of_the_sample(services.secret(secret))
