"""Counts of a service are read and checked against the rows in one place."""

import asyncio

import pytest
from libs.chassis.tests.doubles import eventually
from libs.chassis.tests.halls import HALL_ROWS, HallRow, Source
from libs.chassis.tests.language import HallEvent

from chassis.consuming import COUNTS, CountDifference, CountStore, RowStore, newest, recount, recount_on
from chassis.documents import Documents
from contracts.envelope import Envelope
from contracts.event import Registry

REGISTRY = Registry.below(HallEvent)


@pytest.fixture
async def rows(documents: Documents, source: Source) -> RowStore[HallRow]:
    """Return three halls, none of them counted yet."""
    rows = RowStore(HALL_ROWS, documents)
    await rows.prepare()
    for hall, name in (("hall-1", "north"), ("hall-2", "north"), ("hall-3", "north-east")):
        record = source.opened(hall, name)
        envelope = Envelope.read(record.headers, record.value)
        await rows.take(envelope, REGISTRY.decode(envelope.type, dict(envelope.data)))
    return rows


@pytest.fixture
async def store(documents: Documents, rows: RowStore[HallRow]) -> CountStore:
    store = CountStore(documents, [rows])
    await store.prepare()
    return store


async def test_rows_are_pending_until_they_are_recounted(store: CountStore, rows: RowStore[HallRow]) -> None:
    assert await store.pending() == 3
    await recount(rows, COUNTS)
    assert await store.pending() == 0


async def test_what_a_crash_left_is_recounted_at_once(
    store: CountStore, documents: Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.consuming.counts.RECOUNT_SECONDS", 3600)
    recounting = asyncio.create_task(recount_on(RowStore(HALL_ROWS, documents)))

    async def counted() -> bool:
        return await store.pending() == 0

    try:
        await eventually(counted)
    finally:
        recounting.cancel()


async def test_a_bucket_lies_below_its_path_alone(
    store: CountStore, rows: RowStore[HallRow], documents: Documents
) -> None:
    await recount(rows, COUNTS)
    assert sorted(await store.below(["name"])) == [("name/north", 2), ("name/north-east", 1)]
    assert await store.below(["nam"]) == await store.below(["name/north"]) == []
    await documents.insert(
        COUNTS, {"_id": "hall_rows/name/north/2", "rows": "hall_rows", "bucket": "name/north/2", "count": 9}
    )
    assert await store.below(["name/north", "all"]) == [("name/north/2", 9)]


async def test_every_count_that_is_not_what_the_rows_say_is_told(
    store: CountStore, rows: RowStore[HallRow], documents: Documents
) -> None:
    assert await store.differences() == [
        CountDifference("hall_rows", "all", 0, 3),
        CountDifference("hall_rows", "name/north", 0, 2),
        CountDifference("hall_rows", "name/north-east", 0, 1),
    ]
    await recount(rows, COUNTS)
    assert await store.differences() == []
    await documents.update(COUNTS, {"_id": "hall_rows/name/north"}, {"$set": {"count": 7}})
    assert await store.differences() == [CountDifference("hall_rows", "name/north", 7, 2)]


async def test_the_newest_event_is_that_of_all_rows(
    store: CountStore, rows: RowStore[HallRow], documents: Documents
) -> None:
    others = RowStore(HALL_ROWS, documents)
    assert await store.newest() == await newest([others, rows]) == await rows.newest()
    assert await rows.newest()
    await documents.update("hall_rows", {"_id": "hall-2"}, {"$set": {"as_of": "2027-01-01T00:00:00.000Z", "row": None}})
    assert await store.newest() == "2027-01-01T00:00:00.000Z"


async def test_nothing_heard_is_of_no_time(documents: Documents) -> None:
    assert await CountStore(documents, [RowStore(HALL_ROWS, documents)]).newest() is None
