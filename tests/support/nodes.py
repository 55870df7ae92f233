"""A node with a wrong wall clock: it runs a second process of identity and of cases, and the worker of cases."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support import skewed
from tests.support.clients import Command
from tests.support.days import living_at
from tests.support.house import House
from tests.support.town import MORNING

from chassis.clock import SampleClock
from season.player import Player

IDENTITY, API, WORKER = "identity api 2", "cases api 2", "cases worker"


@dataclass(frozen=True)
class Node:
    """A node; `legal` is the legal time of its worker, before its error is added."""

    house: House
    skew: Path
    legal: SampleClock

    def is_off_by(self, seconds: int) -> None:
        fresh = self.skew.with_suffix(".new")
        fresh.write_text(str(seconds))
        os.replace(fresh, self.skew)

    async def signed_in(self, player: Player, password: str) -> Player:
        """Return the same person with a token of this node."""
        there = replace(player, token="")
        credentials = {"login": player.name, "password": password}
        answer = await there.request("POST", f"{self.house.door(IDENTITY)}/sign-in", json=credentials)
        assert answer.is_success, answer.text
        there.token = answer.json()["token"]
        return there

    def asked(self, command: Command, player: Player) -> Command:
        return replace(command, player=player, door=self.house.door(API))

    def words(self, what: str) -> int:
        """Return how often the log of its worker contains these words."""
        log = self.house.process(WORKER).log
        return log.read_text().count(what) if log else 0


@asynccontextmanager
async def wrong_node(house: House, folder: Path) -> AsyncIterator[Node]:
    """Yield a node whose clock is right at first; restore the worker and stop the others in the end."""
    skew = folder / "skew"
    skew.write_text("0")
    entry = skewed.__file__

    def environment(service: str) -> dict[str, str]:
        return {skewed.SERVICE: service, skewed.FILE: str(skew)}

    for name in (IDENTITY, API):
        house.start(name, entry, environment(name.split()[0]))
    try:
        async with living_at(house, WORKER, MORNING, folder, entry, environment("cases")) as legal:
            await house.ready(IDENTITY, API)
            yield Node(house, skew, legal)
        for name in (IDENTITY, API):
            await house.stop(name)
    finally:
        for name in (IDENTITY, API):
            house.supervisor.processes.pop(name.replace(" ", "-")).kill()
