"""A producer that batches, sends one batch per partition at a time, and is unusable after the first failure.

So does aiokafka's idempotent one: a batch whose answer was lost is sent again and recognised, and after a batch that
failed every later one is refused as out of order.
"""

import asyncio
from asyncio import Future
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiokafka import TopicPartition
from tests.simulation.broker import Broker
from tests.simulation.fates import Fate, Turn
from tests.simulation.loop import WORLD
from tests.simulation.way import Way

from chassis.outbox import Producer, QueueFull
from contracts.envelope import Envelope

LINGER = 0.002
RESEND_SECONDS = 0.25
STOP_SECONDS = 5.0
LARGEST_BATCH = 8
TOO_LARGE_SHARE = 0.1
FULL_SHARE = 0.01


class TooLarge(Exception):
    """The broker refuses the record for good."""


class OutOfOrder(Exception):
    """The broker's answer to an idempotent producer one of whose batches failed before."""


@dataclass(frozen=True)
class Waiting:
    envelope: Envelope
    acknowledged: Future[object]


class Producing:
    """Implementation of `chassis.outbox.queue.Producer` for one life of a process."""

    def __init__(self, broker: Broker, way: Way) -> None:
        self.broker = broker
        self.way = way
        self.lines: defaultdict[TopicPartition, deque[Waiting]] = defaultdict(deque)
        self.under_way: set[TopicPartition] = set()
        self.spoilt = False
        self.closed = False

    async def send(self, topic: str, envelope: Envelope) -> Future[object]:
        fates = self.way.fates
        if fates.happens(fates.trouble):
            await asyncio.sleep(fates.delay())
            if fates.happens(FULL_SHARE):
                raise QueueFull
        if self.closed:
            raise ConnectionError("closed")
        waiting = Waiting(envelope, self.way.loop.create_future())
        at = self.broker.place(topic, envelope.subject.encode())
        self.lines[at].append(waiting)
        self._after(LINGER, at)
        return waiting.acknowledged

    def _after(self, seconds: float, at: TopicPartition) -> None:
        """Continue in the process, which may not be running by then."""
        if at not in self.under_way:
            self.under_way.add(at)
            self.way.loop.call_later(seconds, self._flush, at, context=self.way.owner.context)

    def _flush(self, at: TopicPartition) -> None:
        self.under_way.discard(at)
        line = self.lines[at]
        if not line or self.closed:
            return
        if self.broker.away or self.broker.silent or self.way.cut:
            self._after(RESEND_SECONDS, at)
            return
        batch = [line.popleft() for _ in range(min(len(line), LARGEST_BATCH))]
        self.under_way.add(at)
        if self.spoilt:
            self._fails(at, batch, OutOfOrder())
        else:
            fate = self.way.fates.draw()
            self.way.loop.call_later(fate.there, self._arrives, at, batch, fate, context=WORLD)

    def _arrives(self, at: TopicPartition, batch: list[Waiting], fate: Fate) -> None:
        """Append. LATE: it fails although the broker has it. ANSWER_LOST: it is sent again and recognised."""
        way = self.way
        refused = fate.turn is Turn.REQUEST_LOST and way.fates.happens(TOO_LARGE_SHARE)
        if fate.done:
            for envelope in self.broker.disordered([waiting.envelope for waiting in batch]):
                key, headers = envelope.subject.encode(), tuple((name, value) for name, value in envelope.headers())
                self.broker.append(at, key, envelope.value(), headers)
        if way.trace.kept:
            what = "appends" if fate.done else "refuses" if refused else "never gets"
            way.trace(
                way.owner.name, f"broker {what}", " ".join(record.envelope.id for record in batch), f"- {fate.turn}"
            )
        if fate.turn in (Turn.REQUEST_LOST, Turn.LATE):
            self._later(0.01, self._fails, at, batch, TooLarge() if refused else ConnectionError("lost"))
        else:
            self._later(fate.unheard if fate.turn is Turn.ANSWER_LOST else fate.back, self._landed, at, batch)
        if fate.turn is not Turn.DONE:
            way.turned(fate.turn)

    def _later(self, seconds: float, work: Callable[..., None], *about: object) -> None:
        self.way.loop.call_later(seconds, work, *about, context=self.way.owner.context)

    def _landed(self, at: TopicPartition, batch: list[Waiting]) -> None:
        for waiting in batch:
            if not waiting.acknowledged.done():
                waiting.acknowledged.set_result(None)
        self._goes_on(at)

    def _fails(self, at: TopicPartition, batch: list[Waiting], error: Exception) -> None:
        self.spoilt = True
        for waiting in batch:
            if not waiting.acknowledged.done():
                waiting.acknowledged.set_exception(error)
        self._goes_on(at)

    def _goes_on(self, at: TopicPartition) -> None:
        self.under_way.discard(at)
        if self.lines[at]:
            self._after(LINGER, at)

    def refused(self, error: BaseException) -> bool:
        return isinstance(error, TooLarge)

    async def stop(self) -> None:
        """Send what is possible within some seconds, as `flush` does."""
        limit = self.way.loop.time() + STOP_SECONDS
        while (self.under_way or any(self.lines.values())) and self.way.loop.time() < limit:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        self.closed = True


def producing(broker: Broker, way: Way) -> Callable[[], Awaitable[Producer]]:
    """Return the function with which that process's relay gets a producer, and a new one after an error."""

    async def connect() -> Producer:
        return await way.carry(broker, lambda: "connect", lambda: Producing(broker, way), ConnectionError)

    return connect
