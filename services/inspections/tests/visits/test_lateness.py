"""What waits for an officer after the last day is flagged, once."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.inspections import TermRecheckOverdue, VisitOverdue
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
TERM = {"item": "safety-01", "demand": "完成全员安全培训", "until": "2026-09-10"}

type Assign = Callable[[str], Awaitable[str]]
type Flags = Callable[[str, int], Awaitable[list[tuple[str, str]]]]


@pytest.fixture
def flags(bench: Bench[Service], clock: SetClock) -> Flags:
    """Some days later: what was flagged of the visit so far, each with its last day."""

    async def later(visit: str, days: int) -> list[tuple[str, str]]:
        clock.advance(days=days)
        for ticking in bench.parts.ticking:
            await tick_due(ticking, clock)
        history = await bench.service.visits.store.history(visit.removeprefix("/visits/"))
        late = {VisitOverdue.type: "visit", TermRecheckOverdue.type: "recheck"}
        return [(late[one["type"]], one["data"]["until"]) for one in history if one["type"] in late]

    return later


async def opened(cast: Any, visit: str) -> str:
    await cast.head.act(f"{visit}/approval")
    assert (await cast.a.act(f"{visit}/opening")).status_code == 200
    return visit


async def ordered(cast: Any, visit: str) -> str:
    """A concluded visit with an order until 10 September."""
    await opened(cast, visit)
    answers = [{"item": item, "answer": "problem" if item == "safety-01" else "fine"} for item in ITEMS]
    await cast.a.act(f"{visit}/answer-sheets", {"answers": answers})
    await cast.a.act(f"{visit}/correction-terms", TERM)
    for act in ("order-safety-01", "record"):
        await cast.b.act(f"{visit}/acts/{act}/confirmation")
    assert (await cast.a.act(f"{visit}/conclusion")).status_code == 200
    return visit


async def recheck(cast: Any, visit: str, picture: str) -> None:
    found = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(jpeg(picture))}
    answer = await cast.a.act(f"{visit}/rechecks", found)
    assert answer.status_code == 200, answer.text


async def test_a_visit_that_was_opened_and_not_concluded_is_late(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await opened(cast, await assign("one"))
    assert await flags(visit, 23) == []
    assert await flags(visit, 1) == [("visit", "2026-09-30")]
    assert (await cast.a.ask(visit)).json()["late"]
    assert await flags(visit, 30) == [("visit", "2026-09-30")]


async def test_a_late_visit_that_is_opened_is_concluded_on_its_day(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await assign("one")
    assert await flags(visit, 25) == [("visit", "2026-09-30")]
    assert not (await cast.a.ask(await opened(cast, visit))).json()["late"]
    assert len(await flags(visit, 0)) == 1
    assert await flags(visit, 1) == [("visit", "2026-09-30"), ("visit", "2026-10-02")]


async def test_an_order_that_nobody_looked_at_again_is_late(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await ordered(cast, await assign("one"))
    assert await flags(visit, 13) == []
    assert await flags(visit, 1) == [("recheck", "2026-09-20")]
    assert await flags(visit, 1) == [("recheck", "2026-09-20")]


async def test_a_recheck_of_both_in_time_is_not_late(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await ordered(cast, await assign("one"))
    await recheck(cast, visit, "trained")
    await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")
    assert await flags(visit, 30) == []


async def test_what_one_officer_alone_saw_is_late(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await ordered(cast, await assign("one"))
    await recheck(cast, visit, "trained")
    assert await flags(visit, 14) == [("recheck", "2026-09-20")]
    await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")
    assert await flags(visit, 1) == [("recheck", "2026-09-20")]
