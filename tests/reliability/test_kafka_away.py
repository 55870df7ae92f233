"""Kafka is away: commands go on being accepted, and afterwards everything is published, once and in order."""

import asyncio

import pytest
from tests.reliability.clients import Clients
from tests.reliability.faults import faults
from tests.reliability.house import House
from tests.reliability.town import Casework, Town
from tests.reliability.witness import Witness

pytestmark = pytest.mark.stack

AWAY_SECONDS = 20


async def test_kafka_is_killed_and_away_for_a_while(
    house: House, town: Town, clients: Clients, casework: Casework, witness: Witness
) -> None:
    """kill -9, so that it loses what it had not answered, and starts again on the same data."""
    async with clients.load(casework.following, casework.heard):
        await asyncio.sleep(0)
        house.kill_kafka()
        before = len(clients.acknowledged)
        await asyncio.sleep(AWAY_SECONDS)
        accepted = len(clients.acknowledged) - before
        await house.kafka_again()
    assert accepted > AWAY_SECONDS
    assert clients.untold == 0
    assert all(told.acknowledged for told in clients.told)
    assert await faults(witness, clients, town, casework.cases) == []
    for name in ("cases api", "cases worker", "supervision worker", "credit all", "inspections worker"):
        assert house.process(name).status is None
