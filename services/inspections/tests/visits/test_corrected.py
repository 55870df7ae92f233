"""A problem that both officers confirmed, and that becomes none (X-40)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("directories")

type Assign = Callable[[str], Awaitable[str]]


async def test_x40_a_problem_that_both_confirmed_is_corrected_openly(cast: Any, assign: Assign) -> None:
    """Only with a reason, which is published; both answers stay, and no detour over another answer leads past it."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await cast.a.act(f"{visit}/opening")
    problem, fine = ({"item": "safety-01", "answer": answer} for answer in ("problem", "fine"))
    await cast.a.act(f"{visit}/answers", fine)
    await cast.a.act(f"{visit}/answers", problem)
    assert (await cast.a.act(f"{visit}/answers", fine)).status_code == 200, "one alone may have been mistaken"
    await cast.a.act(f"{visit}/answers", problem)
    assert (await cast.b.act(f"{visit}/acts/record/confirmation")).status_code == 200
    await cast.b.act(f"{visit}/answers", problem)
    for officer in (cast.a, cast.b):
        refused = await officer.act(f"{visit}/answers", fine)
        assert (refused.status_code, refused.json()["code"]) == (409, "inspections/confirmed-problem")
    many = (await cast.a.act(f"{visit}/answer-sheets", {"answers": [fine]})).json()
    assert many["code"] == "inspections/answers-refused", many
    done = (await cast.a.act(f"{visit}/answers", fine | {"reason": "看错了房间"})).json()
    told = [(one["answer"], one["corrects"], one["reason"]) for one in done["visit"]["answers"]]
    assert told == [
        *([("fine", None, None), ("problem", None, None)] * 2),
        ("problem", None, None),
        ("fine", "problem", "看错了房间"),
    ]
    assert (await cast.a.act(f"{visit}/answers", fine)).status_code == 200, "corrected once, openly"
