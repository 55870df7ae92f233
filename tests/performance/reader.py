"""Baseline of consuming: batches of aiokafka, one guarded update per event, offsets committed per batch."""

import asyncio
import contextlib
from typing import Any

import uvloop
from aiokafka import AIOKafkaConsumer
from pymongo.errors import DuplicateKeyError

from chassis.documents import MongoDocuments, connect
from chassis.process import Settings
from contracts.topics import CASES


async def read(settings: Settings) -> None:
    rows: Any = MongoDocuments(connect(settings.store_url), "bench").database["rows"]
    consumer = AIOKafkaConsumer(
        CASES.name,
        bootstrap_servers=settings.kafka,
        group_id="bench",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    await consumer.start()
    while True:
        batches = await consumer.getmany(timeout_ms=100, max_records=500)
        lines: dict[bytes, list[Any]] = {}
        for record in (record for records in batches.values() for record in records):
            lines.setdefault(record.key, []).append(record)
        await asyncio.gather(*(take(rows, records) for records in lines.values()))
        if batches:
            await consumer.commit()


async def take(rows: Any, records: list[Any]) -> None:
    for record in records:
        headers = dict(record.headers)
        id, sequence = headers["ce_subject"].decode(), int(headers["ce_sequence"])
        change = {"$set": {"sequence": sequence, "value": record.value, "time": headers["ce_time"].decode()}}
        with contextlib.suppress(DuplicateKeyError):
            await rows.update_one({"_id": id, "sequence": sequence - 1}, change, upsert=sequence == 1)


if __name__ == "__main__":
    asyncio.run(read(Settings()), loop_factory=uvloop.new_event_loop)
