"""What a person may do within a minute and a day; the bench allows 3 refusals a minute and 5 a day."""

import asyncio
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, jpeg
from contracts.values import Role


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
async def struck(officer: Caller) -> str:
    note = str((await officer.act("/notes", {"title": "一", "secret": "x"})).json()["id"])
    await officer.act(f"/notes/{note}/striking")
    return f"/notes/{note}/striking"


async def recorded(notes: Bench[Any]) -> int:
    return await notes.parts.documents.count("refusal", {})


async def test_who_is_refused_too_often_in_a_minute_is_told_to_wait_and_no_more_is_recorded(
    notes: Bench[Any], officer: Caller, struck: str, clock: SetClock
) -> None:
    clock.advance(seconds=15)
    assert [(await officer.act(struck)).status_code for _ in range(4)] == [409, 409, 409, 429]
    again = await officer.act(struck)
    assert (again.json()["code"], again.headers["retry-after"]) == ("too-often", "46")
    assert await recorded(notes) == 3
    assert (await officer.act("/notes", {"title": "二", "secret": "x"})).status_code == 201
    other = notes.caller("officer-2", "130624100", Role.OFFICER)
    assert (await other.act(struck)).status_code == 409


async def test_the_day_has_a_limit_of_its_own(notes: Bench[Any], officer: Caller, struck: str, clock: SetClock) -> None:
    statuses = []
    for _ in range(6):
        clock.advance(minutes=1)
        statuses.append((await officer.act(struck)).status_code)
    assert statuses == [409] * 5 + [429]
    clock.advance(days=1)
    assert (await officer.act(struck)).status_code == 409


async def test_as_many_at_once_are_counted_one_by_one(notes: Bench[Any], officer: Caller, struck: str) -> None:
    answers = await asyncio.gather(*(officer.act(struck) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [409] * 3 + [429] * 17
    assert await recorded(notes) == 3


async def test_uploads_have_a_limit_in_whichever_way_they_come(notes: Bench[Any], officer: Caller) -> None:
    for number in range(30):
        await officer.upload(jpeg(str(number)))
        begun = await notes.client.post(
            "/blobs/uploads", headers=officer.headers | {"Upload-Length": "9", "Content-Type": "image/jpeg"}
        )
        await notes.client.delete(f"/blobs/{begun.headers['location']}", headers=officer.headers)
    refused = await officer.send_file(jpeg("one more"))
    assert (refused.status_code, refused.json()["code"]) == (429, "too-often")
    assert int(refused.headers["retry-after"]) > 0
