"""A simulated process: the chassis' own `Running`, assembled anew for each of its lives on the simulated outside."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.simulation import language
from tests.simulation.broker import SESSION_SECONDS
from tests.simulation.calling import Answer, Call, served
from tests.simulation.loop import WORLD, Owner
from tests.simulation.member import Consumer, Member
from tests.simulation.producing import producing
from tests.simulation.remote import RemoteDocuments
from tests.simulation.way import Way
from tests.simulation.world import World

from chassis.consuming import Consuming, Parking
from chassis.documents import MemoryBlobs
from chassis.kafka import KafkaUnreachable
from chassis.outbox import Relay
from chassis.process import Blueprint, Parts, RunAs, Settings
from chassis.process.running import Running
from chassis.recovery import Gate, first_missing
from contracts.envelope import Envelope
from contracts.event import Registry
from contracts.topics import Topic

SETTINGS = Settings()
FOREIGN = Registry.below(language.ForeignEvent)


type Newest = Callable[[Sequence[Topic]], Awaitable[list[tuple[str, Envelope]]]]


class NoClient:
    def close(self) -> None:
        """There is no connection to close."""


class Life(Running[Any]):
    """From a start to a stop or a crash; all but the assembling is the chassis' own."""

    def __init__(
        self, blueprint: Blueprint[Any], parts: Parts, run_as: RunAs, consumer: Consumer | None, newest: Newest
    ) -> None:
        """`newest` asks the broker for what the service has published."""
        self.newest = newest
        self.blueprint = blueprint
        self.run_as = run_as
        self.settings = parts.settings
        self.client: Any = NoClient()
        self.parts = parts
        self.service = blueprint.assemble(parts)
        self.attempts: Any = self.service.stores[0]
        self.parking = Parking(parts.documents, blueprint.name)
        self.consuming = Consuming(self.service, FOREIGN, blueprint.reactions, self.service.rows, self.parking)
        self.member = Member(consumer, self.consuming.take) if consumer else None
        self.group = self.member
        self.gate = Gate(parts.documents, blueprint.name, self._missing)
        self.prepared = False
        self.ending = asyncio.Event()

    async def live(self) -> None:
        nothing: Any = None
        async with self._lifespan(nothing):
            await self.ending.wait()

    async def _missing(self) -> str:
        topics = self.parts.relay.topics
        stores = {topics[store.kind].name: store for store in self.service.stores if store.published}
        return await first_missing(stores, await self.newest(list(topics.values())))


@dataclass(frozen=True)
class Apart:
    owner: Owner
    life: Life


def stands_still(seconds: float) -> None:
    """Who does one thing alone may do it later as well."""


class Process:
    """One process of a service, whichever life it is in."""

    def __init__(self, world: World, name: str, blueprint: Blueprint[Any], run_as: RunAs, *, listens: bool) -> None:
        self.world = world
        self.name = name
        self.blueprint = blueprint
        self.run_as = run_as
        self.listens = listens and run_as != "api"
        self.lives = 0
        self.held = False
        self.skew = 0.0
        self.owner = Owner(name)
        self.owner.dies()

    @property
    def service(self) -> str:
        return self.blueprint.name

    @property
    def up(self) -> bool:
        return not self.owner.dead

    def start(self) -> None:
        if self.up or self.held:
            return
        world, self.lives = self.world, self.lives + 1
        self.owner = owner = Owner(f"{self.name}.{self.lives}")
        owner.skew = self.skew
        owner.way = self.way = Way(world.loop, owner, world.fates, world.trace, self.crash, self.pause)
        world.trace(owner.name, "STARTS")
        self.consumer = Consumer(world.broker, self.service, self.way) if self.listens else None
        self.calls: list[Call] = []
        self.life = self._assembled(self.way, self.consumer)
        self.task = world.loop.create_task(self._live(self.life), context=owner.context)

    def apart(self, name: str) -> "Apart":
        """The same parts in a process of another kind, which does one thing and ends."""
        world, owner = self.world, Owner(name)
        owner.way = way = Way(world.loop, owner, world.fates, world.trace, owner.dies, stands_still)
        world.trace(name, "STARTS")
        return Apart(owner, self._assembled(way, None))

    def _assembled(self, way: Way, consumer: Consumer | None) -> Life:
        world = self.world
        documents = RemoteDocuments(world.keepers[self.service], way)
        relay = Relay(documents, self.service, {}, producing(world.broker, way))
        parts = Parts(settings=SETTINGS, documents=documents, blobs=MemoryBlobs(), relay=relay, clock=world.clock.legal)

        async def newest(topics: Sequence[Topic]) -> list[tuple[str, Envelope]]:
            work = partial(world.broker.newest, topics, self.service)
            return await way.carry(world.broker, "newest records".format, work, KafkaUnreachable)

        return way.owner.context.run(Life, self.blueprint, parts, self.run_as, consumer, newest)

    async def _live(self, life: Life) -> None:
        try:
            await life.live()
        except Exception as error:
            self.world.trace.trouble(self.owner.name, f"ended with {type(error).__name__}: {error}")

    def crash(self) -> None:
        """At whatever await its tasks stand; it is started again after a while."""
        if self.owner.dead:
            return
        self.world.trace(self.owner.name, "DIES")
        self.world.trace.count("death")
        self._ends()
        self.world.loop.call_later(self.world.fates.random.uniform(0.2, 4.0), self.start, context=WORLD)

    def _ends(self) -> None:
        """Its session in the group ends later, also that of a join which came late."""
        self.world.loop.call_later(SESSION_SECONDS, self._expelled, self.consumer, context=WORLD)
        self.owner.dies()
        for call in self.calls:
            call.breaks_off()

    def _expelled(self, consumer: Consumer | None) -> None:
        if consumer:
            self.world.broker.expel(self.service, consumer.membership)

    def pause(self, seconds: float) -> None:
        """It stands still, and goes on later as if nothing had been; meanwhile its group may go on without it."""
        owner = self.owner
        if not owner.runs:
            return
        self.world.trace(owner.name, f"PAUSES for {seconds:.1f} s")
        owner.pauses()
        if seconds > SESSION_SECONDS:
            self.world.loop.call_later(SESSION_SECONDS, self._expelled, self.consumer, context=WORLD)
        self.world.loop.call_later(seconds, self.resume, owner, context=WORLD)

    def resume(self, owner: Owner) -> None:
        if owner.paused:
            self.world.trace(owner.name, "GOES ON")
            self.world.loop.resume(owner)

    async def stop(self) -> None:
        """As SIGTERM: in order, and to the end unless it dies meanwhile."""
        owner = self.owner
        if owner.dead:
            return
        self.world.trace(owner.name, "STOPS")
        self.life.ending.set()
        while not (self.task.done() or owner.dead):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        if not owner.dead:
            self._ends()

    async def ask(self, work: Callable[[Any], Any], patience: float) -> Answer:
        """What a client hears of a command, at the latest when its patience ends."""
        if self.owner.dead:
            return Answer.unknown("no connection")
        if rule := self.life.gate.rule:
            return Answer.unknown(rule.code)
        call = Call(self.world.loop)
        self.calls.append(call)
        self.world.loop.create_task(served(self.world, self.life.service, work, call), context=self.owner.context)
        return await call.answer(patience)
