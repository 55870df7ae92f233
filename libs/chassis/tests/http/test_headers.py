"""Headers that every answer carries: no cache keeps it, no browser guesses, frames or tells of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.testing import Bench, Caller, SetClock, jpeg
from contracts.values import Role


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.mark.parametrize("path", ["/notes", "/work", "/no-such", "/notes/broken", "/health/live", "/openapi.json"])
async def test_an_answer_is_not_kept_guessed_framed_or_told(officer: Caller, path: str) -> None:
    headers = (await officer.ask(path)).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/notes", "/no-such", "/health/live", "/docs"])
async def test_an_answer_tells_the_legal_day(officer: Caller, clock: SetClock, path: str) -> None:
    assert (await officer.ask(path)).headers["x-today"] == "2026-09-01"
    clock.at = datetime(2026, 9, 1, 16, tzinfo=UTC)
    assert (await officer.ask(path)).headers["x-today"] == "2026-09-02"


async def test_the_docs_page_may_run_its_scripts_and_is_not_framed(notes: Bench[Any]) -> None:
    headers = (await notes.client.get("/docs")).headers
    assert headers["content-security-policy"] == "frame-ancestors 'none'"
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_picture_is_kept_by_its_reader_and_runs_nothing(notes: Bench[Any], officer: Caller) -> None:
    sha256 = await officer.upload(jpeg("picture"))
    headers = (await officer.ask(f"/files/{sha256}")).headers
    assert headers["content-disposition"] == f'inline; filename="{sha256[:16]}.jpg"'
    assert headers["cache-control"] == "private, no-cache"
    assert headers["content-security-policy"].startswith("default-src 'none'; img-src 'self'; media-src 'self';")
