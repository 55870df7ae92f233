"""The sweeper publishes what a crash, an outage or a full queue left behind."""

import asyncio
from datetime import timedelta

import structlog

from chassis.documents import Document, StoreUnreachable
from chassis.outbox.queue import SendQueue, Sent
from chassis.outbox.relay import Relay
from chassis.store import aggregate_key
from contracts.envelope import stamp

log = structlog.get_logger()

EVERY_SECONDS = 2.0
LEFT_FOR = timedelta(seconds=1)
BATCH_SIZE = 2_000


async def sweep_on(relay: Relay) -> None:
    """Sweep every two seconds, until cancelled."""
    while True:
        try:
            await sweep(relay)
        except StoreUnreachable:
            log.warning("sweeper waits for the store")
        except Exception:
            log.exception("a sweep failed")
        await asyncio.sleep(EVERY_SECONDS)


async def sweep(relay: Relay, left_for: timedelta = LEFT_FOR) -> int:
    """Pass once over every kind, skipping what is in flight; return how many aggregates were sent."""
    sent = 0
    before = stamp(await relay.documents.now() - left_for)
    for kind in list(relay.topics):
        for left in await left_over(relay, kind, before):
            queue = await relay.open_queue()
            if queue is None:
                return sent
            if aggregate_key(kind, left["_id"]) in relay.in_flight or relay.quarantine.bars(kind, left["_id"]):
                continue
            if not await send_left_over(relay, queue, kind, left):
                break  # no room for this kind; the others go on
            sent += 1
    return sent


async def left_over(relay: Relay, kind: str, before: str) -> list[Document]:
    """Return the oldest unpublished documents; those in quarantine take nobody's place."""
    where = {"pending_since": {"$lt": before}}
    most = BATCH_SIZE + len(relay.quarantine)
    fields = {"published": 1, "sequence": 1}
    return await relay.documents.find(kind, where, fields=fields, sort=[("pending_since", 1)], limit=most)


async def send_left_over(relay: Relay, queue: SendQueue, kind: str, left: Document) -> bool:
    """Send what is not published; only mark what was sent meanwhile, and acknowledged, since it is not in flight."""
    id = left["_id"]
    published = max(left["published"], queue.last(aggregate_key(kind, id)) or 0)
    if published >= left["sequence"]:
        await relay.mark([Sent(queue, kind, id, 0.0, published)])
        return True
    records = await relay.records_after(kind, id, published)
    return await relay.enqueue(queue, kind, id, records)
