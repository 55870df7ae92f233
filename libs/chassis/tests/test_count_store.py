"""The counts of a service are read, and checked against the rows, in one place."""

import pytest
from libs.chassis.tests.orders import ORDER_ROWS, OrderEvent, OrderRow, Source

from chassis.consuming import COUNTS, CountDifference, CountStore, RowStore, newest, recount
from chassis.documents import Documents
from contracts.envelope import Envelope
from contracts.event import Registry

REGISTRY = Registry.below(OrderEvent)


@pytest.fixture
async def rows(documents: Documents, source: Source) -> RowStore[OrderRow]:
    """Three orders, none of them counted yet."""
    rows = RowStore(ORDER_ROWS, documents)
    await rows.prepare()
    for order, town in (("order-1", "north"), ("order-2", "north"), ("order-3", "north-east")):
        record = source.placed(order, town)
        envelope = Envelope.read(record.headers, record.value)
        await rows.take(envelope, REGISTRY.decode(envelope.type, dict(envelope.data)))
    return rows


@pytest.fixture
async def store(documents: Documents, rows: RowStore[OrderRow]) -> CountStore:
    store = CountStore(documents, [rows])
    await store.prepare()
    return store


async def test_rows_are_pending_until_they_are_recounted(store: CountStore, rows: RowStore[OrderRow]) -> None:
    assert await store.pending() == 3
    await recount(rows, COUNTS)
    assert await store.pending() == 0


async def test_a_bucket_lies_below_its_path_alone(
    store: CountStore, rows: RowStore[OrderRow], documents: Documents
) -> None:
    await recount(rows, COUNTS)
    assert sorted(await store.below(["town"])) == [("town/north", 2), ("town/north-east", 1)]
    assert await store.below(["tow"]) == await store.below(["town/north"]) == []
    await documents.insert(
        COUNTS, {"_id": "orders/town/north/2", "rows": "orders", "bucket": "town/north/2", "count": 9}
    )
    assert await store.below(["town/north", "all"]) == [("town/north/2", 9)]


async def test_every_count_that_is_not_what_the_rows_say_is_told(
    store: CountStore, rows: RowStore[OrderRow], documents: Documents
) -> None:
    assert await store.differences() == [
        CountDifference("orders", "all", 0, 3),
        CountDifference("orders", "town/north", 0, 2),
        CountDifference("orders", "town/north-east", 0, 1),
    ]
    await recount(rows, COUNTS)
    assert await store.differences() == []
    await documents.update(COUNTS, {"_id": "orders/town/north"}, {"$set": {"count": 7}})
    assert await store.differences() == [CountDifference("orders", "town/north", 7, 2)]


async def test_the_newest_event_is_that_of_all_rows(
    store: CountStore, rows: RowStore[OrderRow], documents: Documents
) -> None:
    others = RowStore(ORDER_ROWS, documents)
    assert await store.newest() == await newest([others, rows]) == await rows.newest()
    assert await rows.newest()
    await documents.update("orders", {"_id": "order-2"}, {"$set": {"as_of": "2027-01-01T00:00:00.000Z", "row": None}})
    assert await store.newest() == "2027-01-01T00:00:00.000Z"


async def test_nothing_heard_is_of_no_time(documents: Documents) -> None:
    assert await CountStore(documents, [RowStore(ORDER_ROWS, documents)]).newest() is None
