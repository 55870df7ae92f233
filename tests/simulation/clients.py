"""Clients: they repeat unanswered commands, sometimes answered ones, and sometimes reuse a key for something else."""

import asyncio
from dataclasses import replace
from typing import Any

from tests.simulation.asking import Asked, Told
from tests.simulation.calling import Answer, Said
from tests.simulation.process import Process
from tests.simulation.world import World

PATIENCE = 15.0
TRIES = 8


class Clients:
    """The clients of a schedule; `told` are the answers they got, in order."""

    def __init__(self, world: World, processes: list[Process]) -> None:
        self.world = world
        self.processes = processes
        self.told: list[Told] = []
        self.doubted: set[tuple[str, str]] = set()

    async def carry_out(self, asked: Asked) -> None:
        await asyncio.sleep(asked.at)
        await self._insist(asked)
        if asked.again is not None:
            await asyncio.sleep(asked.again)
            other = asked if asked.instead is None else replace(asked, command=asked.instead)
            await self._insist(other)

    async def _insist(self, asked: Asked) -> None:
        """Repeat until the outcome is known, or the client gives up."""
        for _ in range(TRIES):
            answer = await self._ask(asked)
            if answer.said is not Said.UNKNOWN:
                return
            await asyncio.sleep(self.world.fates.random.choice([0.01, 0.3, 2.0, 8.0]))

    async def _ask(self, asked: Asked) -> Answer:
        able = [
            process for process in self.processes if process.service == asked.service and process.run_as != "worker"
        ]
        process = self.world.fates.random.choice(able)
        clock = self.world.clock

        async def work(service: Any) -> None:
            await asked.verb(service, asked.id, asked.command, asked.origin(clock.legal()))

        trace = self.world.trace
        if trace.kept:
            trace(asked.key, "asks", process.owner.name, asked.verb.__name__, asked.id, asked.command)
        which = (asked.cause, asked.request)
        answer = await process.ask(work, PATIENCE)
        self.told.append(Told(asked, answer, which in self.doubted))
        if answer.said is Said.UNKNOWN:
            self.doubted.add(which)
        trace(asked.key, "hears", answer.said, answer.code)
        return answer
