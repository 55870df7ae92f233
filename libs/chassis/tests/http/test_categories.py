"""Every problem says its category, so that who asks can tell what is unlawful from what somebody did faster."""

from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.refusal import Category
from contracts.values import Role


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
async def struck(officer: Caller) -> str:
    """A note that was struck once."""
    path = f"/notes/{(await officer.act('/notes', {'title': 'a', 'secret': 'b'})).json()['id']}"
    assert (await officer.act(f"{path}/striking")).status_code == 200
    return path


async def test_what_breaks_the_law_differs_from_what_came_too_late(officer: Caller, struck: str) -> None:
    assert category(await officer.act(f"{struck}/striking")) == Category.UNLAWFUL
    late = await officer.act(f"{struck}/striking", headers={"If-Match": '"1"'})
    assert (late.status_code, category(late)) == (412, Category.CONFLICT)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/notes/note-of-nobody/striking", {}, Category.UNKNOWN),
        ("/no-such", {}, Category.UNKNOWN),
        ("/health/live", {}, Category.MALFORMED),
        ("/notes", {"title": 1}, Category.MALFORMED),
    ],
)
async def test_every_problem_has_one(officer: Caller, path: str, body: Any, expected: Category) -> None:
    assert category(await officer.act(path, body)) == expected


async def test_who_did_not_sign_in_or_has_no_right_to_it(notes: Bench[Any], officer: Caller) -> None:
    assert category(await notes.client.get("/notes")) == Category.NOT_SIGNED_IN
    head = notes.caller("head-1", "130624100", Role.HEAD)
    assert category(await head.act("/notes", {"title": "a", "secret": "b"})) == Category.NOT_ALLOWED


async def test_a_bug_is_unavailable(officer: Caller) -> None:
    assert category(await officer.ask("/notes/broken")) == Category.UNAVAILABLE


def category(answer: Any) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["category"])
