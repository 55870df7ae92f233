"""A consumer that left its group after an error of its library begins anew."""

import asyncio
import uuid
from typing import Any

import pytest
from libs.chassis.tests.doubles import eventually
from libs.chassis.tests.kafka import Hall, unique
from libs.chassis.tests.orders import ORDERS, Source


async def test_a_consumer_whose_coordination_died_begins_anew(kafka_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On uvloop a closed connection is a RuntimeError, and aiokafka leaves the group for good (aiokafka #1038)."""
    monkeypatch.setattr("chassis.kafka.RETRY_SECONDS", 0.05)
    hall, source, handled = Hall(kafka_url, unique(ORDERS)), Source(), list[int]()
    await hall.open()

    async def take(records: Any) -> None:
        handled.extend(record.offset for record in records)

    async def closed(*_: Any) -> None:
        raise RuntimeError("unable to perform operation on <TCPTransport closed=True>; the handler is closed")

    async with hall.listening(f"group-{uuid.uuid4().hex[:8]}", take) as member:
        await hall.send([source.placed("order-1")])
        await eventually(lambda: handled == [0])
        consumer: Any = member.subscriber.consumer
        consumer._coordinator._client.coordinator_lookup = closed
        consumer._coordinator.coordinator_dead()
        await asyncio.wait([consumer._coordinator._coordination_task])
        await hall.send([source.placed("order-2")])
        await eventually(lambda: handled == [0, 1], within=30)
        assert member.assigned
        assert member.subscriber.consumer is not consumer
