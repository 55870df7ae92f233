"""Who reads a file, and who learns that it need not be sent."""

from typing import Any

import pytest

from chassis.testing import Bench, Caller, jpeg
from contracts.values import Role

PICTURE = jpeg("smoke above the yard")


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
def colleague(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-2", "130624100", Role.OFFICER)


async def test_a_file_is_read_by_whoever_brought_it(notes: Bench[Any], officer: Caller) -> None:
    file = await officer.upload(PICTURE)
    assert await officer.upload(PICTURE) == file
    read = await officer.ask(f"/files/{file}")
    assert (read.content, read.headers["content-type"]) == (PICTURE, "image/jpeg")
    assert (await notes.client.get(f"/files/{file}")).status_code == 401


async def test_a_hash_opens_nothing(officer: Caller, colleague: Caller) -> None:
    """Whoever did not bring the file names what names it; for anybody else it is not there."""
    file = await officer.upload(PICTURE)
    note = (await officer.act("/notes", {"title": file, "secret": "x"})).json()["id"]
    other = (await officer.act("/notes", {"title": "0", "secret": "x"})).json()["id"]
    for path in (f"/files/{file}", f"/files/{file}/thumbnail"):
        for query in ({}, {"of": other}):
            refused = await colleague.ask(path, **query)
            assert (refused.status_code, refused.json()["code"]) == (404, "no-such-file")
        missing = await colleague.ask(path, of="note-none")
        assert (missing.status_code, missing.json()["code"]) == (404, "not-found")
        assert (await colleague.ask(path, of=note)).status_code == 200


async def test_who_brings_a_file_under_another_body_sees_it_there_only(notes: Bench[Any], officer: Caller) -> None:
    file = await officer.upload(PICTURE)
    moved = notes.caller("officer-1", "130624101", Role.OFFICER)
    assert (await moved.ask(f"/files/{file}")).status_code == 404
    assert await moved.upload(PICTURE) == file
    assert (await moved.ask(f"/files/{file}")).status_code == 200
    received = notes.parts.received
    found = [await received.from_body(file, body) for body in ("130624100", "130624101", "13062410", "130624102")]
    assert found == [True, True, False, False]


async def test_what_is_there_need_not_be_sent_and_strangers_learn_nothing(
    notes: Bench[Any], officer: Caller, colleague: Caller
) -> None:
    """A colleague's acts may name the file; to another body it is as if nobody had brought it."""
    file, none = await officer.upload(PICTURE), "0" * 64
    stranger = notes.caller("officer-3", "130624101", Role.OFFICER)

    async def asked(who: Caller, sha256: str) -> tuple[int, bytes, str]:
        answer = await notes.client.head(f"/blobs/{sha256}", headers=who.headers)
        return answer.status_code, answer.content.replace(sha256.encode(), b"it"), str(answer.headers.get("etag"))

    for who in (officer, colleague):
        assert (await asked(who, file))[0] == 204
        assert (await asked(who, none))[0] == 404
    assert await asked(stranger, file) == await asked(stranger, none)
    assert (await asked(stranger, file))[0] == 404
    assert (await notes.client.head(f"/blobs/{file}")).status_code == 401


async def test_what_a_restore_lost_is_sent_again(notes: Bench[Any], officer: Caller) -> None:
    file = await officer.upload(PICTURE)
    blobs: Any = notes.parts.blobs
    blobs.files.clear()
    assert (await notes.client.head(f"/blobs/{file}", headers=officer.headers)).status_code == 404
