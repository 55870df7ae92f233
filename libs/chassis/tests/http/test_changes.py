"""Changes since a cursor: none is missed, however late its write lands, and removed work is reported as removed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.documents import Document, MemoryDocuments, StoreClock
from chassis.testing import Bench, Caller
from contracts.values import Role

TOWN = "130624100"


class Watch:
    """Seconds since the store was asked for its time."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Told(MemoryDocuments):
    """A store with a stopped clock, which counts how often it is asked for the time."""

    def __init__(self) -> None:
        super().__init__()
        self.at, self.asked = datetime(2026, 9, 1, tzinfo=UTC), 0

    async def now(self) -> datetime:
        self.asked += 1
        return self.at


@pytest.fixture
def watch(notes: Bench[Any]) -> Watch:
    watch = Watch()
    notes.service.store.clock = StoreClock(Told(), watch)
    return watch


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", TOWN, Role.OFFICER)


@pytest.fixture
def head(notes: Bench[Any]) -> Caller:
    return notes.caller("head-1", TOWN, Role.HEAD)


async def made(officer: Caller) -> str:
    id: str = (await officer.act("/notes", {"title": "一", "secret": "x"})).json()["id"]
    return id


async def changed(caller: Caller, after: str) -> tuple[list[tuple[str, list[str]]], str]:
    """Return everything after a cursor, page by page, as (id, waiting steps), and the next cursor."""
    found, more = [], True
    while more:
        answer = (await caller.ask("/work-changes", after=after)).raise_for_status().json()
        found += [(change["id"], [item["what"] for item in change["items"]]) for change in answer["changes"]]
        after, more = answer["next"], answer["more"]
    return found, after


async def test_what_waits_and_what_is_gone(watch: Watch, officer: Caller, head: Caller) -> None:
    after = (await head.ask("/work")).json()["next"]
    note = await made(officer)
    assert (await changed(head, after))[0] == [(note, ["strike-note"])]
    await head.act(f"/notes/{note}/striking")
    assert (await changed(head, after))[0] == [(note, [])]


async def test_nobody_hears_of_what_never_waited_for_them(
    watch: Watch, notes: Bench[Any], officer: Caller, head: Caller
) -> None:
    elsewhere = notes.caller("head-2", "130624101", Role.HEAD)
    after = (await elsewhere.ask("/work")).json()["next"]
    await made(officer)
    assert (await changed(elsewhere, after))[0] == []


async def test_what_changed_long_ago_is_not_told_again(watch: Watch, officer: Caller, head: Caller) -> None:
    note = await made(officer)
    after = (await head.ask("/work")).json()["next"]
    assert (await changed(head, after))[0] == [(note, ["strike-note"])]
    watch.seconds = 21
    _, after = await changed(head, after)
    assert (await changed(head, after))[0] == []


async def test_a_write_that_lands_after_later_ones_is_not_missed(
    watch: Watch, notes: Bench[Any], officer: Caller, head: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    note, after = await made(officer), (await head.ask("/work")).json()["next"]
    slow, lands = await held(notes, monkeypatch, lambda: head.act(f"/notes/{note}/striking"))
    watch.seconds = 15
    later = await made(officer)
    told, after = await changed(head, after)
    assert (note, ["strike-note"]) in told
    assert (later, ["strike-note"]) in told
    lands.set()
    await slow
    assert (note, []) in (await changed(head, after))[0]


async def held(
    notes: Bench[Any], monkeypatch: pytest.MonkeyPatch, act: Callable[[], Any]
) -> tuple[asyncio.Future[Any], asyncio.Event]:
    """Start a command whose stamped write is held back; return its answer, and the event that lets it land."""
    documents: Any = notes.parts.documents
    update, under_way, lands = documents.update, asyncio.Event(), asyncio.Event()

    async def slowly(collection: str, where: Document, change: Document) -> bool:
        under_way.set()
        await lands.wait()
        done: bool = await update(collection, where, change)
        return done

    monkeypatch.setattr(documents, "update", slowly)
    slow = asyncio.ensure_future(act())
    await under_way.wait()
    return slow, lands


async def test_pages_leave_nothing_out(
    watch: Watch, officer: Caller, head: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.http.changes.PAGE_LIMIT", 2)
    after = (await head.ask("/work")).json()["next"]
    ids = [await made(officer) for _ in range(5)]
    told, _ = await changed(head, after)
    assert sorted(id for id, _ in told) == sorted(ids)


@pytest.mark.parametrize("cursor", ["", "?", "e30=", "WzEsMiwzXQ==", "WyJhIl0="])
async def test_a_cursor_that_was_never_given_out_is_refused(head: Caller, cursor: str) -> None:
    answer = await head.ask("/work-changes", after=cursor)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-cursor")


async def test_the_stores_clock_is_asked_once_a_minute() -> None:
    watch, store = Watch(), Told()
    clock = StoreClock(store, watch)
    began = await clock.now()
    watch.seconds = 60
    assert await clock.now() == began + timedelta(seconds=60)
    assert store.asked == 1
    watch.seconds = 61
    store.at += timedelta(seconds=90)  # it runs ahead of ours
    assert await clock.now() == began + timedelta(seconds=90)
    assert store.asked == 2
