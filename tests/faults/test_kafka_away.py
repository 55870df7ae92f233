"""Kafka is away: commands are still accepted, and afterwards everything is published, once and in order."""

import asyncio

import pytest
from tests.support.casework import Casework
from tests.support.house import House
from tests.support.witness import Witness

pytestmark = pytest.mark.stack

AWAY_SECONDS = 20
SURVIVORS = ("cases api", "cases worker", "supervision worker", "credit all", "inspections worker")


async def test_kafka_is_killed_and_away_for_a_while(house: House, casework: Casework, witness: Witness) -> None:
    """Kill with signal 9, so that it forgets what it had not answered, and starts again on the same data."""
    clients = casework.clients
    async with casework.going_on():
        await casework.goes_on(50)
        house.kill("kafka")
        before = len(clients.acknowledged)
        await asyncio.sleep(AWAY_SECONDS)
        accepted = len(clients.acknowledged) - before
        await house.kafka_again()
    assert accepted > AWAY_SECONDS
    assert clients.untold == 0
    assert clients.acknowledged == clients.told
    assert await casework.faults(witness) == []
    assert [name for name in SURVIVORS if house.process(name).status is not None] == []


async def test_those_who_wait_for_kafka_are_killed_too(house: House, casework: Casework, witness: Witness) -> None:
    """What an API process had ready for Kafka dies with it; the histories are still there."""
    async with casework.going_on():
        await casework.goes_on(50)
        house.kill("kafka")
        await casework.goes_on(200)
        house.kill("cases api")
        house.start("cases api")
        await casework.goes_on(50)
        await house.kafka_again()
    assert await casework.faults(witness) == []
