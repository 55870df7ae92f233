"""The network between a process and Kafka or its store is cut, in one direction too: every answer given is true."""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from tests.support.apart import Apart, Way, apart, cut, missing, unplugged
from tests.support.casework import Casework
from tests.support.clients import SIDE_BY_SIDE
from tests.support.house import House
from tests.support.progress import caught_up, committed, members, published, unpublished
from tests.support.recovery import PROPERTY
from tests.support.town import Town
from tests.support.witness import Witness

from chassis.clock import wall
from contracts.envelope import stamp

pytestmark = [pytest.mark.stack, pytest.mark.faults]

SHORTEST, LONG, LONGEST = 3.0, 6.0, 10.0
FLAPS = 5
FLAP_SECONDS = 1.0


@dataclass
class Lot:
    """Draws the cuts, and reports how long after each healing everything went on."""

    random: random.Random
    seed: int
    record: Callable[[str, object], None]

    def cuts(self) -> Iterator[tuple[Way, float]]:
        """Return each direction once, in some order; one cut lasts so long that requests end without an answer."""
        seconds = [LONGEST, *(self.random.uniform(SHORTEST, LONG) for _ in range(2))]
        return zip(self.random.sample(list(Way), 3), self.random.sample(seconds, 3), strict=True)

    @asynccontextmanager
    async def recovery(self, after: str) -> AsyncIterator[None]:
        healed = time.monotonic()
        yield
        seconds = time.monotonic() - healed
        self.record(PROPERTY, {"kind": after, "seconds": [seconds], "seed": self.seed})
        print(f"recovery: {seconds:.1f} s after {after}")


@pytest.fixture
def lot(record_property: Callable[[str, object], None]) -> Lot:
    """Return a lot and print its seed, so that the same cuts can be repeated: NETWORK_SEED=n."""
    seed = int(os.environ.get("NETWORK_SEED") or random.randrange(1_000_000))
    print("NETWORK_SEED:", seed)
    return Lot(random.Random(seed), seed, record_property)


@pytest.fixture(scope="module")
def possible() -> None:
    if reason := missing():
        pytest.skip(reason)


@pytest.fixture(scope="module")
async def cases_api(possible: None, house: House, town: Town) -> AsyncIterator[Apart]:
    async with apart(house, "cases api") as process:
        yield process


@pytest.fixture(scope="module")
async def cases_worker(possible: None, house: House, town: Town) -> AsyncIterator[Apart]:
    async with apart(house, "cases worker") as process:
        yield process


@pytest.fixture(scope="module")
async def supervision_worker(possible: None, house: House, town: Town) -> AsyncIterator[Apart]:
    async with apart(house, "supervision worker") as process:
        yield process


async def test_an_api_is_cut_from_its_store(
    house: House, casework: Casework, witness: Witness, cases_api: Apart, lot: Lot
) -> None:
    """Nobody is told that it is done; who does not know repeats under the same key."""
    clients = casework.clients
    async with casework.going_on():
        await casework.goes_on(40)
        for way, seconds in lot.cuts():
            with cut(way, cases_api.store):
                await asyncio.sleep(seconds / 2)  # what was under way is through
                before = len(clients.acknowledged)
                await asyncio.sleep(seconds / 2)
                assert len(clients.acknowledged) == before
            async with lot.recovery(f"API, store {seconds:.0f} s, {way}"):
                await casework.goes_on(SIDE_BY_SIDE)
    assert clients.repeated
    assert await casework.faults(witness) == []
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")


async def test_a_service_is_cut_from_kafka(
    casework: Casework,
    witness: Witness,
    cases_api: Apart,
    cases_worker: Apart,
    lot: Lot,
) -> None:
    """Commands go on being acknowledged, and are published once it is healed: API and sweeper are both cut."""
    clients = casework.clients
    async with casework.going_on():
        await casework.goes_on(40)
        for way, seconds in lot.cuts():
            before = len(clients.acknowledged)
            with cut(way, cases_api.kafka, cases_worker.kafka):
                await asyncio.sleep(seconds)
                assert len(clients.acknowledged) - before > seconds
                assert await unpublished(witness, stamp(wall()))
            async with lot.recovery(f"Kafka {seconds:.0f} s, {way}"):
                await published(witness, stamp(wall()))
    assert clients.untold == 0
    assert clients.acknowledged == clients.told
    assert await casework.faults(witness) == []


@pytest.mark.parametrize(("service", "way"), [("supervision", Way.BOTH), ("cases", Way.BACK)])
async def test_a_worker_that_was_taken_for_dead_comes_back(
    service: str,
    way: Way,
    house: House,
    casework: Casework,
    witness: Witness,
    supervision_worker: Apart,
    cases_worker: Apart,
    lot: Lot,
) -> None:
    """With a batch in its hands that another worker has done meanwhile, and many more since."""
    undead, second = {"supervision": supervision_worker, "cases": cases_worker}[service], f"{service} worker 2"
    house.start(second)
    await members(witness, service, 2)
    async with casework.going_on():
        await casework.goes_on(40)
        with cut(way, undead.kafka):
            with cut(Way.BACK, undead.store):
                await members(witness, service, 1)
                await caught_up(witness, service)
            await casework.goes_on(40)
        async with lot.recovery(f"taken for dead, {way}"):
            await members(witness, service, 2)
            await caught_up(witness, service)
    await house.stop(second)
    assert await casework.faults(witness) == []
    assert await house.tool(service, "verify") == (0, f"{service}: 0 findings\n")


async def test_a_worker_is_cut_from_its_store(
    house: House,
    casework: Casework,
    witness: Witness,
    supervision_worker: Apart,
    lot: Lot,
) -> None:
    """What it wrote without being told is not done twice; nothing counts as consumed, nothing is parked."""
    parked = len(await witness.parked("supervision"))
    async with casework.going_on():
        await casework.goes_on(40)
        for way, seconds in lot.cuts():
            with cut(way, supervision_worker.store):
                await asyncio.sleep(seconds / 2)  # what was under way is through
                before = await committed(witness, "supervision")
                await asyncio.sleep(seconds / 2)
                assert await committed(witness, "supervision") == before
            async with lot.recovery(f"worker, store {seconds:.0f} s, {way}"):
                await caught_up(witness, "supervision")
    assert await casework.faults(witness) == []
    assert len(await witness.parked("supervision")) == parked
    assert await house.tool("supervision", "verify") == (0, "supervision: 0 findings\n")


async def test_the_network_flaps(
    casework: Casework,
    witness: Witness,
    cases_api: Apart,
    cases_worker: Apart,
    supervision_worker: Apart,
    lot: Lot,
) -> None:
    """Everything between the processes and Kafka and the store; each is told at once that there is no network."""
    processes = (cases_api, cases_worker, supervision_worker)
    async with casework.going_on():
        await casework.goes_on(40)
        for _ in range(FLAPS):
            with unplugged(*(link for process in processes for link in (process.kafka, process.store))):
                await asyncio.sleep(FLAP_SECONDS)
            await asyncio.sleep(FLAP_SECONDS)
        async with lot.recovery("the network flapped"):
            await casework.goes_on(SIDE_BY_SIDE)
            await published(witness, stamp(wall()))
            await caught_up(witness, "supervision")
    assert await casework.faults(witness) == []
