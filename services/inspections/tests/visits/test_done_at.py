"""A visit that two officers made on Friday without a network, and sent on Monday (X-41; docs/decisions/0049)."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chassis.testing import SetClock, jpeg
from contracts.values import CHINA

pytestmark = pytest.mark.usefixtures("directories")

AHEAD, EARLY, LATE = "inspections/done-ahead", "inspections/done-too-early", "inspections/done-too-late"
FRIDAY = datetime(2026, 9, 11, 10, tzinfo=CHINA)
MONDAY = datetime(2026, 9, 14, 8, tzinfo=CHINA)
ITEMS = [f"safety-{number:02}" for number in range(1, 10)]

type Assign = Callable[[str], Awaitable[str]]


def at(minutes: float) -> dict[str, str]:
    return {"done_at": (FRIDAY + timedelta(minutes=minutes)).isoformat()}


@pytest.fixture
async def visit(cast: Any, assign: Assign, clock: SetClock) -> str:
    """A visit that was approved on 7 September; it is Monday a week later."""
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    clock.at = MONDAY
    return path


def answers(**problems: str) -> dict[str, Any]:
    return {"answers": [{"item": item, "answer": problems.get(item.replace("-", "_"), "fine")} for item in ITEMS]}


async def good(answer: Awaitable[Any]) -> Any:
    seen = await answer
    assert seen.status_code == 200, seen.text
    return seen.json()["visit"]


async def code(answer: Awaitable[Any]) -> str:
    return str((await answer).json()["code"])


async def test_x41_a_whole_visit_keeps_its_days(cast: Any, visit: str) -> None:
    await good(cast.a.act(f"{visit}/opening", at(0)))
    await good(cast.a.act(f"{visit}/answer-sheets", answers(safety_01="problem", safety_03="problem") | at(10)))
    pictures = {"before": await cast.a.upload(jpeg("before")), "after": await cast.a.upload(jpeg("after"))}
    await good(cast.a.act(f"{visit}/rectifications", {"item": "safety-03", **pictures} | at(20)))
    order = {"item": "safety-01", "demand": "全员培训", "until": "2026-09-30"}
    await good(cast.a.act(f"{visit}/correction-terms", order | at(30)))
    await good(cast.b.act(f"{visit}/acts/order-safety-01/confirmation", at(35)))
    await good(cast.b.act(f"{visit}/acts/record/confirmation", at(40)))
    seen = await good(cast.a.act(f"{visit}/conclusion", at(45)))
    days = [
        seen["opened"]["opened_on"],
        seen["rectified"][0]["rectified_on"],
        seen["terms"][0]["ordered_on"],
        *(one["confirmed_on"] for one in seen["confirmations"]),
        seen["concluded"]["concluded_on"],
    ]
    assert set(days) == {"2026-09-11"}
    assert {seen[name]["recorded_on"] for name in ("opened", "concluded")} == {"2026-09-14"}
    told = (await cast.supervisor.ask(f"{visit}/history")).json()["events"]
    assert told[-1]["sent_later"] == "于 2026-09-11 10:45 办理，2026-09-14 08:00 上报"
    assert told[1]["sent_later"] == ""  # the approval


async def test_x41_a_moment_is_not_ahead_nor_older_than_published(cast: Any, visit: str, clock: SetClock) -> None:
    ahead = {"done_at": (MONDAY + timedelta(minutes=6)).isoformat()}
    assert await code(cast.a.act(f"{visit}/opening", ahead)) == AHEAD
    assert await code(cast.a.act(f"{visit}/opening", {"done_at": "2026-09-06T23:00:00+08:00"})) == LATE
    assert await code(cast.a.act(f"{visit}/opening", {"done_at": "2026-09-07T09:00:00+08:00"})) == EARLY
    await good(cast.a.act(f"{visit}/opening", {"done_at": "2026-09-07T10:00:00+08:00"}))


async def test_x41_an_answer_is_not_before_the_visit_began_nor_before_another_of_its_item(
    cast: Any, visit: str
) -> None:
    await good(cast.a.act(f"{visit}/opening", at(0)))
    answer = {"item": "safety-01", "answer": "problem"}
    assert await code(cast.b.act(f"{visit}/answers", answer | at(-6))) == EARLY
    await good(cast.a.act(f"{visit}/answers", answer | at(20)))
    assert await code(cast.b.act(f"{visit}/answers", answer | {"answer": "fine"} | at(10))) == EARLY
    await good(cast.b.act(f"{visit}/answers", {"item": "safety-02", "answer": "fine"} | at(10)))
    order = {"item": "safety-01", "demand": "全员培训", "until": "2026-09-30"}
    assert await code(cast.a.act(f"{visit}/correction-terms", order | at(10))) == EARLY


async def test_x41_a_confirmation_sees_what_was_recorded_by_then(cast: Any, visit: str) -> None:
    await good(cast.a.act(f"{visit}/opening", at(0)))
    await good(cast.a.act(f"{visit}/answers", {"item": "safety-01", "answer": "problem"} | at(10)))
    await good(cast.a.act(f"{visit}/answers", {"item": "safety-02", "answer": "fine"} | at(30)))
    record = f"{visit}/acts/record/confirmation"
    assert await code(cast.b.act(record, at(15))) == EARLY
    await good(cast.b.act(record, at(31)))
    assert len((await good(cast.b.act(record, at(32))))["confirmations"]) == 1
    referral = {"item": "safety-01", "place": "仓库"}
    assert await code(cast.a.act(f"{visit}/referrals", referral | at(15))) == EARLY
    await good(cast.a.act(f"{visit}/referrals", referral | at(40)))


async def test_x34_a_door_was_closed_on_its_day(cast: Any, visit: str) -> None:
    await good(cast.b.act(f"{visit}/acts/record/confirmation", at(0)))
    unmet = {"reason": "closed", "note": "停业"}
    assert await code(cast.a.act(f"{visit}/unmet", unmet)) == "inspections/unconfirmed"
    seen = await good(cast.a.act(f"{visit}/unmet", unmet | at(5)))
    assert seen["unmet"]["unmet_on"] == "2026-09-11"


async def test_an_order_whose_term_is_over_when_it_arrives_is_none(cast: Any, visit: str) -> None:
    await good(cast.a.act(f"{visit}/opening", at(0)))
    await good(cast.a.act(f"{visit}/answers", {"item": "safety-01", "answer": "problem"} | at(5)))
    order = {"item": "safety-01", "demand": "全员培训", "until": "2026-09-13"}
    refused = await cast.a.act(f"{visit}/correction-terms", order | at(10))
    assert refused.status_code in (409, 422), refused.text


async def test_a_patrol_keeps_its_moments(cast: Any, clock: SetClock) -> None:
    sent = {"officers": ["HB-A", "HB-B"], "route": "东街", "patrol_on": "2026-09-11"}
    patrol = (await cast.captain.act("/patrols", sent)).json()["id"]
    path = f"/patrols/{patrol}"
    clock.at = MONDAY
    seen = {"place": "东街", "picture": await cast.a.upload(jpeg("heap")), "description": "垃圾"}
    found = (await cast.a.act(f"{path}/findings", seen | at(0))).json()["patrol"]["found"][0]
    assert (found["found_on"], found["recorded_on"]) == ("2026-09-11", "2026-09-14")
    confirmation = f"{path}/findings/{found['finding']}/confirmation"
    assert await code(cast.b.act(confirmation, at(-6))) == EARLY
    confirmed = (await cast.b.act(confirmation, at(5))).json()["patrol"]["confirmed"][0]
    assert confirmed["confirmed_on"] == "2026-09-11"
    aside = {"finding": found["finding"], "reasons": "不构成违法"}
    assert await code(cast.a.act(f"{path}/set-aside", aside | at(-6))) == EARLY
    assert await code(cast.a.act(f"{path}/conclusion", at(-6))) == EARLY
    over = (await cast.a.act(f"{path}/conclusion", at(60))).json()["patrol"]["concluded"]
    assert (over["concluded_on"], over["recorded_on"]) == ("2026-09-11", "2026-09-14")
