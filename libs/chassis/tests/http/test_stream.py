"""Changes as they happen: to whoever sees them, once, from where the line broke; never too many, never too long."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from libs.chassis.tests.http.line import Line

from chassis.http import watching
from chassis.http.changes import Cursor
from chassis.http.watching import EVERYTHING, Watcher, place_at
from chassis.security import Session
from chassis.testing import Bench, Caller, token
from contracts.envelope import stamp
from contracts.values import PersonId, Role

TOWN = "130624100"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(watching, "PULSE_SECONDS", 0.02)


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", TOWN, Role.OFFICER)


@pytest.fixture
def head(notes: Bench[Any]) -> Caller:
    return notes.caller("head-1", TOWN, Role.HEAD)


@pytest.fixture
async def watcher(notes: Bench[Any]) -> AsyncIterator[Watcher]:
    (watcher,) = notes.parts.watchers
    yield watcher
    watcher.close()


async def made(officer: Caller, title: str = "一") -> str:
    id: str = (await officer.act("/notes", {"title": title, "secret": "王老五"})).raise_for_status().json()["id"]
    return id


def told(note: str, version: int, what: str) -> dict[str, Any]:
    return {"kind": "note", "id": note, "version": version, "what": what}


async def test_a_change_comes_to_whoever_sees_it_and_says_nothing_more(
    notes: Bench[Any], watcher: Watcher, officer: Caller, head: Caller
) -> None:
    stranger = notes.caller("head-2", "130624101", Role.HEAD)
    seeing, acting, neither = [await Line(notes, who).opened() for who in (officer, head, stranger)]
    assert (seeing.status, seeing.content_type) == (200, "text/event-stream; charset=utf-8")
    note = await made(officer)
    hidden = await made(officer, "二")
    await acting.until(2)
    await seeing.until(1)
    assert seeing.changes == [told(note, 1, "record")]
    assert sorted(acting.changes, key=str) == sorted([told(note, 1, "work"), told(hidden, 1, "work")], key=str)
    await head.act(f"/notes/{note}/striking")
    await seeing.until(2)
    await acting.until(3)
    assert seeing.changes[1:] == [told(note, 2, "record")]
    assert acting.changes[2:] == [told(note, 2, "work")]  # done, and no item waits any more
    assert neither.changes == []


async def test_each_change_is_told_once(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    line = await Line(notes, officer).opened()
    for number in range(1, 6):
        await made(officer)
        await line.until(number)
    await asyncio.sleep(0.3)
    assert len(line.changes) == 5


async def test_a_broken_line_goes_on_by_its_last_id(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    line = await Line(notes, officer).opened()
    first = await made(officer)
    await line.until(1)
    await line.hang_up()
    assert not watcher.listeners
    meanwhile = await made(officer)
    again = await Line(notes, officer, **{"Last-Event-ID": line.place}).until(2)
    assert {change["id"] for change in again.changes} == {first, meanwhile}
    later = await made(officer)
    await again.until(3)
    assert again.changes[-1]["id"] == later


async def test_what_changed_between_reading_and_listening_is_told(
    notes: Bench[Any], watcher: Watcher, officer: Caller, head: Caller
) -> None:
    assert (await head.ask("/work")).json()["items"] == []
    note = await made(officer)
    line = await Line(notes, head).until(1)
    assert line.changes == [told(note, 1, "work")]


async def test_a_list_of_work_is_gone_on_from(
    notes: Bench[Any], watcher: Watcher, officer: Caller, head: Caller
) -> None:
    place = (await head.ask("/work")).json()["next"]
    note = await made(officer)
    line = await Line(notes, head, **{"Last-Event-ID": place}).until(1)
    assert line.changes == [told(note, 1, "work")]
    answer = (await head.ask("/work-changes", after=line.place)).json()
    assert [change["id"] for change in answer["changes"]] == [note]


@pytest.mark.parametrize("last", ["x", "W10=", "bnVsbA=="])
async def test_an_id_that_never_was_is_refused(notes: Bench[Any], watcher: Watcher, officer: Caller, last: str) -> None:
    answer = await notes.client.get("/changes", headers=officer.headers | {"Last-Event-ID": last})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad-cursor")
    assert not watcher.listeners


async def test_nobody_listens_without_a_token(notes: Bench[Any]) -> None:
    assert (await notes.client.get("/changes")).status_code == 401


async def test_who_was_away_for_long_is_told_to_read_all(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    place = str(place_at(datetime.now(UTC) - timedelta(hours=2)))
    line = await Line(notes, officer, **{"Last-Event-ID": place}).until(1)
    assert line.changes == [EVERYTHING.model_dump()]


async def test_more_than_can_be_told_is_everything(
    notes: Bench[Any], watcher: Watcher, officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 3)
    line = await Line(notes, officer).opened()
    for number in range(4):
        document = {"_id": f"note-{number}", "version": 1, "changed": stamp(datetime.now(UTC))}
        notes.parts.documents.collections["note"][document["_id"]] = document | {  # type: ignore[attr-defined]
            "state": {"made": {"title": "一"}}
        }
    await line.until(1)
    assert line.changes == [EVERYTHING.model_dump()]
    again = await Line(notes, officer, **{"Last-Event-ID": line.frames[0][0]}).until(1)
    assert again.changes == [EVERYTHING.model_dump()]


async def test_the_end_of_a_session_ends_the_line(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    sessions = {"officer-1": 0}

    async def session_of(person: PersonId) -> Session:
        return Session(sessions[person])

    app = notes.client._transport.app  # type: ignore[attr-defined]
    app.state.session_of = session_of
    line = await Line(notes, officer).opened()
    await asyncio.sleep(0.1)
    assert not line.task.done()
    sessions["officer-1"] = 1
    await line.ended()


async def test_the_end_of_the_token_ends_the_line(notes: Bench[Any], watcher: Watcher) -> None:
    short = Caller(notes.client, token("officer-1", TOWN, Role.OFFICER, exp=int(time.time()) + 1))
    line = await Line(notes, short).opened()
    await line.ended()


async def test_a_closed_service_ends_all_lines(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    closed: list[str] = []
    app = notes.client._transport.app  # type: ignore[attr-defined]
    app.state.closed = lambda: closed or None
    line = await Line(notes, officer).opened()
    closed.append("restoring")
    await line.ended()


async def test_a_process_that_stops_sends_everybody_away(
    notes: Bench[Any], watcher: Watcher, officer: Caller, head: Caller
) -> None:
    lines = [await Line(notes, who).opened() for who in (officer, head)]
    notes.process.send_away()
    for line in [*lines, Line(notes, officer)]:
        await line.ended()
        assert line.status == 200
    assert (watcher.listeners, watcher.tasks) == ({}, [])


async def test_something_is_told_now_and_then(notes: Bench[Any], watcher: Watcher, officer: Caller) -> None:
    line = await Line(notes, officer).until(3, of="frames")
    assert line.changes == []
    assert [Cursor.read(place).since for place, _ in line.frames] == sorted(
        Cursor.read(place).since for place, _ in line.frames
    )


async def test_a_person_with_many_lines_loses_the_oldest(
    notes: Bench[Any], watcher: Watcher, officer: Caller, head: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_OF_PERSON", 2)
    other, first, second, third = [await Line(notes, who).opened() for who in (head, officer, officer, officer)]
    await first.ended()
    assert not any(line.task.done() for line in (other, second, third))
