"""A small service of one aggregate, to test what every service gets from the chassis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar, Literal

import pytest
from fastapi import APIRouter, Depends, Query

from chassis.consuming import Reactions
from chassis.documents import Document, ListQuery, Page
from chassis.http import (
    Subject,
    View,
    Watched,
    acts,
    asks,
    changes_router,
    files_router,
    joined,
    key_of,
    routes,
    work_router,
)
from chassis.process import Blueprint, Parts, Settings
from chassis.store import Aggregate, Store, Stored, no_facts
from chassis.testing import Bench, SetClock, in_memory
from contracts.event import Event
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.personal import Personal
from contracts.refusal import Rule, refuse
from contracts.topics import CLUES
from contracts.values import Command, Role, TownshipCode, Word
from contracts.work_items import WorkItem, post


class NoteEvent(Event, topic=CLUES):
    """Base of the events of a note."""


class NoteMade(NoteEvent, type="tests.note-made.v1", word="记下"):
    title: str
    secret: Personal[str]


class NoteStruck(NoteEvent, type="tests.note-struck.v1", word="划去"):
    pass


@dataclass(frozen=True, kw_only=True)
class Note:
    made: NoteMade
    struck: NoteStruck | None = None


class MakeNote(Command):
    title: Word
    secret: Word


class StrikeNote(Command):
    pass


STRUCK = Rule("tests/already-struck", "已于 {on} 删去", law="测试法 1", remedy="另立一份")


def make_note(command: MakeNote, facts: None) -> list[NoteEvent]:
    return [NoteMade(title=command.title, secret=command.secret)]


def strike_note(note: Note, command: StrikeNote, facts: None) -> list[NoteEvent]:
    if note.struck:
        refuse(STRUCK, on="九月一日")
    return [NoteStruck()]


def work_items(note: Note) -> list[WorkItem]:
    """A note whose title is a day waits until then."""
    title = note.made.title
    until = date.fromisoformat(title) if title.startswith("2026-") else None
    return [] if note.struck else [WorkItem(who=post(Role.HEAD, "130624100"), what="strike-note", until=until)]


NOTE = Aggregate(
    kind="note", state=Note, event=NoteEvent, evolve=Landing(Note), work_items=work_items, indexes=("made.title",)
)


class NoteView(View):
    title: str


class NoteList(ListQuery):
    paths: ClassVar[dict[str, str]] = {"title": "state.made.title"}
    sorts: ClassVar[tuple[str, ...]] = ("title",)

    title: str | None = None


@dataclass
class Notes:
    store: Store[Note, NoteEvent]


def assemble(parts: Parts) -> Notes:
    return Notes(parts.store(NOTE))


def view(stored: Stored[Note]) -> NoteView:
    return NoteView(id=stored.id, version=stored.version, title=stored.state.made.title)


def note_router(notes: Notes, parts: Parts) -> APIRouter:
    router = routes("/notes")

    @router.post("", status_code=201)
    async def make(command: MakeNote, who: Annotated[Origin, Depends(acts(Role.OFFICER))]) -> NoteView:
        return view(await notes.store.create(f"note-{key_of(who)}", make_note, command, who, no_facts))

    @router.post("/{note_id}/striking", summary="删去笔记")
    async def strike_the_note(note_id: str, command: StrikeNote, who: Annotated[Origin, Depends(acts())]) -> NoteView:
        return view(await notes.store.change(note_id, strike_note, command, who, no_facts))

    @router.post("/{note_id}/signature")
    async def sign_note(
        note_id: str, command: StrikeNote, who: Annotated[Origin, Depends(acts(Role.OFFICER))]
    ) -> NoteView:
        return view(await notes.store.read(note_id))

    @router.get("")
    async def list_notes(
        query: Annotated[NoteList, Query()], who: Annotated[Origin, Depends(asks())]
    ) -> Page[NoteView]:
        return await notes.store.page(query, view)

    @router.get("/broken")
    async def broken(who: Annotated[Origin, Depends(asks())], how: Literal["bug"] = "bug") -> NoteView:
        raise RuntimeError(f"a {how} with 王五 in it")

    @router.get("/{note_id}")
    async def read_note(note_id: str, who: Annotated[Origin, Depends(asks())]) -> NoteView:
        return view(await notes.store.read(note_id))

    async def names(id: str, sha256: str, who: Origin) -> bool:
        return await notes.store.names_file(id, sha256)

    return joined(
        router,
        files_router(parts.files(), names),
        work_router({"strike-note": "删去"}, tell={"note": about}),
        changes_router(parts.watcher(Watched(kind="note", collection="note", seen=seen_notes))),
    )


async def about(found: Sequence[Stored[Note]], who: Origin) -> dict[str, Subject]:
    return {
        stored.id: Subject(title=stored.state.made.title, place="东街", township=TownshipCode("130624100"))
        for stored in found
    }


def seen_notes(who: Origin) -> Document | None:
    """The filter of the notes that the caller sees: officers those called so, heads none but for work."""
    return {"state.made.title": "一"} if Role.OFFICER in who.roles else None


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 9, 1, 2, tzinfo=UTC))


BLUEPRINT = Blueprint("tests", assemble, note_router, Reactions[Notes]())


SETTINGS = Settings(
    largest_body=2_000,
    largest_picture=4_000,
    largest_film=3 * 1024 * 1024,
    largest_sound=5_000,
    largest_document=6_000,
    uploads_per_minute=60,
    uploads_per_day=120,
    refusals_per_minute=3,
    refusals_per_day=5,
)


@pytest.fixture
def notes(clock: SetClock) -> Bench[Notes]:
    return Bench(BLUEPRINT, in_memory(clock, SETTINGS))
