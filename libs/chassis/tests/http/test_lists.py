"""The common contract of lists, work items, files as they come in, and health."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, jpeg
from contracts.values import Role

PICTURE = jpeg("a heap of burning tyres")


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


async def titles(officer: Caller, **query: Any) -> list[str]:
    """Return the titles on all pages of three."""
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await officer.ask("/notes", limit=3, **query, **cursor)).json()
        found += [item["title"] for item in page["items"]]
        if not page["next"]:
            return found
        cursor = {"cursor": page["next"]}


async def test_pages_hold_every_row_once_whatever_the_order(officer: Caller) -> None:
    given = ["b", "a", "c", "a", "b", "d", "a"]
    for title in given:
        await officer.act("/notes", {"title": title, "secret": "x"})
    assert await titles(officer) == sorted(given)
    assert await titles(officer, sort="-title") == sorted(given, reverse=True)
    assert await titles(officer, title="a") == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"sort": "fine"}, "bad-sort"),
        ({"cursor": "?"}, "bad-cursor"),
        ({"cursor": "e30="}, "bad-cursor"),
        ({"cursor": "WyJhIiwgImIiLCBbe30sICJjIl0sIGZhbHNlXQ=="}, "bad-cursor"),
        ({"cursor": "WyJhIiwgImIiLCBbImEiXSwgZmFsc2Vd"}, "bad-cursor"),
        ({"cursor": "WyJhIiwgImIiLCBbImEiLCAiYiJdXQ=="}, "bad-cursor"),
        ({"limit": 0}, "invalid"),
        ({"limit": "1_0"}, "invalid"),
        ({"limit": "010"}, "invalid"),
        ({"limit": "1.0"}, "invalid"),
        ({"limit": " 10"}, "invalid"),
        ({"limit": "１０"}, "invalid"),
        ({"colour": "red"}, "invalid"),
    ],
)
async def test_a_list_refuses_what_it_does_not_offer(officer: Caller, query: dict[str, Any], code: str) -> None:
    answer = await officer.ask("/notes", **query)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_work_shows_whose_move_it_is(notes: Bench[Any], officer: Caller) -> None:
    note = (await officer.act("/notes", {"title": "一", "secret": "x"})).json()["id"]
    head = notes.caller("head-1", "130624100", Role.HEAD)
    item = {"kind": "note", "id": note, "version": 1, "what": "strike-note", "act": None, "label": "删去"}
    item |= {"title": "一", "place": "东街", "township": "130624100", "party": None, "stage": None}
    item |= {"who": "head@130624100", "since": "2026-09-01", "until": None, "provisional": False, "until_label": ""}
    answer = (await head.ask("/work")).json()
    assert answer["items"] == [item]
    assert (answer["total"], answer["more"], answer["labels"]) == (1, False, {"130624100": "阜平镇"})
    elsewhere = notes.caller("head-2", "130624101", Role.HEAD)
    assert (await elsewhere.ask("/work")).json()["items"] == []
    await head.act(f"/notes/{note}/striking")
    assert (await head.ask("/work")).json()["items"] == []


async def test_the_most_urgent_are_shown_and_that_there_are_more(notes: Bench[Any], officer: Caller) -> None:
    """Whatever the store gives first: 206 wait, and 200 are told."""
    days = [date(2026, 12, 31) - timedelta(days=number) for number in range(205)]
    for title in ("无期限", *map(str, days)):
        await officer.act("/notes", {"title": title, "secret": "x"})
    answer = (await notes.caller("head-1", "130624100", Role.HEAD).ask("/work")).json()
    assert [item["until"] for item in answer["items"]] == [str(day) for day in sorted(days)[:200]]
    assert (answer["total"], answer["more"]) == (206, True)


async def test_uploads_are_limited_in_size_and_kind(notes: Bench[Any], officer: Caller) -> None:
    async def upload(content: bytes, media_type: str) -> Any:
        headers = officer.headers | {"content-type": media_type}
        return await notes.client.post("/blobs", content=content, headers=headers)

    refused = await upload(PICTURE + b"x" * 5_000, "image/jpeg")
    assert (refused.status_code, refused.json()["code"]) == (413, "file-too-large")
    assert (await upload(b"%PDF-1.7" + b"x" * 5_000, "application/pdf")).status_code == 201
    assert (await upload(PICTURE + b"x" * 3_000, "IMAGE/JPEG; q=1")).status_code == 201
    for alias in ("image/jpg", "IMAGE/PJPEG", "application/octet-stream", ""):
        assert (await upload(PICTURE, alias)).status_code == 201
    refused = await upload(b"MZ", "application/x-msdownload")
    assert refused.json()["code"] == "wrong-media-type"
    assert all(word in refused.json()["remedy"] for word in ("HEIC", "MOV", "3GP", "AMR", "M4A", "PDF"))
    assert (await upload(b"MZ is nothing that is taken", "")).json()["code"] == "wrong-media-type"
    assert (await upload(b"", "image/jpeg")).json()["code"] == "empty-file"


ISO = b"\x00\x00\x00\x18ftyp"
KINDS = [
    (PICTURE, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
    (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
    (ISO + b"isom\x00\x00\x02\x00", "video/mp4"),
    (ISO + b"mp42\x00\x00\x00\x00", "audio/mp4"),
    (ISO + b"M4A \x00\x00\x02\x00", "audio/mp4"),
    (b"ID3\x04\x00\x00\x00\x00\x00\x00", "audio/mpeg"),
    (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
    (b"%PDF-1.7", "application/pdf"),
    (ISO + b"heic\x00\x00\x00\x00", "image/heic"),
    (ISO + b"mif1\x00\x00\x00\x00", "image/heif"),
    (ISO + b"qt  \x00\x00\x00\x00", "video/quicktime"),
    (ISO + b"3gp5\x00\x00\x00\x00", "video/3gpp"),
    (ISO + b"3gp4\x00\x00\x00\x00", "audio/3gpp"),
    (b"#!AMR\n\x3c\x00\x00", "audio/amr"),
    (b"#!AMR-WB\n\x3c\x00", "audio/amr-wb"),
    (b"\xff\xf1\x50\x80\x00", "audio/aac"),
    (b"\xff\xf9\x50\x80\x00", "audio/aac"),
]
ALIKE = [
    {"video/mp4", "audio/mp4"},
    {"image/heic", "image/heif"},
    {"video/3gpp", "audio/3gpp", "video/mp4", "audio/mp4"},
    {"audio/mpeg", "audio/aac"},
]
"""What one beginning may be."""
NONE_OF_THESE = [
    b"hello",
    b"\xff",
    b"<script>alert(1)</script>",
    b"MZ\x90\x00",
    b"PK\x03\x04",
    b"\xff\xd8",
    b"RIFF\x24\x00\x00\x00WAVEfmt ",
    ISO + b"avif\x00\x00\x00\x00",
    ISO + b"qt",
    b"#!AMR",
    b" %PDF-1.7",
]


@pytest.mark.parametrize(("content", "media_type"), KINDS)
async def test_a_file_is_what_its_label_says(officer: Caller, content: bytes, media_type: str) -> None:
    assert (await officer.send_file(content, media_type)).status_code == 201
    alike = set().union(*(labels for labels in ALIKE if media_type in labels))
    for other in {label for _, label in KINDS} - {media_type} - alike:
        refused = await officer.send_file(content, other)
        assert (refused.status_code, refused.json()["code"]) == (422, "wrong-content")


@pytest.mark.parametrize("content", NONE_OF_THESE)
async def test_what_is_no_file_of_proof_is_refused(notes: Bench[Any], officer: Caller, content: bytes) -> None:
    for media_type in {label for _, label in KINDS}:
        refused = await officer.send_file(content, media_type)
        assert (refused.status_code, refused.json()["code"]) == (422, "wrong-content")
        assert "JPEG" in refused.json()["remedy"]


async def test_a_file_in_small_pieces_is_taken_whole(notes: Bench[Any], officer: Caller) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for byte in PICTURE:
            yield bytes((byte,))

    headers = officer.headers | {"content-type": "image/jpeg"}
    answer = await notes.client.post("/blobs", content=pieces(), headers=headers)
    assert answer.json() == {"sha256": sha256(PICTURE).hexdigest(), "size": len(PICTURE)}


async def test_health(notes: Bench[Any], clock: SetClock) -> None:
    ready = (await notes.client.get("/health/ready")).json()
    assert (ready["status"], ready["at"], ready["due"]) == ("ready", clock.at.isoformat(), 0)
    assert (await notes.client.get("/health/live")).json()["status"] == "alive"
    assert "zhifatong_commands_total" in (await notes.client.get("/metrics")).text
