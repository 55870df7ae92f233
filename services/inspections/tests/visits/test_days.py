"""A visit is put off, is late, and waits for whose move it is."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

FIRM = "91130624MA0000001L"

type Assign = Callable[[str], Awaitable[str]]


async def opened(cast: Any, visit: str) -> str:
    await cast.head.act(f"{visit}/approval")
    answer = await cast.a.act(f"{visit}/opening")
    assert answer.status_code == 200, answer.text
    return visit


async def test_a_visit_is_put_off_to_a_later_day(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    same = await cast.head.act(f"{visit}/postponement", {"inspect_until": "2026-09-30", "reason": "停产检修"})
    assert same.json()["code"] == "inspections/not-later"
    later = await cast.head.act(f"{visit}/postponement", {"inspect_until": "2026-10-20", "reason": "停产检修"})
    assert later.json()["inspect_until"] == "2026-10-20"
    await opened(cast, visit)
    begun = await cast.head.act(f"{visit}/postponement", {"inspect_until": "2026-11-20", "reason": "停产检修"})
    assert begun.json()["code"] == "inspections/already-opened"


async def test_a_visit_is_not_put_off_for_good(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    """All its postponements count from the day on which it was assigned; after the last one it may still be made."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    for days, later in ((23, "2026-12-31"), (92, "2027-03-09")):
        clock.advance(days=days)
        put_off = await cast.head.act(f"{visit}/postponement", {"inspect_until": later, "reason": "停产检修"})
        assert put_off.status_code == 200, put_off.text
    clock.advance(days=68)
    for later in ("2027-03-10", "2027-04-30"):
        refused = await cast.head.act(f"{visit}/postponement", {"inspect_until": later, "reason": "停产检修"})
        assert (refused.status_code, refused.json()["code"]) == (422, "inspections/inspected-too-late")
        assert "2027-03-09" in refused.json()["detail"]
    assert (await cast.a.act(f"{visit}/opening")).status_code == 200


async def test_a_visit_that_names_no_day_of_its_assigning_is_put_off_from_its_first_last_day(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await assign("one")
    id = visit.removeprefix("/visits/")
    stored = await bench.service.visits.store.read(id)
    of_before = stored.state.assigned.model_copy(update={"assigned_on": None})
    stored = replace(stored, state=replace(stored.state, assigned=of_before))
    assert stored.state.put_off_since == date(2026, 9, 30)


async def test_a_late_visit_is_flagged_once_and_may_still_be_made(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    visit = await assign("one")
    clock.advance(days=30)
    for _ in range(2):
        for ticking in bench.parts.ticking:
            await tick_due(ticking, clock)
    assert (await cast.head.ask(visit)).json()["late"] is True
    assert (await cast.head.ask("/visits", firm=FIRM)).json()["items"][0]["version"] == 2
    await opened(cast, visit)


async def test_work_is_listed_for_whose_move_it_is(cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    mine = (await cast.head.ask("/work")).json()["items"]
    assert [(item["what"], item["label"], item["until"]) for item in mine] == [
        ("approve-visit", "批准检查", "2026-09-30")
    ]
    assert (await cast.a.ask("/work")).json()["items"] == []
    await cast.head.act(f"{visit}/approval")
    assert [item["what"] for item in (await cast.b.ask("/work")).json()["items"]] == ["open-visit"]
