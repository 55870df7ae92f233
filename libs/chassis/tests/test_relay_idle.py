"""A relay that has nothing to do wakes up for nothing."""

import asyncio

import pytest
from libs.chassis.tests.broker import Broker, running
from libs.chassis.tests.doubles import eventually
from libs.chassis.tests.office import Office


async def test_who_sent_nothing_looks_for_no_acknowledgement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.outbox.relay.FLUSH_SECONDS", 0)
    office, looks = Office(Broker(automatic=False)), list[int]()
    settle = office.relay.settle

    async def counted() -> None:
        looks.append(len(office.relay.unconfirmed))
        await settle()

    monkeypatch.setattr(office.relay, "settle", counted)
    async with running(office.relay):
        for _ in range(100):
            await asyncio.sleep(0)
        assert looks == []
        await office.sell()
        await eventually(lambda: len(looks) > 2)
        office.broker.acknowledge()
        await eventually(office.all_published)
        before = len(looks)
        for _ in range(100):
            await asyncio.sleep(0)
    assert set(looks) == {1}
    assert len(looks) <= before + 1
