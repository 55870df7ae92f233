"""Uploads that go on where they broke off."""

import uuid
from hashlib import sha256
from typing import Any

import pytest
from libs.chassis.tests.http.phone import FILM, Phone

from chassis.documents.uploads import MOST, PART_BYTES
from chassis.testing import Bench, Caller
from contracts.values import Role


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
def phone(notes: Bench[Any], officer: Caller) -> Phone:
    return Phone(notes, officer)


async def test_a_file_in_parts_is_the_file_that_it_would_be_at_once(
    notes: Bench[Any], officer: Caller, phone: Phone
) -> None:
    begun = await phone.begin(len(FILM))
    assert (begun.status_code, begun.headers["upload-offset"], begun.headers["upload-complete"]) == (201, "0", "?0")
    half = len(FILM) // 2
    first = await phone.send(0, FILM[:half])
    assert (first.json()["offset"], first.json()["sha256"]) == (half, None)
    last = await phone.send(half, FILM[half:])
    assert (last.status_code, last.headers["upload-complete"]) == (200, "?1")
    assert last.json()["sha256"] == sha256(FILM).hexdigest()
    assert (await officer.ask(f"/files/{last.json()['sha256']}")).content == FILM
    assert await notes.parts.documents.count("upload-part", {}) == 0


async def test_what_came_before_it_broke_off_is_kept(phone: Phone) -> None:
    await phone.begin(len(FILM))
    await phone.send_and_break_off(0, FILM[:700])
    assert await phone.offset() == 700
    await phone.send_and_break_off(700, FILM[700 : 700 + PART_BYTES + 5])
    assert await phone.offset() == 705 + PART_BYTES
    done = await phone.send(705 + PART_BYTES, FILM[705 + PART_BYTES :])
    assert done.json()["sha256"] == sha256(FILM).hexdigest()


async def test_an_answer_that_got_lost_is_given_again(phone: Phone) -> None:
    await phone.begin(len(FILM))
    done = await phone.send(0, FILM)
    again = await phone.send(len(FILM), b"")
    assert (again.status_code, again.json()) == (200, done.json())


async def test_another_offset_is_told_where_to_go_on(phone: Phone) -> None:
    await phone.begin(len(FILM))
    await phone.send(0, FILM[:700])
    for offset in (0, 699, 701):
        refused = await phone.send(offset, FILM[700:800])
        assert (refused.status_code, refused.json()["code"]) == (409, "wrong-offset")
        assert "700" in refused.json()["remedy"]
        assert refused.headers["upload-offset"] == "700"
    assert await phone.offset() == 700


async def test_no_more_comes_than_was_said(phone: Phone) -> None:
    await phone.begin(700)
    refused = await phone.send(0, FILM[:701])
    assert (refused.status_code, refused.json()["code"]) == (422, "beyond-length")


async def test_another_kind_than_its_label_is_refused_at_the_first_part(phone: Phone) -> None:
    await phone.begin(3_000, "image/jpeg")
    refused = await phone.send(0, FILM[:100])
    assert (refused.status_code, refused.json()["code"]) == (422, "wrong-content")
    assert await phone.offset() == 0


async def test_a_label_is_not_needed_and_the_size_is_that_of_the_kind(phone: Phone) -> None:
    await phone.begin(len(FILM), "application/octet-stream")
    assert (await phone.send(0, FILM)).json()["sha256"]
    assert (await phone.begin(4_001, "image/jpeg")).json()["code"] == "file-too-large"
    await phone.begin(4_001, "")
    refused = await phone.send(0, b"\xff\xd8\xff\xe0" + b"x" * 100)
    assert (refused.status_code, refused.json()["code"]) == (413, "file-too-large")


@pytest.mark.parametrize("length", ["0", "-1", "1.5", "", "9" * 5000], ids=["none", "negative", "half", "", "endless"])
async def test_a_length_is_a_number_of_bytes(phone: Phone, officer: Caller, length: str) -> None:
    headers = officer.headers | {"Upload-Length": length, "Content-Type": "image/jpeg"}
    answer = await phone.client.post("/blobs/uploads", headers=headers)
    assert answer.status_code in {413, 422}


async def test_an_upload_belongs_to_who_began_it(notes: Bench[Any], phone: Phone) -> None:
    await phone.begin(len(FILM))
    other = Phone(notes, notes.caller("officer-2", "130624100", Role.OFFICER))
    other.path = phone.path
    for answer in (
        await other.send(0, FILM),
        await notes.client.get(phone.path, headers=other.headers),
        await notes.client.delete(phone.path, headers=other.headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "no-such-upload")
    assert await phone.offset() == 0


async def test_a_person_has_few_uploads_under_way_and_gives_one_up(notes: Bench[Any], phone: Phone) -> None:
    for _ in range(MOST):
        assert (await phone.begin(100)).status_code == 201
    path = phone.path
    refused = await phone.begin(100)
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-uploads")
    assert refused.headers["retry-after"] == "60"
    assert (await notes.client.delete(path, headers=phone.headers)).status_code == 204
    assert (await phone.begin(100)).status_code == 201


async def test_what_is_over_is_forgotten_with_its_parts(notes: Bench[Any], phone: Phone) -> None:
    await phone.begin(len(FILM))
    await phone.send(0, FILM[:700])
    await notes.parts.documents.update("upload", {}, {"$set": {"until": "2020-01-01T00:00:00.000Z"}})
    answer = await phone.send(700, FILM[700:])
    assert (answer.status_code, answer.json()["code"]) == (404, "no-such-upload")
    await phone.begin(100)
    assert await notes.parts.documents.count("upload-part", {}) == 0
    assert await notes.parts.documents.count("upload", {}) == 1


async def test_an_upload_that_never_was_is_unknown(phone: Phone) -> None:
    phone.path = f"/blobs/uploads/{uuid.uuid4()}"
    assert (await phone.send(0, FILM)).json()["code"] == "no-such-upload"
