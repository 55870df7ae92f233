"""The relay of the faststream-outbox service, a process of its own: eight at a time, so not in order."""

import asyncio
from typing import Any

import uvloop
from faststream import FastStream
from faststream.kafka import KafkaBroker
from faststream_outbox import OutboxBroker
from tests.performance.peers.command import KAFKA, TOPIC
from tests.performance.peers.outbox_table import OUTBOX, QUEUE, engine

kafka = KafkaBroker(KAFKA, acks="all", enable_idempotence=True, logger=None)
outbox = OutboxBroker(engine(), outbox_table=OUTBOX, logger=None)


@kafka.publisher(TOPIC)
@outbox.subscriber(
    QUEUE,
    max_workers=8,
    fetch_batch_size=100,
    min_fetch_interval=0.05,
    max_fetch_interval=1,
    terminal_flush_batch_size=50,
)
async def relay(body: dict[str, Any]) -> dict[str, Any]:
    return body


app = FastStream(outbox, on_startup=[kafka.start], after_shutdown=[kafka.stop])

if __name__ == "__main__":
    asyncio.run(app.run(), loop_factory=uvloop.new_event_loop)
