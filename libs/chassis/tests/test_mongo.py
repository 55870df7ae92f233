"""A MongoDB that does not answer: every operation raises StoreUnreachable within its time limit."""

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo import _csot
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ExecutionTimeout,
    NetworkTimeout,
    NotPrimaryError,
    OperationFailure,
    WriteConcernError,
    WriteError,
    WTimeoutError,
)

from chassis.documents import Index, MongoDocuments, StoreUnreachable, connect
from chassis.documents.mongo import answered

OPERATIONS: dict[str, Callable[[MongoDocuments], Awaitable[object]]] = {
    "find": lambda documents: documents.find("things", {}),
    "insert": lambda documents: documents.insert("things", {"_id": "a"}),
    "update": lambda documents: documents.update("things", {"_id": "a"}, {"$set": {"n": 1}}),
    "update_each": lambda documents: documents.update_each("things", [({"_id": "a"}, {"$set": {"n": 1}})]),
    "delete": lambda documents: documents.delete("things", {"_id": "a"}),
    "count": lambda documents: documents.count("things", {}, patient=True),
    "index": lambda documents: documents.index("things", Index(("n",))),
    "ping": lambda documents: documents.ping(),
    "now": lambda documents: documents.now(),
}


@pytest.fixture
async def away() -> AsyncIterator[MongoDocuments]:
    client = connect("mongodb://127.0.0.1:1/?directConnection=true", timeout_ms=100)
    yield MongoDocuments(client, "nowhere")
    client.close()


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
async def test_a_store_that_is_away_is_unreachable(
    away: MongoDocuments, operation: Callable[[MongoDocuments], Awaitable[object]]
) -> None:
    with pytest.raises(StoreUnreachable):
        await operation(away)


class Busy:
    """A store that answers a ping at once, and a count the second time."""

    def __init__(self) -> None:
        self.given: list[float | None] = []

    async def count_documents(self, where: object) -> int:
        self.given.append(_csot.get_timeout())
        if len(self.given) == 1:
            raise NetworkTimeout("no answer")
        return 1_000_000

    async def command(self, name: str) -> None:
        assert name == "ping"

    def __getitem__(self, name: str) -> "Busy":
        return self


@pytest.fixture
def busy() -> Any:
    return Busy()


@pytest.fixture
def documents(busy: Any) -> MongoDocuments:
    return MongoDocuments(SimpleNamespace(get_database=lambda *_, **__: busy), "anywhere")  # type: ignore[arg-type]


async def test_a_patient_count_gives_a_busy_store_longer(busy: Busy, documents: MongoDocuments) -> None:
    assert await documents.count("things", {}, patient=True) == 1_000_000
    assert busy.given == [None, 60.0]


async def test_a_count_that_is_not_patient_asks_a_busy_store_once(busy: Busy, documents: MongoDocuments) -> None:
    """Readiness counts what is due: its answer may not take a minute."""
    with pytest.raises(StoreUnreachable):
        await documents.count("things", {})
    assert busy.given == [None]


async def failing(error: Exception) -> None:
    raise error


UNKNOWN = [
    AutoReconnect("connection lost"),
    NetworkTimeout("no answer"),
    NotPrimaryError("stepped down"),
    ExecutionTimeout("too slow"),
    WTimeoutError("no majority yet"),
    WriteConcernError("no majority any more"),
    BulkWriteError({"writeErrors": [], "writeConcernErrors": [{"code": 64}]}),
    OperationFailure("WT_PANIC", code=1),
    WriteError("no space left on device", code=14031),
    BulkWriteError({"writeErrors": [{"code": 1}]}),
]


@pytest.mark.parametrize("error", UNKNOWN, ids=lambda error: type(error).__name__)
async def test_an_answer_that_leaves_the_outcome_open_is_none(error: Exception) -> None:
    with pytest.raises(StoreUnreachable):
        await answered(failing(error))


@pytest.mark.parametrize("error", [OperationFailure("bad value"), BulkWriteError({"writeErrors": [{"code": 2}]})])
async def test_a_no_of_the_store_is_no_absence(error: Exception) -> None:
    with pytest.raises(type(error)):
        await answered(failing(error))


async def test_a_sparse_index_takes_the_place_of_the_partial_one(store_url: str) -> None:
    client, database = connect(store_url), f"test_{uuid.uuid4().hex[:12]}"
    things = client[database]["things"]
    await things.create_index([("due", 1)], partialFilterExpression={"due": {"$exists": True}})
    for _ in range(2):
        await MongoDocuments(client, database).index("things", Index(("due",), sparse=True))
    indexes = await things.index_information()
    assert {name: index.get("sparse", False) for name, index in indexes.items()} == {"_id_": False, "due_sparse": True}
    await client.drop_database(database)
    client.close()
