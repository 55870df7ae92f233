"""One look for all who listen; nothing is lost to a store that was away, a late write or a slow neighbour."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.documents import LATEST_WRITE, Document, MemoryDocuments, StoreUnreachable
from chassis.http import watching
from chassis.http.changes import Cursor
from chassis.http.watching import Listener, Watched, Watcher, place_at
from contracts.envelope import stamp
from contracts.origin import Origin
from contracts.values import PersonId

TOWN = "130624100"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(watching, "PULSE_SECONDS", 0.02)


class Counting(MemoryDocuments):
    """A store that counts its searches and can be away."""

    def __init__(self) -> None:
        super().__init__()
        self.searches = 0
        self.away = False

    async def find(self, *given: Any, **named: Any) -> list[Document]:
        self.searches += 1
        if self.away:
            raise StoreUnreachable
        return await super().find(*given, **named)


def person(number: int, at: datetime) -> Origin:
    return Origin(actor=PersonId(f"person-{number}"), agency=TOWN, cause="", request="", at=at)


async def living() -> bool:
    return True


async def change(documents: MemoryDocuments, id: str, at: datetime, version: int = 1) -> None:
    documents.collections["note"][id] = {"_id": id, "version": version, "changed": stamp(at)}


WATCHED = Watched(kind="note", collection="note", seen=lambda who: {})


async def listening(watcher: Watcher, number: int) -> Listener:
    return await watcher.listen(person(number, datetime.now(UTC)), living, None)


def told_to(listener: Listener) -> int:
    """Return how many changes wait to be sent, and take them away."""
    return sum(b"data" in (listener.waiting.get_nowait() or b"") for _ in range(listener.waiting.qsize()))


async def test_one_look_serves_all_and_none_is_taken_where_nobody_listens() -> None:
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    await asyncio.sleep(0.05)
    assert documents.searches == 0
    listeners = [await listening(watcher, number) for number in range(100)]
    await asyncio.sleep(0.2)
    assert 0 < documents.searches < 25
    await change(documents, "note-1", datetime.now(UTC))
    await asyncio.sleep(0.1)
    assert [told_to(listener) for listener in listeners] == [1] * 100
    for listener in listeners:
        watcher.leave(listener)
    searches = documents.searches
    await asyncio.sleep(0.05)
    assert documents.searches == searches


async def test_a_write_that_lands_late_is_told() -> None:
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    listener = await listening(watcher, 1)
    now = datetime.now(UTC)
    await change(documents, "note-1", now)
    await watcher.look(LATEST_WRITE)
    await change(documents, "note-2", now - LATEST_WRITE + timedelta(seconds=2))
    await watcher.look(LATEST_WRITE)
    frames = [listener.waiting.get_nowait() or b"" for _ in range(3)]
    assert [b"note-1" in frame for frame in frames] == [False, True, False]
    assert b"note-2" in frames[2]
    place = Cursor.read(frames[2].decode().removeprefix("id: ").partition("\n")[0])
    assert place.since <= documents.collections["note"]["note-2"]["changed"]
    watcher.close()


async def test_one_look_of_ten_goes_back_as_far_as_a_write_may_be_late() -> None:
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    listener = await listening(watcher, 1)
    await asyncio.sleep(0.05)
    await change(documents, "note-1", datetime.now(UTC) - LATEST_WRITE + timedelta(seconds=2))
    await asyncio.sleep(0.3)
    assert told_to(listener) == 1
    watcher.close()


async def test_what_the_store_could_not_tell_is_told_when_it_is_back() -> None:
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    listener = await listening(watcher, 1)
    documents.away = True
    await asyncio.sleep(0.05)
    await change(documents, "note-1", datetime.now(UTC))
    documents.away = False
    await asyncio.sleep(0.1)
    assert told_to(listener) == 1
    watcher.close()


async def test_who_does_not_fetch_is_sent_away_and_the_others_hear_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "MOST_WAITING", 4)
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    slow, quick = await listening(watcher, 1), await listening(watcher, 2)
    heard = 0
    for number in range(6):
        await change(documents, f"note-{number}", datetime.now(UTC))
        await watcher.look(LATEST_WRITE)
        heard += told_to(quick)
    assert heard == 6
    assert (slow in watcher.listeners, slow.waiting.get_nowait(), slow.waiting.empty()) == (False, None, True)
    assert quick in watcher.listeners
    watcher.close()


async def test_a_failure_while_it_is_looked_up_leaves_nobody_behind() -> None:
    documents = Counting()
    watcher = Watcher(documents, [WATCHED])
    documents.away = True
    with pytest.raises(StoreUnreachable):
        await watcher.listen(person(1, datetime.now(UTC)), living, place_at(datetime.now(UTC)))
    assert not watcher.listeners
