"""What the chassis asks of a store of documents: one suite for both adapters."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest

from chassis.clock import wall
from chassis.documents import Document, Documents, Index, find_one
from chassis.documents.port import Sort


class Colour(StrEnum):
    RED = "red"


A: Document = {"_id": "a", "n": 1, "tags": ["x", "y"], "state": {"name": "t1", "on": "2026-01-01"}}
B: Document = {"_id": "b", "n": 2, "tags": [], "state": {"name": "t2"}, "flag": None}
C: Document = {"_id": "c", "n": 3.5, "items": [{"k": 1, "v": "one"}, {"k": 2, "v": "two"}], "flag": True}


async def filled(documents: Documents) -> None:
    for document in (A, B, C):
        assert await documents.insert("things", document)


FILTERS: list[tuple[Document, str]] = [
    ({}, "abc"),
    ({"_id": "b"}, "b"),
    ({"_id": {"$gt": "a"}}, "bc"),
    ({"n": 2}, "b"),
    ({"n": {"$gte": 2}}, "bc"),
    ({"n": {"$gt": 1, "$lt": 3}}, "b"),
    ({"n": {"$lte": 1}}, "a"),
    ({"n": {"$lt": "z"}}, ""),
    ({"n": True}, ""),
    ({"n": {"$in": [1, 3.5]}}, "ac"),
    ({"n": {"$in": (2,)}}, "b"),
    ({"n": {"$ne": 2}}, "ac"),
    ({"flag": None}, "ab"),
    ({"flag": {"$ne": None}}, "c"),
    ({"flag": {"$exists": True}}, "bc"),
    ({"n": {"$not": {"$gt": 2}}}, "ab"),
    ({"n": {"$not": {"$gte": 1, "$lt": 2}}}, "bc"),
    ({"tags": {"$not": {"$gt": "x"}}}, "bc"),
    ({"flag": {"$exists": False}}, "a"),
    ({"flag": {"$in": [None, True]}}, "abc"),
    ({"tags": "x"}, "a"),
    ({"tags": {"$ne": "x"}}, "bc"),
    ({"tags": ["x", "y"]}, "a"),
    ({"tags": {"$in": ["y", "q"]}}, "a"),
    ({"state.name": "t1"}, "a"),
    ({"state.name": {"$in": ["t1", "t2"]}}, "ab"),
    ({"state.on": {"$lt": "2026-02-01"}}, "a"),
    ({"items.k": 2}, "c"),
    ({"items": {"$elemMatch": {"k": 2, "v": "two"}}}, "c"),
    ({"items": {"$elemMatch": {"k": 1, "v": "two"}}}, ""),
    ({"tags": {"$elemMatch": {"$gte": "y", "$lt": "z"}}}, "a"),
    ({"tags": {"$elemMatch": {"$gte": "xa", "$lt": "y"}}}, ""),
    ({"n": {"$elemMatch": {"$gte": 1}}}, ""),
    ({"$or": [{"n": 1}, {"flag": True}]}, "ac"),
    ({"$and": [{"n": {"$gt": 1}}, {"$or": [{"n": 1}, {"flag": True}]}]}, "c"),
    ({"n": {"$gt": 1}, "$or": [{"n": 1}, {"flag": True}]}, "c"),
]


@pytest.mark.parametrize(("where", "ids"), FILTERS, ids=str)
async def test_filters_find(documents: Documents, where: Document, ids: str) -> None:
    await filled(documents)
    found = await documents.find("things", where, sort=[("_id", 1)])
    assert "".join(document["_id"] for document in found) == ids
    assert await documents.count("things", where) == len(ids)


PROJECTIONS: list[tuple[Document, Document]] = [
    ({"n": 1}, {"_id": "c", "n": 3.5}),
    ({"n": 1, "_id": 0}, {"n": 3.5}),
    ({"items": 0, "flag": 0}, {"_id": "c", "n": 3.5}),
    ({"items.v": 1}, {"_id": "c", "items": [{"v": "one"}, {"v": "two"}]}),
    ({"items.v": 1, "items.k": 1, "nowhere.x": 1}, {"_id": "c", "items": [{"k": 1, "v": "one"}, {"k": 2, "v": "two"}]}),
    ({"items": {"$elemMatch": {"k": 2}}, "n": 1}, {"_id": "c", "n": 3.5, "items": [{"k": 2, "v": "two"}]}),
    ({"items": {"$elemMatch": {"k": 9}}, "n": 1}, {"_id": "c", "n": 3.5}),
    ({"items": {"$slice": [1, 5]}, "n": 1}, {"_id": "c", "n": 3.5, "items": [{"k": 2, "v": "two"}]}),
    ({"items": {"$slice": [2, 5]}, "n": 1}, {"_id": "c", "n": 3.5, "items": []}),
]


@pytest.mark.parametrize(("fields", "expected"), PROJECTIONS, ids=str)
async def test_projections_bring_only_what_was_asked_for(
    documents: Documents, fields: Document, expected: Document
) -> None:
    await filled(documents)
    assert await find_one(documents, "things", {"n": 3.5}, fields) == expected


async def test_a_projection_into_an_object_keeps_its_shape(documents: Documents) -> None:
    await filled(documents)
    assert await find_one(documents, "things", {"_id": "a"}, {"state.name": 1}) == {"_id": "a", "state": {"name": "t1"}}
    without = await find_one(documents, "things", {"_id": "a"}, {"state.name": 0, "tags": 0})
    assert without == {"_id": "a", "n": 1, "state": {"on": "2026-01-01"}}


SORTS: list[tuple[Sort, int, str]] = [
    ([("n", 1)], 0, "abc"),
    ([("n", -1)], 2, "cb"),
    ([("flag", 1), ("_id", -1)], 0, "bac"),
    ([("state.name", 1), ("_id", 1)], 0, "cab"),
    ([("state.name", -1), ("_id", 1)], 0, "bac"),
]


@pytest.mark.parametrize(("sort", "limit", "ids"), SORTS)
async def test_sorts_with_missing_values_first(documents: Documents, sort: Sort, limit: int, ids: str) -> None:
    await filled(documents)
    found = await documents.find("things", {}, sort=sort, limit=limit)
    assert "".join(document["_id"] for document in found) == ids


CHANGES: list[tuple[Document, Document]] = [
    ({"$set": {"n": 5, "state.name": "t9"}}, {**A, "n": 5, "state": {"name": "t9", "on": "2026-01-01"}}),
    ({"$set": {"new.inner": 1}}, {**A, "new": {"inner": 1}}),
    ({"$unset": {"tags": "", "state.on": "", "nothing": ""}}, {"_id": "a", "n": 1, "state": {"name": "t1"}}),
    ({"$min": {"n": 0, "since": "2026"}}, {**A, "n": 0, "since": "2026"}),
    ({"$min": {"n": 7}}, A),
    (
        {"$push": {"tags": {"$each": ["z", "x"]}, "more": {"$each": [1]}}},
        {**A, "tags": ["x", "y", "z", "x"], "more": [1]},
    ),
    (
        {"$addToSet": {"tags": {"$each": ["z", "x", "z"]}, "more": {"$each": ["a"]}}},
        {**A, "tags": ["x", "y", "z"], "more": ["a"]},
    ),
]


@pytest.mark.parametrize(("change", "expected"), CHANGES, ids=str)
async def test_updates_change_one_document(documents: Documents, change: Document, expected: Document) -> None:
    await filled(documents)
    assert await documents.update("things", {"_id": "a", "n": 1}, change)
    assert await find_one(documents, "things", {"_id": "a"}) == expected
    assert await find_one(documents, "things", {"_id": "b"}) == B


async def test_a_guard_that_does_not_match_changes_nothing(documents: Documents) -> None:
    await filled(documents)
    assert not await documents.update("things", {"_id": "a", "n": 2}, {"$set": {"n": 9}})
    assert not await documents.update("things", {"_id": "z"}, {"$set": {"n": 9}})
    assert await documents.find("things", {"n": 9}) == []
    assert await documents.count("things", {}) == 3


async def test_updates_of_a_path_twice_are_refused(documents: Documents) -> None:
    await filled(documents)
    with pytest.raises(Exception, match=r"twice|onflict"):
        await documents.update("things", {"_id": "a"}, {"$set": {"n": 1}, "$unset": {"n": ""}})


async def test_each_of_many_updates_stands_for_itself(documents: Documents) -> None:
    await filled(documents)
    changes: list[tuple[Document, Document]] = [
        ({"_id": "a", "n": 1}, {"$set": {"seen": True}}),
        ({"_id": "b", "n": 77}, {"$set": {"seen": True}}),
        ({"_id": "c", "n": 3.5}, {"$set": {"seen": True}, "$unset": {"items": ""}}),
    ]
    assert await documents.update_each("things", changes) == 2
    assert [document["_id"] for document in await documents.find("things", {"seen": True}, sort=[("_id", 1)])] == [
        "a",
        "c",
    ]
    assert await documents.update_each("things", []) == 0


async def test_an_id_is_taken_once(documents: Documents) -> None:
    assert await documents.insert("things", {"_id": "a", "n": 1})
    assert not await documents.insert("things", {"_id": "a", "n": 2})
    assert await documents.find("things", {}) == [{"_id": "a", "n": 1}]


async def test_deletes_one(documents: Documents) -> None:
    await filled(documents)
    assert await documents.delete("things", {"_id": "a"})
    assert not await documents.delete("things", {"_id": "a"})
    assert await documents.count("things", {}) == 2


async def test_an_index_may_be_asked_for_again(documents: Documents) -> None:
    for _ in range(2):
        await documents.index("things", Index(("pending_since",), sparse=True))


async def test_what_is_kept_comes_back_as_plain_data(documents: Documents) -> None:
    moment = datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=UTC)
    given: dict[str, Any] = {
        "_id": "a",
        "t": (1, 2),
        "at": moment,
        "raw": b"\xff\x00",
        "colour": Colour.RED,
        "big": 2**40,
    }
    assert await documents.insert("things", given)
    kept = await find_one(documents, "things", {"colour": Colour.RED})
    assert kept == {
        "_id": "a",
        "t": [1, 2],
        "at": moment.replace(microsecond=123000),
        "raw": b"\xff\x00",
        "colour": "red",
        "big": 2**40,
    }


@pytest.mark.parametrize("value", [date(2026, 1, 1), {1, 2}, 2**70], ids=["a day", "a set", "more than 64 bits"])
async def test_what_is_no_plain_data_is_refused(documents: Documents, value: Any) -> None:
    with pytest.raises(Exception, match=r"encode|int"):
        await documents.insert("things", {"_id": "a", "value": value})
    assert await documents.find("things", {}) == []


async def test_no_live_object_is_kept_or_given_away(documents: Documents) -> None:
    given: dict[str, Any] = {"_id": "a", "inner": {"n": 1}}
    await documents.insert("things", given)
    given["inner"]["n"] = 2
    read = await find_one(documents, "things", {"_id": "a"}) or {}
    read["inner"]["n"] = 3
    pushed = [{"n": 4}]
    await documents.update("things", {"_id": "a"}, {"$push": {"list": {"$each": pushed}}})
    pushed[0]["n"] = 5
    assert await find_one(documents, "things", {"_id": "a"}) == {"_id": "a", "inner": {"n": 1}, "list": [{"n": 4}]}
    assert given.keys() == {"_id", "inner"}


async def test_the_store_answers_and_tells_its_time(documents: Documents) -> None:
    await documents.ping()
    assert abs(await documents.now() - wall()) < timedelta(minutes=1)
