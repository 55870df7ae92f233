"""The history is the outbox: what was written is published, in order, again if need be, never out of order.

A write hands its records over within the process; what a crash or an outage leaves behind is the sweeper's. Both send
from `published + 1`, and `published` rises only where the last event that was sent is still the newest one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import structlog

from chassis.documents import Change, Document, Documents, Unreachable, find_one
from chassis.metrics import RELAY_ASIDE, RELAY_FAILURES, RELAY_PUBLISHED
from chassis.recording import enveloped
from contracts.envelope import Envelope
from contracts.topics import Topic

log = structlog.get_logger()

QUEUE = 10_000
REMEMBERED = 20_000
READ_MOST = 500
FLUSH_SECONDS = 0.05
DELIVERY_SECONDS = 60.0
STOP_SECONDS = 5.0


class Producer(Protocol):
    """Sends in order per key. `send` puts a record in line and gives the future of its acknowledgement."""

    async def send(self, topic: str, envelope: Envelope) -> Awaitable[object]: ...

    def refused(self, error: BaseException) -> bool:
        """Whether the broker will never take that record, however often it is sent."""
        ...

    async def stop(self) -> None: ...


@dataclass(frozen=True)
class Handover:
    """A write that was acknowledged: its new records, and how far the history was published before it."""

    kind: str
    id: str
    published: int
    records: Sequence[Document]


@dataclass(frozen=True)
class Sent:
    """Records in line at the broker; `through` is the sequence of the last one."""

    kind: str
    id: str
    through: int
    acknowledged: Sequence[Awaitable[object]]


class Relay:
    """Publishes the histories of one service. `topics` names the topic of each published kind."""

    def __init__(
        self, documents: Documents, source: str, topics: dict[str, Topic], connect: Callable[[], Awaitable[Producer]]
    ) -> None:
        self.documents = documents
        self.source = source
        self.topics = topics
        self.connect = connect
        self.producer: Producer | None = None
        self.queue: asyncio.Queue[Handover] = asyncio.Queue(QUEUE)
        self.unconfirmed: list[Sent] = []
        self.in_flight: dict[str, int] = {}
        self.last_sent: dict[str, int] = {}
        self.aside: set[str] = set()
        self.left_over = asyncio.Event()

    def hand_over(self, handover: Handover) -> None:
        """Takes over what was written; what does not fit into the queue is left to the sweeper."""
        try:
            self.queue.put_nowait(handover)
        except asyncio.QueueFull:
            self.left_over.set()

    async def run(self) -> None:
        """Passes on and confirms until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pass_on())
            tasks.create_task(self._confirm())

    async def drain(self) -> None:
        """Returns when all that was handed over is published and marked; the caller sets a limit."""
        await self.queue.join()
        while self.in_flight:  # noqa: ASYNC110
            await asyncio.sleep(FLUSH_SECONDS / 5)

    async def close(self) -> None:
        """Discards the producer; an idempotent one without a broker never stops by itself."""
        producer, self.producer = self.producer, None
        if producer:
            try:
                await asyncio.wait_for(producer.stop(), STOP_SECONDS)
            except Exception as error:
                log.warning("producer discarded", error=type(error).__name__)

    async def _pass_on(self) -> None:
        while True:
            handover = await self.queue.get()
            try:
                await self._send_new(handover)
            except Unreachable:
                self.left_over.set()
            finally:
                self.queue.task_done()

    async def _send_new(self, handover: Handover) -> None:
        """The records as they were handed over where they follow the last ones sent, else what the store has."""
        expected = self.last_sent.get(handover.id, handover.published) + 1
        records = handover.records
        if records[0]["sequence"] > expected:
            records = await self.records_after(handover.kind, handover.id, expected - 1)
        await self.put_in_line(handover.kind, handover.id, [it for it in records if it["sequence"] >= expected])

    async def records_after(self, kind: str, id: str, published: int) -> list[Document]:
        fields = {"events": {"$slice": [published, READ_MOST]}, "version": 1}
        document = await find_one(self.documents, kind, {"_id": id}, fields)
        return document["events"] if document else []

    async def put_in_line(self, kind: str, id: str, records: Sequence[Document]) -> Sent | None:
        """Sends without waiting for the acknowledgement; what fails here is left to the sweeper."""
        if not records or id in self.aside:
            return None
        futures: list[Awaitable[object]] = []
        through = records[0]["sequence"] - 1
        self.in_flight[id] = self.in_flight.get(id, 0) + 1
        try:
            producer = self.producer = self.producer or await self.connect()
            for record in records:
                futures.append(await producer.send(self.topics[kind].name, enveloped(record, id, self.source)))
                through = record["sequence"]
        except Exception as error:
            await self._fail(id, error)
        else:
            self._remember(id, through)
        sent = Sent(kind, id, through, futures)
        self.unconfirmed.append(sent)
        return sent

    def _remember(self, id: str, through: int) -> None:
        self.last_sent.pop(id, None)
        self.last_sent[id] = through
        if len(self.last_sent) > REMEMBERED:
            del self.last_sent[next(iter(self.last_sent))]

    async def _confirm(self) -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            batch, self.unconfirmed = self.unconfirmed, []
            if batch:
                await self.settle(batch)

    async def settle(self, batch: Sequence[Sent]) -> None:
        """Waits for the acknowledgements of what was sent, then marks it as published."""
        outcomes = await asyncio.gather(*(confirmed(sent) for sent in batch))
        good = [sent for sent, error in zip(batch, outcomes, strict=True) if error is None and sent.acknowledged]
        await self.mark(good)
        for sent, error in zip(batch, outcomes, strict=True):
            if error is not None:
                await self._fail(sent.id, error)
            self._landed(sent.id)

    def _landed(self, id: str) -> None:
        left = self.in_flight.pop(id) - 1
        if left:
            self.in_flight[id] = left

    async def mark(self, good: Sequence[Sent]) -> None:
        """Raises `published` where nothing was written since; a later write's own records raise it further."""
        by_kind: dict[str, list[Change]] = {}
        for sent in good:
            change = {"$set": {"published": sent.through}, "$unset": {"pending_since": ""}}
            by_kind.setdefault(sent.kind, []).append(({"_id": sent.id, "sequence": sent.through}, change))
        RELAY_PUBLISHED.inc(sum(len(sent.acknowledged) for sent in good))
        try:
            for kind, changes in by_kind.items():
                await self.documents.update_each(kind, changes)
        except Unreachable:
            log.warning("published but not marked; it will be sent again")
            self.last_sent.clear()

    async def _fail(self, id: str, error: BaseException) -> None:
        """A record that is never taken sets its aggregate aside; any other error discards the producer.

        An idempotent producer that failed once can't be trusted any more: its sequence numbers run ahead.
        """
        if self.producer and self.producer.refused(error):
            self.aside.add(id)
            RELAY_ASIDE.inc()
            log.error("the broker refuses a record; its aggregate is set aside", aggregate=id)
            return
        RELAY_FAILURES.inc()
        log.warning("relay failed", error=type(error).__name__)
        self.last_sent.clear()
        await self.close()
        self.left_over.set()


async def confirmed(sent: Sent) -> BaseException | None:
    """The first error among the acknowledgements, if any."""
    try:
        async with asyncio.timeout(DELIVERY_SECONDS):
            outcomes = await asyncio.gather(*sent.acknowledged, return_exceptions=True)
    except TimeoutError as error:
        return error
    return next((outcome for outcome in outcomes if isinstance(outcome, BaseException)), None)
