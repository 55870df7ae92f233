"""The history is the outbox: what was written is published, in order, again if need be, never out of order.

A write hands its records over within the process; what a crash or an outage leaves behind is the sweeper's. Both send
from `published + 1`, and `published` rises only where the last event that was sent is still the newest one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from chassis.clock import elapsed
from chassis.documents import Change, Document, Documents, StoreUnreachable, find_one
from chassis.metrics import RELAY_ASIDE, RELAY_FAILURES, RELAY_PUBLISHED
from chassis.outbox.quarantine import Quarantine
from chassis.outbox.queue import Producer, QueueFull, SendQueue, Sent
from chassis.store import EventRecord, Handover, Locks, aggregate_key, enveloped
from contracts.topics import Topic

log = structlog.get_logger()

QUEUE = 10_000
MOST_EVENTS = 100_000
FLUSH_SECONDS = 0.05
CONNECT_SECONDS = 15.0
DELIVERY_SECONDS = 60.0
REST_SECONDS = 1.0
FULL_SECONDS = 10.0


class Relay:
    """Publisher of the histories of one service; `topics` names the topic of each published kind.

    Aggregates in `quarantine` hold up neither the queue nor their neighbours.
    """

    def __init__(
        self, documents: Documents, source: str, topics: dict[str, Topic], connect: Callable[[], Awaitable[Producer]]
    ) -> None:
        self.documents = documents
        self.source = source
        self.topics = topics
        self.connect = connect
        self.handovers: asyncio.Queue[Handover] = asyncio.Queue(QUEUE)
        self.queue: SendQueue | None = None
        self.unconfirmed: list[Sent] = []
        self._some_unconfirmed = asyncio.Event()
        self.in_flight: dict[str, int] = {}
        self.quarantine = Quarantine()
        self._connecting = asyncio.Lock()
        self._sending = Locks()
        self._resting: dict[str, float] = {}
        self._connect_after = 0.0
        self._discarding: set[asyncio.Task[None]] = set()

    def hand_over(self, handover: Handover) -> None:
        """Take over what was written; what does not fit into the queue is left to the sweeper."""
        if not self.handovers.full():
            self.handovers.put_nowait(handover)

    async def run(self) -> None:
        """Pass on, confirm and look into suspects until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pass_on())
            tasks.create_task(self._confirm())
            tasks.create_task(self._look_into_suspects())

    async def drain(self) -> None:
        """Return when all that was handed over is published and marked; the caller sets a limit."""
        await self.handovers.join()
        while self.in_flight:  # noqa: ASYNC110
            await asyncio.sleep(FLUSH_SECONDS / 5)

    async def close(self) -> None:
        """Discard the producer."""
        if self.queue:
            self.break_queue(self.queue)
        await asyncio.gather(*self._discarding)

    async def _pass_on(self) -> None:
        while True:
            handover = await self.handovers.get()
            try:
                await self._send_new(handover)
            except StoreUnreachable:
                log.warning("relay leaves a write to the sweeper")
            except Exception:
                log.exception("relay leaves a write to the sweeper")
            finally:
                self.handovers.task_done()

    async def _send_new(self, handover: Handover) -> None:
        """Send the records as handed over if they follow the last ones sent, else what the store has."""
        kind, id, records = handover.kind, handover.id, handover.records
        if self.quarantine.bars(kind, id) or self._resting.get(kind, 0.0) > elapsed():
            return
        if queue := await self.open_queue():
            expected = await self._last_sent(queue, handover) + 1
            if records[0]["sequence"] > expected:
                records = await self.records_after(kind, id, expected - 1)
            await self.enqueue(queue, kind, id, [record for record in records if record["sequence"] >= expected])

    async def _last_sent(self, queue: SendQueue, handover: Handover) -> int:
        """Return the sequence after which the aggregate goes on: sent, or known to be published."""
        last = queue.last(aggregate_key(handover.kind, handover.id))
        if last is None:
            last = handover.published
        return await self.published(handover.kind, handover.id) if last is None else last

    async def published(self, kind: str, id: str) -> int:
        """Read from the store how far a history is published."""
        document = await find_one(self.documents, kind, {"_id": id}, {"published": 1})
        return document["published"] if document else 0

    async def records_after(self, kind: str, id: str, published: int) -> list[EventRecord]:
        fields: Document = {"events": {"$slice": [published, MOST_EVENTS]}, "version": 1}
        document = await find_one(self.documents, kind, {"_id": id}, fields)
        records: list[EventRecord] = document["events"] if document else []
        return records

    async def open_queue(self) -> SendQueue | None:
        """Return the queue in use, or another one; None without a broker, which is asked once a second."""
        if self.queue is None:
            async with self._connecting:
                await self._connect()
        return self.queue

    async def _connect(self) -> None:
        if self.queue or self._connect_after > elapsed():
            return
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                self.queue = SendQueue(await self.connect())
        except Exception as error:
            RELAY_FAILURES.inc()
            log.warning("relay waits for Kafka", error=type(error).__name__)
            self._connect_after = elapsed() + REST_SECONDS

    async def enqueue(self, queue: SendQueue, kind: str, id: str, records: Sequence[EventRecord]) -> bool:
        """Send without waiting for acknowledgements; False if there is no room for records of this kind.

        Passes over what stands in the queue already: relay and sweeper may have read the same records.
        """
        key = aggregate_key(kind, id)
        sent = Sent(queue, kind, id, elapsed())
        self._count_in_flight(kind, id)
        try:
            async with self._sending.holding(key):
                for record in records:
                    if record["sequence"] <= (queue.last(key) or 0):
                        continue
                    envelope = enveloped(record, id, self.source)
                    sent.acknowledged.append(await queue.producer.send(self.topics[kind].name, envelope))
                    sent.through = record["sequence"]
                    queue.remember(key, sent.through)
        except QueueFull:
            log.warning("relay has no room for more", kind=kind)
            self._resting[kind] = elapsed() + FULL_SECONDS
            return False
        except Exception as error:
            self._not_sent(sent, error)
        finally:
            self._await_acknowledgement(sent)
        return True

    def _await_acknowledgement(self, sent: Sent) -> None:
        if sent.acknowledged:
            self.unconfirmed.append(sent)
            self._some_unconfirmed.set()
        else:
            self._count_landed(sent.kind, sent.id)

    def _not_sent(self, sent: Sent, error: Exception) -> None:
        """Set a record aside that is too large and so never was sent; after any other error the queue is broken."""
        if sent.queue.producer.refused(error):
            self.set_aside(sent.kind, sent.id)
        else:
            self.break_queue(sent.queue, error)

    def _count_in_flight(self, kind: str, id: str) -> None:
        self.in_flight[aggregate_key(kind, id)] = self.in_flight.get(aggregate_key(kind, id), 0) + 1

    def _count_landed(self, kind: str, id: str) -> None:
        if left := self.in_flight.pop(aggregate_key(kind, id)) - 1:
            self.in_flight[aggregate_key(kind, id)] = left

    async def _confirm(self) -> None:
        while True:
            await self._some_unconfirmed.wait()
            await asyncio.sleep(FLUSH_SECONDS)
            self._some_unconfirmed.clear()
            try:
                await self.settle()
            except Exception:
                log.exception("published but not marked; it will be sent again")

    async def settle(self) -> None:
        """Mark what is acknowledged; give up what waits in a broken queue. A slow one holds up nobody else."""
        overdue = elapsed() - DELIVERY_SECONDS
        waiting: list[Sent] = []
        settled: list[Sent] = []
        for sent in self.unconfirmed:
            if sent.at < overdue and not sent.landed():
                self.break_queue(sent.queue, TimeoutError())
            (settled if sent.queue.broken or sent.landed() else waiting).append(sent)
        self.unconfirmed = waiting
        if waiting:
            self._some_unconfirmed.set()
        try:
            await self.mark([sent for sent in settled if not self._failed(sent)])
        finally:
            for sent in settled:
                self._count_landed(sent.kind, sent.id)

    def _failed(self, sent: Sent) -> bool:
        """Break the queue of a failed batch: an idempotent producer can't go on, its sequence numbers run ahead."""
        error = sent.error()
        if error is None:
            return False
        if sent.queue.producer.refused(error):
            self.quarantine.suspect(sent.kind, sent.id)
        self.break_queue(sent.queue, error)
        return True

    async def mark(self, good: Sequence[Sent]) -> None:
        """Raise `published` where nothing was written since; a later write's own records raise it further."""
        by_kind: dict[str, list[Change]] = {}
        for sent in good:
            change = {"$set": {"published": sent.through}, "$unset": {"pending_since": ""}}
            by_kind.setdefault(sent.kind, []).append(({"_id": sent.id, "sequence": sent.through}, change))
        RELAY_PUBLISHED.inc(sum(len(sent.acknowledged) for sent in good))
        try:
            for kind, changes in by_kind.items():
                await self.documents.update_each(kind, changes)
        except StoreUnreachable:
            log.warning("published but not marked; it will be sent again")

    def break_queue(self, queue: SendQueue, error: BaseException | None = None) -> None:
        """Leave what stands in the queue to the sweeper, and stop its producer beside the work that goes on."""
        if queue.broken:
            return
        queue.broken = True
        if self.queue is queue:
            self.queue = None
        if error is not None:
            RELAY_FAILURES.inc()
            log.warning("relay begins another queue", error=type(error).__name__)
        stopping = asyncio.create_task(self._stop(queue.producer))
        self._discarding.add(stopping)
        stopping.add_done_callback(self._discarding.discard)

    async def _stop(self, producer: Producer) -> None:
        try:
            await producer.stop()
        except Exception as error:
            log.warning("producer discarded", error=type(error).__name__)

    async def _look_into_suspects(self) -> None:
        while True:
            await asyncio.sleep(REST_SECONDS)
            for kind, id in list(self.quarantine.suspects.values()):
                if aggregate_key(kind, id) not in self.in_flight:
                    await self.publish_alone(kind, id)

    async def publish_alone(self, kind: str, id: str) -> None:
        """Publish over a producer of its own and record by record, so that a refusal names its record."""
        self._count_in_flight(kind, id)
        try:
            producer = await self.connect()
            try:
                await self._publish_each(producer, kind, id)
                self.quarantine.clear(kind, id)
            except Exception as error:
                if not producer.refused(error):
                    raise
                self.set_aside(kind, id)
            finally:
                await self._stop(producer)
        except Exception as error:
            log.warning("a suspect waits", error=type(error).__name__)
        finally:
            self._count_landed(kind, id)

    async def _publish_each(self, producer: Producer, kind: str, id: str) -> None:
        sent = Sent(SendQueue(producer), kind, id, 0.0)
        for record in await self.records_after(kind, id, await self.published(kind, id)):
            async with asyncio.timeout(DELIVERY_SECONDS):
                await (await producer.send(self.topics[kind].name, enveloped(record, id, self.source)))
            sent.through = record["sequence"]
        await self.mark([sent] if sent.through else [])

    def set_aside(self, kind: str, id: str) -> None:
        """Set the aggregate aside, with an alarm."""
        self.quarantine.set_aside(kind, id)
        RELAY_ASIDE.inc()
        log.error("the broker refuses a record; its aggregate is set aside", aggregate=id)
