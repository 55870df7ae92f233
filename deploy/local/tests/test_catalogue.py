"""What is remembered of the indexes is what stands on disk."""

import inspect
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from secantus import storage

from stack.catalogue import CHANGES, Catalogue, Storage

OTHERS = {"__init__", "_table_kf", "_recover_pending_drops_locked", "_iter_indexes", "_maybe_mark_multikey"}
"""Opening and reading the store, and what is a change until it is committed."""
OLD, NEW = [("old", {"a": 1}, dict[str, Any]())], [("new", {"b": 1}, dict[str, Any]())]
HERE = ("county", "cases")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Storage]:
    opened = Storage(str(tmp_path))
    yield opened
    opened.close()


def test_all_that_writes_to_the_catalogue_is_known() -> None:
    """A method that a new version of the package has would leave what is remembered as it was."""
    methods = inspect.getmembers(storage.Storage, inspect.isfunction)
    assert {name for name, method in methods if "_IDX_TABLE" in inspect.getsource(method)} == {*CHANGES} | OTHERS


def test_an_index_is_kept_for_what_is_written_before_and_after_it(kept: Storage) -> None:
    kept.insert(*HERE, [{"_id": 1, "a": 1}])
    assert kept.create_index(*HERE, "a_1", {"a": 1})
    kept.insert(*HERE, [{"_id": 2, "a": 1}, {"_id": 3, "a": 2}])
    assert indexed(kept, {"a": 1}) == {1, 2}
    kept.update_matching(*HERE, {"_id": 3}, {"$set": {"a": 1}})
    assert indexed(kept, {"a": 1}) == {1, 2, 3}


def test_an_index_that_is_gone_is_not_used(kept: Storage) -> None:
    kept.create_index(*HERE, "a_1", {"a": 1})
    kept.insert(*HERE, [{"_id": 1, "a": 1}])
    kept.drop_index(*HERE, "a_1")
    kept.insert(*HERE, [{"_id": 2, "a": 1}])
    assert kept._try_index_lookup(*HERE, {"a": 1}) is None
    assert {found["_id"] for found in kept.find_matching(*HERE, {"a": 1})} == {1, 2}
    kept.create_index(*HERE, "a_1", {"a": 1})
    kept.drop_collection(*HERE)
    assert kept.list_indexes(*HERE) == []


def test_a_list_is_found_by_each_of_its_values_and_marks_the_index(kept: Storage) -> None:
    kept.create_index(*HERE, "a_1", {"a": 1})
    kept.insert(*HERE, [{"_id": 1, "a": 1}])
    assert not kept.index_is_multikey(*HERE, "a_1")
    kept.update_matching(*HERE, {"_id": 1}, {"$set": {"a": [1, 2]}})
    assert kept.index_is_multikey(*HERE, "a_1")
    assert {found["_id"] for found in kept.find_matching(*HERE, {"a": 2})} == {1}
    assert kept.catalogue.changing == 0


def test_a_mark_that_is_not_committed_yet_is_seen_once_it_is(kept: Storage) -> None:
    kept.create_index(*HERE, "a_1", {"a": 1})
    with ThreadPoolExecutor() as beside:
        with kept._batch_transaction():
            kept._maybe_mark_multikey(*HERE, {"a": [1, 2]}, kept._all_indexes(*HERE), set())
            assert not beside.submit(lambda: kept.index_is_multikey(*HERE, "a_1")).result()
        assert beside.submit(lambda: kept.index_is_multikey(*HERE, "a_1")).result()


def test_what_is_read_while_a_change_begins_is_not_remembered() -> None:
    catalogue = Catalogue()

    def read_late() -> list[Any]:
        with catalogue.change():
            return OLD

    assert catalogue.indexes(HERE, read_late) == OLD
    assert catalogue.indexes(HERE, lambda: NEW) == NEW
    assert catalogue.indexes(HERE, lambda: OLD) == NEW


def test_nothing_is_remembered_while_a_change_goes_on() -> None:
    catalogue = Catalogue()
    with catalogue.change():
        assert catalogue.indexes(HERE, lambda: OLD) == OLD
    assert catalogue.indexes(HERE, lambda: NEW) == NEW


def indexed(kept: Storage, where: dict[str, Any]) -> set[int]:
    """Return what the index gives."""
    found = kept._try_index_lookup(*HERE, where)
    assert found is not None
    return {document["_id"] for document in found}
