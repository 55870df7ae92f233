"""A visit that has ended stays as it ended: nothing is approved or found any more (APL 47)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("directories")

ITEM = {"item": "safety-01", "answer": "fine", "note": "现场记录"}


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("approval", {}),
        ("opening", {}),
        ("answers", ITEM),
        ("conclusion", {}),
        ("unmet", {"reason": "closed", "note": "关门"}),
    ],
)
async def test_nothing_follows_the_end(
    cast: Any, assign: Callable[[str], Awaitable[str]], step: str, body: dict[str, Any]
) -> None:
    visit = await assign("one")
    assert (await cast.head.act(f"{visit}/approval")).status_code == 200
    assert (await cast.a.act(f"{visit}/opening")).status_code == 200
    for number in range(1, 10):
        assert (await cast.a.act(f"{visit}/answers", ITEM | {"item": f"safety-{number:02}"})).status_code == 200
    assert (await cast.b.act(f"{visit}/acts/record/confirmation")).status_code == 200
    ended = await cast.a.act(f"{visit}/conclusion")
    assert ended.status_code == 200
    caller = cast.head if step == "approval" else cast.a
    refused = await caller.act(f"{visit}/{step}", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/visit-over")
    assert (await cast.a.ask(visit)).headers["etag"] == ended.headers["etag"]
