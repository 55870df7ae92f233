"""What waits for an officer after the last day is flagged, once."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.inspections import TermRecheckOverdue, TermRecheckOverdueLifted, VisitOverdue, VisitOverdueLifted
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
        late = {
            VisitOverdue.type: "visit",
            VisitOverdueLifted.type: "visit in time",
            TermRecheckOverdue.type: "recheck",
            TermRecheckOverdueLifted.type: "recheck in time",
        }
        return [(late[one["type"]], one["data"]["until"]) for one in history if one["type"] in late]

    return later


async def opened(cast: Any, visit: str, on: str | None = None) -> str:
    await cast.head.act(f"{visit}/approval")
    assert (await cast.a.act(f"{visit}/opening", {"opened_on": on})).status_code == 200
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


async def concluded(cast: Any, visit: str, on: str) -> bool:
    """Conclude a visit that found nothing; whether it is late then."""
    await cast.a.act(f"{visit}/answer-sheets", {"answers": [{"item": item, "answer": "fine"} for item in ITEMS]})
    await cast.b.act(f"{visit}/acts/record/confirmation")
    done = await cast.a.act(f"{visit}/conclusion", {"concluded_on": on})
    assert done.status_code == 200, done.text
    return bool(done.json()["late"])


async def recheck(cast: Any, visit: str, picture: str, on: str | None = None) -> None:
    found = {"item": "safety-01", "fulfilled": True, "picture": await cast.a.upload(jpeg(picture)), "rechecked_on": on}
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


async def test_what_one_officer_alone_saw_is_late_until_the_other_one_says_so(
    bench: Bench[Service], cast: Any, assign: Assign, flags: Flags
) -> None:
    visit = await ordered(cast, await assign("one"))
    await recheck(cast, visit, "trained")
    assert await flags(visit, 14) == [("recheck", "2026-09-20")]
    await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")
    assert await flags(visit, 1) == [("recheck", "2026-09-20"), ("recheck in time", "2026-09-20")]
    state = (await bench.service.visits.store.read(visit.removeprefix("/visits/"))).state
    assert (state.late_rechecks, state.lifted_rechecks[0].lifted_on) == ((), date(2026, 9, 21))


@pytest.mark.parametrize(("looked_on", "in_time"), [("2026-09-20", True), ("2026-09-21", False)])
async def test_a_look_in_time_that_becomes_known_late_lifts_the_flag(
    cast: Any, assign: Assign, flags: Flags, looked_on: str, in_time: bool
) -> None:
    visit = await ordered(cast, await assign("one"))
    late = await flags(visit, 15)
    assert late == [("recheck", "2026-09-20")]
    await recheck(cast, visit, "trained", looked_on)
    assert await flags(visit, 1) == late, "nothing was seen before the other officer says so"
    await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")
    assert await flags(visit, 1) == [*late, *[("recheck in time", "2026-09-20")] * in_time]


@pytest.mark.parametrize(("day", "in_time"), [("2026-09-30", True), ("2026-10-01", False)])
async def test_the_conclusion_of_a_visit_that_becomes_known_late_lifts_the_flag(
    cast: Any, assign: Assign, flags: Flags, day: str, in_time: bool
) -> None:
    visit = await opened(cast, await assign("one"))
    late = await flags(visit, 25)
    assert late == [("visit", "2026-09-30")]
    assert await concluded(cast, visit, day) is not in_time
    assert await flags(visit, 1) == [*late, *[("visit in time", "2026-09-30")] * in_time]


async def test_a_visit_that_was_begun_in_time_and_is_not_concluded_is_flagged_anew(
    cast: Any, assign: Assign, flags: Flags
) -> None:
    """Recorded on 2 October: begun on 29 September, concluded on the 30th."""
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await flags(visit, 25)
    await opened(cast, visit, "2026-09-29")
    told = [("visit", "2026-09-30"), ("visit in time", "2026-09-30")]
    assert await flags(visit, 0) == [*told, ("visit", "2026-09-30")]
    assert not await concluded(cast, visit, "2026-09-30")
    assert await flags(visit, 1) == told * 2


async def test_the_flag_of_a_visit_that_was_begun_late_is_not_lifted(cast: Any, assign: Assign, flags: Flags) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    await flags(visit, 25)
    await opened(cast, visit, "2026-10-01")
    assert not await concluded(cast, visit, "2026-10-01")
    assert await flags(visit, 1) == [("visit", "2026-09-30")]
