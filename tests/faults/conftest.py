"""A house of services shared by all tests of this folder, with one township in it; it ends with the last of them."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.support import town as towns
from tests.support.casework import Casework
from tests.support.clients import Clients
from tests.support.house import RUNNING, House
from tests.support.town import Town
from tests.support.witness import Witness, witnessing

from chassis.clock import SampleClock
from stack import services
from stack.fixtures import rearrange
from stack.settings import isolated_settings

HERE = Path(__file__).parent
WHOLE_HISTORY = ("test_restore_all", "test_restore", "test_rewind")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests that read the whole history first, while it is short."""
    rearrange(items, lambda item: item.path.parent == HERE, lambda item: item.path.stem not in WHOLE_HISTORY)


@pytest.fixture(scope="package")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Yield the running house; Kafka and the store are its own, since some tests kill them."""
    settings = isolated_settings(tmp_path_factory.mktemp("house"))
    SampleClock(settings.folder / "clock").set(towns.MORNING)
    house = House(settings)
    try:
        house.start_store()
        await house.start_kafka()
        for name in RUNNING:
            house.start(name)
        house.start_gateway()
        await house.ready(*RUNNING)
        yield house
    finally:
        house.supervisor.stop()


@pytest.fixture(scope="package")
async def witness(house: House) -> AsyncIterator[Witness]:
    settings = house.settings
    async with witnessing(settings.store_address, house.prefix, settings.kafka_address) as witness:
        yield witness


@pytest.fixture(scope="package")
async def gateway(house: House) -> AsyncIterator[httpx.AsyncClient]:
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(base_url=house.settings.gateway_address, timeout=20, limits=limits) as client:
        yield client


@pytest.fixture(scope="package")
async def town(house: House, gateway: httpx.AsyncClient, witness: Witness) -> Town:
    """Return the township; everybody has signed in, and every service knows the officers."""
    secret: Path = house.settings.folder / "secrets" / "first_administrator_secret"
    entered = await towns.enter(gateway, services.secret(secret))
    await witness.quiet()
    return entered


@pytest.fixture
def clients(gateway: httpx.AsyncClient) -> Clients:
    return Clients(gateway)


@pytest.fixture
def casework(town: Town, clients: Clients) -> Casework:
    return Casework(town, clients, random.Random(1))
