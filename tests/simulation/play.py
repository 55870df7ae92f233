"""One schedule, played: people ask, faults happen and are healed, all comes to rest and is compared."""

import asyncio
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from unittest.mock import patch

import structlog
from fastapi import APIRouter
from libs.chassis.tests.language import BOARDS, FILES, HALLS, TICKETS, ForeignEvent
from pydantic import TypeAdapter
from tests.simulation import listener, office
from tests.simulation.broker import Broker, Group
from tests.simulation.bugs import Bug
from tests.simulation.checking import findings
from tests.simulation.clients import Clients
from tests.simulation.clock import VirtualClock
from tests.simulation.disaster import restoring
from tests.simulation.fates import Fates
from tests.simulation.faults import Faults
from tests.simulation.logs import logging, unexpected
from tests.simulation.loop import VirtualLoop
from tests.simulation.process import Process
from tests.simulation.remote import Keeper
from tests.simulation.resting import Operator
from tests.simulation.schedule import Schedule, schedule
from tests.simulation.shelf import Shelf
from tests.simulation.tracing import Trace
from tests.simulation.wishes import ENDS
from tests.simulation.world import World

from chassis.consuming import Reactions
from chassis.documents import MemoryDocuments
from chassis.process import Blueprint, Parts
from contracts.event import Registry

LOOKED_AFTER = timedelta(seconds=40)
"""What stands behind a parked record is looked at once more after that; minutes would make the rest long."""

ADAPTERS = cache(TypeAdapter)
"""Made once for all lives of all processes: making them takes most of a start."""


@dataclass(frozen=True)
class Outcome:
    """Outcome of a schedule; `findings` is empty if everything is as it must be."""

    seed: int
    findings: list[str]
    trace: Trace
    seconds: float


def no_routes(service: object, parts: Parts) -> APIRouter:
    return APIRouter()


def built(kept: bool, plan: Schedule, loop: VirtualLoop) -> World:
    broker = Broker(trace=(trace := Trace(kept)))
    broker.open((HALLS, TICKETS, BOARDS, FILES))
    broker.groups["listener"] = Group((HALLS, TICKETS))
    fates = Fates(plan.seed, plan.trouble, plan.deaths)
    keepers = {name: Keeper(documents=MemoryDocuments()) for name in ("office", "listener")}
    for keeper in keepers.values():
        keeper.documents.collections = defaultdict(partial(Shelf, trace.trouble))
    return World(loop, VirtualClock(loop), trace, fates, broker, keepers)


def foreign() -> Registry:
    """Return the events that one simulated service hears of the other."""
    return Registry.below(ForeignEvent)


def processes(world: World, plan: Schedule) -> list[Process]:
    def spoil(id: str) -> None:
        if id in world.spoilt:
            raise Bug(id)

    def at_the_listener(parts: Parts) -> listener.Listener:
        return listener.assemble(parts, spoil)

    async def linger() -> None:
        if world.fates.happens(world.fates.trouble * 2):
            await asyncio.sleep(world.fates.delay())

    def at_the_office(parts: Parts) -> office.Office:
        return office.assemble(parts, linger)

    selling = Blueprint("office", at_the_office, no_routes, Reactions(), office.reclaim, language=foreign)
    hearing = Blueprint("listener", at_the_listener, no_routes, listener.reaction, language=foreign)
    return [
        Process(world, "office-1", selling, "api" if plan.apart else "all", listens=False),
        Process(world, "office-2", selling, "worker" if plan.apart else "all", listens=False),
        Process(world, "listener-1", hearing, "all", listens=True),
        Process(world, "listener-2", hearing, "all", listens=True),
    ]


async def played(world: World, plan: Schedule) -> list[str]:
    houses = processes(world, plan)
    faults, clients = Faults(world, houses), Clients(world, houses)
    for process in houses:
        process.start()
    happening = asyncio.gather(*(faults.happen(fault) for fault in plan.faults))
    asking = asyncio.gather(*(clients.carry_out(asked) for asked in plan.asked))
    await asyncio.sleep(ENDS)
    await happening
    faults.heal()
    await asking
    world.clock.days += 3  # what is due now is due, and claims of today are looked after
    unrest = await Operator(world, houses).rest()
    return [*unrest, *findings(world, clients.told)]


def play(seed: int, kept: bool = False) -> Outcome:
    """Play the schedule of a seed; `kept` keeps its trace."""
    return carried_out(schedule(seed), kept)


def carried_out(plan: Schedule, kept: bool = False) -> Outcome:
    loop = VirtualLoop()
    world = built(kept, plan, loop)
    with simulated_outside(world, plan):
        try:
            found = loop.run_until_complete(played(world, plan))
        except Exception as error:
            found = [f"the simulation ended with {type(error).__name__}: {error}"]
        found += world.trace.troubles
        seconds = loop.now
        loop.end()
    return Outcome(plan.seed, found, world.trace, seconds)


@contextmanager
def simulated_outside(world: World, plan: Schedule) -> Iterator[None]:
    """Replace the clocks and reading functions of the chassis while the schedule is played."""
    before = structlog.get_config()
    with ExitStack() as stack:
        stack.enter_context(world.clock.shown())
        stack.enter_context(restoring(world))
        stack.enter_context(patch("chassis.store.store.random", random.Random(plan.seed)))
        stack.enter_context(patch("chassis.outbox.relay.FLUSH_SECONDS", plan.flush))
        stack.enter_context(patch("chassis.consuming.parking.LOOKED_AFTER", LOOKED_AFTER))
        stack.enter_context(patch("chassis.store.codec.TypeAdapter", ADAPTERS))
        stack.enter_context(patch("chassis.consuming.rows.TypeAdapter", ADAPTERS))
        structlog.configure(processors=[logging(world.trace)])
        world.loop.set_exception_handler(unexpected(world.trace))
        yield
        structlog.configure(**before)
