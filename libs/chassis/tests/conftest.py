"""Documents over both adapters; `store_url` and `kafka_url` come from the local stack's plugin."""

import uuid
from collections.abc import AsyncIterator

import pytest
from libs.chassis.tests.halls import Listener, Source

from chassis.documents import Documents, MemoryDocuments, MongoDocuments, connect


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests that run on a real store, so that `--unit` leaves them out."""
    for item in items:
        if isinstance(item, pytest.Function) and hasattr(item, "callspec") and "mongo" in item.callspec.params.values():
            item.fixturenames = [*item.fixturenames, "store_url"]


@pytest.fixture(params=["memory", "mongo"])
async def documents(request: pytest.FixtureRequest) -> AsyncIterator[Documents]:
    """Yield an empty database of one adapter."""
    if request.param == "memory":
        yield MemoryDocuments()
        return
    client = connect(request.getfixturevalue("store_url"))
    database = f"test_{uuid.uuid4().hex[:12]}"
    yield MongoDocuments(client, database)
    await client.drop_database(database)
    client.close()


@pytest.fixture
def listener(documents: Documents) -> Listener:
    return Listener(documents)


@pytest.fixture
def source() -> Source:
    return Source()
