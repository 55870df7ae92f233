"""Faults of the schedule: injected when it says so, healed at the end."""

import asyncio
from collections.abc import Sequence

from libs.chassis.tests.language import HALLS, TICKETS
from tests.simulation.disaster import Disaster
from tests.simulation.process import Process
from tests.simulation.schedule import Fault, What
from tests.simulation.way import Place
from tests.simulation.world import World

SKEWS = (-7200.0, -40.0, 5.0, 100.0, 7200.0)
FOREIGN = (HALLS.name, TICKETS.name)
SERVICES = ("office", "listener")
OWN_KEY = b"garbage"
LINES = (OWN_KEY, b"ticket-t1", b"ticket-t2", b"hall-1")


class Faults:
    """The faults of a schedule in the `world` and its processes."""

    def __init__(self, world: World, processes: Sequence[Process]) -> None:
        self.world = world
        self.processes = processes

    async def happen(self, fault: Fault) -> None:
        await asyncio.sleep(fault.at)
        process = self.processes[fault.which % len(self.processes)]
        self.world.trace("fault", fault.what, process.name, f"{fault.seconds} s")
        if fault.what is not What.RESTORE:
            self.world.trace.count(fault.what)
        await self._happens(fault, process)

    async def _happens(self, fault: Fault, process: Process) -> None:
        world = self.world
        match fault.what:
            case What.CRASH:
                process.crash()
            case What.PAUSE:
                process.pause(fault.seconds * 2)
            case What.STOP:
                await process.stop()
                await asyncio.sleep(fault.seconds)
                process.start()
            case What.STORE_AWAY | What.STORE_SILENT:
                await self._away(world.keepers[process.service], fault)
            case What.BROKER_AWAY | What.BROKER_SILENT:
                await self._away(world.broker, fault)
            case What.CUT:
                await self._cut(process, fault.seconds)
            case What.SKEW:
                process.skew = process.owner.skew = SKEWS[fault.which % len(SKEWS)]
            case What.RESTORE:
                await Disaster(world, self.processes, SERVICES[fault.which % 2]).strikes(fault.seconds)
            case What.DAY:
                world.clock.days += 1
            case _:
                await self._to_the_listener(fault)

    async def _to_the_listener(self, fault: Fault) -> None:
        broker = self.world.broker
        match fault.what:
            case What.REBALANCE:
                broker.groups["listener"].rebalance()
            case What.REWIND:
                broker.rewind("listener")
            case What.GARBAGE:
                self._garbage(fault.which)
            case What.REPEAT:
                self._repeat(fault.which)
            case What.SWAP:
                broker.swaps += 1
            case What.BUG:
                self.world.spoilt.add(LINES[1 + fault.which % 3].decode())

    async def _away(self, place: Place, fault: Fault) -> None:
        name = "away" if fault.what in (What.STORE_AWAY, What.BROKER_AWAY) else "silent"
        setattr(place, name, True)
        await asyncio.sleep(fault.seconds)
        setattr(place, name, False)

    async def _cut(self, process: Process, seconds: float) -> None:
        """Cut this process off from all others; the group goes on without it."""
        if not process.up:
            return
        way, consumer = process.way, process.consumer
        way.cut = True
        await asyncio.sleep(seconds)
        if consumer:
            self.world.broker.expel(process.service, consumer.membership)
        way.cut = False

    def _garbage(self, which: int) -> None:
        """Append an unreadable record, in a line of its own or in that of a document."""
        broker, topic, key = self.world.broker, FOREIGN[which % 2], LINES[which % len(LINES)]
        broker.append(broker.place(topic, key), key, b"\xff{", (("ce_id", b"\xff"),))

    def _repeat(self, which: int) -> None:
        """Send some records of a partition again, in their order, as a relay from long ago does."""
        logs = [(at, list(log)) for at, log in self.world.broker.logs.items() if log]
        for at, log in logs[which % len(logs) : which % len(logs) + 1] if logs else []:
            for raw in log[which % len(log) :]:
                self.world.broker.append(at, raw.key, raw.value, raw.headers)

    def heal(self) -> None:
        """End all faults, and start the processes that are down."""
        world = self.world
        world.trace("fault", "all is well from now on")
        world.fates.heal()
        world.spoilt.clear()
        for place in (world.broker, *world.keepers.values()):
            place.away = place.silent = False
        for process in self.processes:
            process.skew = process.owner.skew = 0.0
            process.resume(process.owner)
            process.start()
            process.way.cut = False
