"""The disk of Kafka, then that of the store, is full under load: nothing is lost, and all goes on when there is room.

Kafka ends when it cannot write; the store stays, but must be started again, as it says. Whoever runs them does that,
once there is room; the services are left alone.
"""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import httpx
import pytest
from tests.support import town as towns
from tests.support import witness as witnesses
from tests.support.casework import Casework
from tests.support.clients import SIDE_BY_SIDE, Clients
from tests.support.disks import Disk, disk, missing
from tests.support.house import House
from tests.support.progress import caught_up, published
from tests.support.recovery import PROPERTY
from tests.support.waiting import eventually
from tests.support.witness import Witness, witnessing

from chassis.clock import SampleClock, wall
from contracts.envelope import stamp
from stack import house as stack_house
from stack import services
from stack.settings import isolated_settings
from stack.topics import make_topics

pytestmark = [pytest.mark.stack, pytest.mark.faults]

RUNNING = ("identity all", "cases api", "cases worker", "supervision all")
CONSUMERS = ("cases", "supervision")
STORE_MEGABYTES, KAFKA_MEGABYTES = 320, 128
PICTURE = 4 * 1024 * 1024
JPEG = b"\xff\xd8\xff"  # how one begins
UNKNOWN = (503, "outcome-unknown", "2")


@dataclass(frozen=True)
class Small:
    """A few services over a Kafka and a store with a small disk each."""

    house: House
    kafka_disk: Disk
    store_disk: Disk
    gateway: httpx.AsyncClient
    witness: Witness
    casework: Casework

    def processes(self) -> list[int | None]:
        """Return the process ids; None for one that has ended."""
        found = [self.house.process(name) for name in RUNNING]
        return [process.pid if process.status is None else None for process in found]

    async def kafka_has_ended(self) -> bool:
        return self.house.process("kafka").status is not None

    async def upload(self) -> httpx.Response:
        """Upload a large picture."""
        headers = {**self.casework.town.pair[0].authorised, "content-type": "image/jpeg"}
        return await self.gateway.post("/api/cases/blobs", content=JPEG + os.urandom(PICTURE), headers=headers)

    async def verified(self) -> None:
        for service in ("identity", *CONSUMERS):
            assert await self.house.tool(service, "verify") == (0, f"{service}: 0 findings\n")


@pytest.fixture(scope="module")
def disks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Disk, Disk]]:
    if reason := missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("disks")
    with disk(folder / "kafka", KAFKA_MEGABYTES) as of_kafka, disk(folder / "store", STORE_MEGABYTES) as of_store:
        yield of_kafka, of_store


@pytest.fixture(scope="module")
async def small(disks: tuple[Disk, Disk], tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Small]:
    settings = isolated_settings(tmp_path_factory.mktemp("small"))
    SampleClock(settings.folder / "clock").set(towns.MORNING)
    house, (of_kafka, of_store) = House(settings), disks
    try:
        stack_house.start_store(house.supervisor, settings.model_copy(update={"folder": of_store.folder}))
        stack_house.start_kafka(house.supervisor, settings.model_copy(update={"folder": of_kafka.folder}))
        await asyncio.to_thread(make_topics, settings.kafka_address)
        for name in RUNNING:
            house.start(name)
        house.start_gateway()
        await house.ready(*RUNNING)
        async with (
            httpx.AsyncClient(base_url=settings.gateway_address, timeout=20) as gateway,
            witnessing(settings.store_address, house.prefix, settings.kafka_address) as witness,
        ):
            with patch.object(witnesses, "CONSUMERS", CONSUMERS):
                secret = services.secret(settings.folder / "secrets" / "first_administrator_secret")
                town = await towns.enter(gateway, secret)
                await witness.quiet()
                casework = Casework(town, Clients(gateway), random.Random(1))
                yield Small(house, of_kafka, of_store, gateway, witness, casework)
    finally:
        house.supervisor.stop()


@pytest.fixture
def casework(small: Small) -> Casework:
    """Return the casework; its earlier answers are compared again."""
    return small.casework


async def test_the_disk_of_kafka_is_full(
    small: Small, casework: Casework, record_property: Callable[[str, object], None]
) -> None:
    """Commands go on being acknowledged; what they did is published later."""
    before = small.processes()
    async with casework.going_on():
        await casework.goes_on(40)
        small.kafka_disk.fill()
        await eventually(small.kafka_has_ended, "Kafka has no room and ends")
        await casework.goes_on(60)
        small.kafka_disk.empty()
        freed = time.monotonic()
        await small.house.kafka_again()
        await published(small.witness, stamp(wall()))
        await caught_up(small.witness, "supervision")
        seconds = time.monotonic() - freed
    record_property(PROPERTY, {"kind": "Kafka's disk was full", "seconds": [seconds]})
    assert casework.clients.untold == 0
    assert casework.clients.acknowledged == casework.clients.told
    assert small.processes() == before
    assert await casework.faults(small.witness) == []
    await small.verified()


async def test_the_disk_of_the_store_is_full(
    small: Small, casework: Casework, record_property: Callable[[str, object], None]
) -> None:
    """Nobody is told that it is done; who repeats under the same key is told once there is room."""
    before = small.processes()
    async with casework.going_on():
        await casework.goes_on(40)
        small.store_disk.fill()
        while (refused := await small.upload()).is_success:
            pass
        assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == UNKNOWN
        await nobody_is_told(casework)
        small.store_disk.empty()
        small.house.kill("store")
        freed = time.monotonic()
        await small.house.store_again()
        await casework.goes_on(SIDE_BY_SIDE)
        seconds = time.monotonic() - freed
    record_property(PROPERTY, {"kind": "the store's disk was full", "seconds": [seconds]})
    assert small.processes() == before
    assert await casework.faults(small.witness) == []
    await small.verified()


async def nobody_is_told(casework: Casework) -> None:
    """Check that all callers are asked, twice over, to try again later."""
    clients = casework.clients
    for _ in range(2):
        told, away = len(clients.told), clients.untold

        async def sent_away(times: int = away + SIDE_BY_SIDE) -> bool:
            return clients.untold >= times

        await eventually(sent_away, "all who ask are sent away")
    assert len(clients.told) == told
