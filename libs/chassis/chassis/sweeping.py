"""The sweeper publishes what a crash, an outage or a full queue left behind."""

import asyncio
from datetime import timedelta

import structlog

from chassis.clock import wall
from chassis.documents import Document, Unreachable
from chassis.relay import Relay, Sent
from contracts.envelope import stamp

log = structlog.get_logger()

EVERY_SECONDS = 1.0
LEFT_FOR = timedelta(seconds=1)
MOST = 500


async def sweep_on(relay: Relay) -> None:
    """Sweeps every second, sooner when the relay says that something was left over."""
    while True:
        try:
            await asyncio.wait_for(relay.left_over.wait(), EVERY_SECONDS)
        except TimeoutError:
            relay.left_over.clear()
        try:
            await sweep(relay)
        except Unreachable:
            log.warning("sweeper waits for the store")
        relay.left_over.clear()
        await asyncio.sleep(EVERY_SECONDS)


async def sweep(relay: Relay) -> None:
    """One pass over every kind, skipping what is in flight; a bad aggregate starves no other."""
    where = {"pending_since": {"$lt": stamp(wall() - LEFT_FOR)}}
    fields = {"published": 1, "sequence": 1}
    for kind in relay.topics:
        for left in await relay.documents.find(kind, where, fields=fields, limit=MOST):
            if left["_id"] not in relay.in_flight:
                await send_left_over(relay, kind, left)


async def send_left_over(relay: Relay, kind: str, left: Document) -> None:
    id = left["_id"]
    if left["published"] == left["sequence"]:
        await relay.mark([Sent(kind, id, left["sequence"], ())])
        return
    relay.last_sent.pop(id, None)
    await relay.put_in_line(kind, id, await relay.records_after(kind, id, left["published"]))
