"""A member of a consumer group: the chassis' own `Group`, with the simulated broker where FastStream would be."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiokafka import TopicPartition
from aiokafka.errors import KafkaConnectionError
from tests.simulation.broker import SESSION_SECONDS, Broker, Membership, Raw
from tests.simulation.loop import WORLD
from tests.simulation.way import Way

from chassis.kafka import Group
from chassis.kafka.group import Take

LARGEST_BATCHES = (1, 2, 3, 8, 500)
STOP_SECONDS = 12.0
RETRY_SECONDS = 0.4


class Consumer:
    """The part of a consumer that a group's handler uses, and reading."""

    def __init__(self, broker: Broker, group: str, way: Way) -> None:
        self.broker = broker
        self.group = group
        self.way = way
        self.membership = Membership(way.owner.name, expelled=True)

    async def commit(self, ends: dict[TopicPartition, int]) -> None:
        member = self.membership
        await self._ask(
            lambda: f"commit {[(partition.topic, partition.partition, end) for partition, end in ends.items()]}",
            lambda: self.broker.commit(self.group, member, ends),
        )

    async def join(self) -> None:
        """Join as an unknown member; a member that never learns of its membership is expelled."""
        fresh = Membership(self.way.owner.name)
        self.way.loop.call_later(SESSION_SECONDS, self._expel_unless_known, fresh, context=WORLD)
        await self._ask(lambda: "join", lambda: self.broker.join(self.group, fresh))
        self.membership = fresh

    def _expel_unless_known(self, fresh: Membership) -> None:
        if self.membership is not fresh:
            self.broker.expel(self.group, fresh)

    async def fetch(self) -> list[Raw]:
        """Return what there is, up to a batch of a random size."""
        member, most = self.membership, self.way.fates.random.choice(LARGEST_BATCHES)
        found = await self._ask(lambda: "fetch", lambda: self.broker.fetch(member, most))
        return [record for record in found if member.moves_past(record)]

    async def _ask[T](self, what: Callable[[], str], work: Callable[[], T]) -> T:
        return await self.way.carry(self.broker, what, work, KafkaConnectionError)


@dataclass
class Subscriber:
    consumer: Consumer


class Member(Group):
    """A member of a group; `_handle` is the chassis' own."""

    def __init__(self, consumer: Consumer, take: Take) -> None:
        self.consumer = consumer
        self.subscriber: Any = Subscriber(consumer)
        self.take = take
        self.done = {}
        self.stopping = False
        self.idle = asyncio.Event()
        self.idle.set()

    async def run(self) -> None:
        while not self.stopping:
            try:
                await self._turn()
            except KafkaConnectionError:
                await asyncio.sleep(RETRY_SECONDS)

    async def _turn(self) -> None:
        consumer = self.consumer
        if consumer.membership.expelled:
            await consumer.join()
        elif consumer.broker.has_more(consumer.membership):
            await self._take(await consumer.fetch())
        else:
            await asyncio.sleep(RETRY_SECONDS)

    async def _take(self, records: list[Raw]) -> None:
        if records and not self.stopping:
            self.idle.clear()
            await self._handle(records)
            self.idle.set()

    async def stop(self) -> None:
        """Finish the running batch and leave."""
        self.stopping = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self.idle.wait(), STOP_SECONDS)
        self.consumer.broker.expel(self.consumer.group, self.consumer.membership)
