"""A simulated process, composed for each of its lives on the simulated outside."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tests.simulation.broker import SESSION_SECONDS
from tests.simulation.calling import Answer, Call, served
from tests.simulation.loop import WORLD, Owner
from tests.simulation.member import Consumer, Member
from tests.simulation.producing import producing
from tests.simulation.remote import RemoteDocuments
from tests.simulation.way import Way
from tests.simulation.world import World

from chassis.kafka import KafkaUnreachable, Take
from chassis.process import Blueprint, Outside, RunAs, Settings, compose
from chassis.process import Process as Composed
from chassis.testing import in_memory
from contracts.envelope import Envelope
from contracts.topics import Topic

SETTINGS = Settings()


@dataclass(frozen=True)
class Life:
    """A process from a start to a stop or a crash; `member` is its membership in a consumer group."""

    process: Composed[Any]
    member: Member | None
    ending: asyncio.Event

    async def live(self) -> None:
        nothing: Any = None
        async with self.process.lifespan(nothing):
            await self.ending.wait()


@dataclass(frozen=True)
class Apart:
    owner: Owner
    life: Life


def stands_still(seconds: float) -> None:
    """Do nothing on a pause: a process that does one thing alone may do it later as well."""


class Process:
    """One process of a service, through all its lives."""

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
        """Return a process of another kind on the same parts, which does one thing and ends."""
        world, owner = self.world, Owner(name)
        owner.way = way = Way(world.loop, owner, world.fates, world.trace, owner.dies, stands_still)
        world.trace(name, "STARTS")
        return Apart(owner, self._assembled(way, None))

    def _assembled(self, way: Way, consumer: Consumer | None) -> Life:
        """Compose the service on the simulated outside, as this owner reaches it."""
        world = self.world

        async def newest(topics: Sequence[Topic]) -> list[tuple[str, Envelope]]:
            work = partial(world.broker.newest, topics, self.service)
            return await way.carry(world.broker, "newest records".format, work, KafkaUnreachable)

        def listen(take: Take) -> Member | None:
            return Member(consumer, take) if consumer else None

        outside = replace(
            in_memory(world.clock.legal, SETTINGS),
            documents=RemoteDocuments(world.keepers[self.service], way),
            connect=producing(world.broker, way),
            listen=listen,
            newest=newest,
        )
        return way.owner.context.run(self._composed, outside)

    def _composed(self, outside: Outside) -> Life:
        process = compose(self.blueprint, outside, self.run_as)
        member = process.group if isinstance(process.group, Member) else None
        return Life(process, member, asyncio.Event())

    async def _live(self, life: Life) -> None:
        try:
            await life.live()
        except Exception as error:
            self.world.trace.trouble(self.owner.name, f"ended with {type(error).__name__}: {error}")

    def crash(self) -> None:
        """Kill the process at whatever await its tasks are; start it again after a while."""
        if self.owner.dead:
            return
        self.world.trace(self.owner.name, "DIES")
        self.world.trace.count("death")
        self._ends()
        self.world.loop.call_later(self.world.fates.random.uniform(0.2, 4.0), self.start, context=WORLD)

    def _ends(self) -> None:
        """End its session in the group later, also that of a join which came late."""
        self.world.loop.call_later(SESSION_SECONDS, self._expelled, self.consumer, context=WORLD)
        self.owner.dies()
        for call in self.calls:
            call.breaks_off()

    def _expelled(self, consumer: Consumer | None) -> None:
        if consumer:
            self.world.broker.expel(self.service, consumer.membership)

    def pause(self, seconds: float) -> None:
        """Freeze the process for a while; meanwhile its group may go on without it."""
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
        """Stop as on SIGTERM: in order, and to the end unless the process dies meanwhile."""
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
        """Return what the client learns of a command, at the latest when its patience ends."""
        if self.owner.dead:
            return Answer.unknown("no connection")
        if rule := self.life.process.door.rule:
            return Answer.unknown(rule.code)
        call = Call(self.world.loop)
        self.calls.append(call)
        self.world.loop.create_task(
            served(self.world, self.life.process.service, work, call), context=self.owner.context
        )
        return await call.answer(patience)
