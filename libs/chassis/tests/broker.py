"""A broker in memory, controlled by the test, and the log that a consumer would read from it."""

import asyncio
from asyncio import Future
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from chassis.outbox import Producer, QueueFull, Relay, sweep
from contracts.envelope import Envelope

NO_DELAY = timedelta(seconds=-1)


class TooLarge(Exception):
    """The broker refuses the record for good."""


class OutOfOrder(Exception):
    """The broker's answer to an idempotent producer one of whose batches failed before."""


class Broker:
    """`log` holds (id, sequence) as they were appended; with `automatic` it acknowledges at once."""

    def __init__(self, automatic: bool = True) -> None:
        self.log: list[tuple[str, int]] = []
        self.producers: list[ScriptedProducer] = []
        self.automatic = automatic
        self.away = False
        self.full: set[str] = set()
        self.oversize: set[str] = set()
        self.refused: set[str] = set()
        self.asked = 0

    async def connect(self) -> Producer:
        self.asked += 1
        if self.away:
            raise ConnectionError("no broker")
        self.producers.append(ScriptedProducer(self))
        return self.producers[-1]

    def acknowledge(self) -> None:
        for producer in self.producers:
            producer.deliver()

    def recover(self) -> None:
        """Acknowledge automatically from now on, beginning with what is queued."""
        self.automatic = True
        self.acknowledge()

    def first_seen(self) -> dict[str, list[int]]:
        """Return for each aggregate its sequences in the order in which a consumer first meets them."""
        seen: dict[str, list[int]] = {}
        for id, sequence in dict.fromkeys(self.log):
            seen.setdefault(id, []).append(sequence)
        return seen


class ScriptedProducer:
    """Batches queued records; after a failed batch every later one fails, as with aiokafka."""

    def __init__(self, broker: Broker) -> None:
        self.broker = broker
        self.line: list[tuple[Envelope, Future[object]]] = []
        self.dead = False
        self.stopped = False

    async def send(self, topic: str, envelope: Envelope) -> Future[object]:
        await asyncio.sleep(0)
        if self.stopped:
            raise ConnectionError("stopped")
        if envelope.subject in self.broker.full:
            raise QueueFull
        if envelope.id in self.broker.oversize:
            raise TooLarge
        future: Future[object] = asyncio.get_running_loop().create_future()
        self.line.append((envelope, future))
        if self.broker.automatic:
            asyncio.get_running_loop().call_soon(self.deliver)
        return future

    def deliver(self, most: int | None = None) -> None:
        """Append what is queued as one batch."""
        if self.broker.away:
            return
        batch, self.line = self.line[:most], self.line[most:] if most else []
        if error := self._error(batch):
            self.dead = True
        for envelope, future in batch:
            if not error:
                self.broker.log.append((envelope.subject, envelope.sequence))
            if not future.done():
                future.set_exception(error) if error else future.set_result(None)

    def _error(self, batch: list[tuple[Envelope, Future[object]]]) -> Exception | None:
        if self.dead:
            return OutOfOrder()
        return TooLarge() if any(envelope.id in self.broker.refused for envelope, _ in batch) else None

    def fail(self) -> None:
        """Lose what is queued and everything sent later."""
        self.dead = True
        self.deliver()

    def refused(self, error: BaseException) -> bool:
        return isinstance(error, TooLarge)

    async def stop(self) -> None:
        await asyncio.sleep(0)
        self.stopped = True


@asynccontextmanager
async def running(*relays: Relay, sweeping: bool = False) -> AsyncIterator[None]:
    """Run the relays for the block; with `sweeping` each sweeps all the time."""
    works = [relay.run() for relay in relays] + [sweep_always(relay) for relay in relays if sweeping]
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for relay in relays:
            await relay.close()


async def sweep_always(relay: Relay) -> None:
    while True:
        with suppress(Exception):
            await sweep(relay, NO_DELAY)
        await asyncio.sleep(0.002)
