"""An order that both officers saw unfulfilled is referred in time, or the head says why not (APL 54(2); X-40)."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, SetClock, jpeg
from contracts.identity import CertificateSuspended
from contracts.inspections import ReferralForgone, ReferralOverdue, ReferralOverdueLifted
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

ITEMS = [f"safety-{number:02}" for number in range(1, 10)]
FORGONE: dict[str, Any] = {"item": "safety-01", "reason": "复查次日已经改正，未造成危害后果"}

type Assign = Callable[[str], Awaitable[str]]
type Flags = Callable[[int], Awaitable[list[str]]]


@pytest.fixture
async def visit(cast: Any, assign: Assign, clock: SetClock) -> str:
    """A concluded visit with an order until 10 September, which A saw unfulfilled on the eleventh."""
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    await cast.a.act(f"{path}/opening")
    answers = [{"item": item, "answer": "problem" if item == "safety-01" else "fine"} for item in ITEMS]
    await cast.a.act(f"{path}/answer-sheets", {"answers": answers})
    order = {"item": "safety-01", "demand": "完成全员安全培训", "until": "2026-09-10"}
    await cast.a.act(f"{path}/correction-terms", order)
    for act in ("order-safety-01", "record"):
        await cast.b.act(f"{path}/acts/{act}/confirmation")
    await cast.a.act(f"{path}/conclusion")
    clock.advance(days=4)
    failed = {"item": "safety-01", "fulfilled": False, "picture": await cast.a.upload(jpeg("as it was"))}
    seen = (await cast.a.act(f"{path}/rechecks", failed)).json()["visit"]["rechecks"][0]
    assert seen["refer_until"] == "2026-09-18"
    return path


@pytest.fixture
def flags(bench: Bench[Service], visit: str, clock: SetClock) -> Flags:
    """Some days later: the items whose referral was flagged so far."""

    async def later(days: int) -> list[str]:
        clock.advance(days=days)
        for ticking in bench.parts.ticking:
            await tick_due(ticking, clock)
        history = await bench.service.visits.store.history(visit.removeprefix("/visits/"))
        return [one["data"]["item"] for one in history if one["type"] == ReferralOverdue.type]

    return later


async def confirmed(cast: Any, visit: str) -> None:
    assert (await cast.b.act(f"{visit}/acts/recheck-safety-01/confirmation")).status_code == 200


async def test_x40_what_both_saw_unfulfilled_and_nobody_referred_is_late(cast: Any, visit: str, flags: Flags) -> None:
    await confirmed(cast, visit)
    work = (await cast.b.ask("/work")).json()["items"]
    assert [(one["what"], one["until"]) for one in work] == [("refer-violation", "2026-09-18")]
    assert await flags(7) == []
    assert await flags(1) == ["safety-01"]
    assert await flags(30) == ["safety-01"]
    referred = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "阜平镇某街"})
    assert (referred.status_code, (await cast.b.ask("/work")).json()["items"]) == (200, [])


@pytest.mark.parametrize(("command", "body"), [("referrals", {"place": "阜平镇某街"}), ("forgone-referrals", FORGONE)])
async def test_a_referral_or_a_reason_in_time_is_not_late(
    cast: Any, visit: str, flags: Flags, command: str, body: dict[str, str]
) -> None:
    await confirmed(cast, visit)
    caller = cast.head if command == "forgone-referrals" else cast.a
    done = await caller.act(f"{visit}/{command}", {"item": "safety-01"} | body)
    assert done.status_code == 200, done.text
    assert await flags(30) == []


@pytest.mark.usefixtures("certified_c")
async def test_x02_another_officer_refers_with_whoever_still_may(bench: Bench[Service], cast: Any, visit: str) -> None:
    await confirmed(cast, visit)
    lost = CertificateSuspended(certificate="HB-B", effective_from=date(2026, 9, 11), reason="核查")
    await bench.hear("officer-B", lost)
    referral = {"item": "safety-01", "place": "阜平镇某街"}
    refused = await cast.a.act(f"{visit}/referrals", referral)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/not-certified")
    change = {"replaced": "HB-B", "by": "HB-C", "reason": "执法证暂扣"}
    assert (await cast.head.act(f"{visit}/replacement", change)).status_code == 200
    made = (await cast.a.act(f"{visit}/referrals", referral)).json()["visit"]["referred"][0]
    assert (made["officers"], made["confirmed_by"]) == (["HB-A", "HB-C"], "HB-B")
    ill = {"replaced": "HB-C", "by": "HB-B", "ground": "unable", "reason": "住院"}
    assert (await cast.head.act(f"{visit}/replacement", ill)).json()["code"] == "inspections/visit-over"


async def test_what_one_saw_is_neither_referred_nor_forgone(cast: Any, visit: str, flags: Flags) -> None:
    """It is late as a re-check."""
    refused = await cast.head.act(f"{visit}/forgone-referrals", FORGONE)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-failed-recheck")
    assert await flags(30) == []


async def test_a_reason_is_given_once_and_keeps_nobody_from_referring(
    bench: Bench[Service], cast: Any, visit: str
) -> None:
    await confirmed(cast, visit)
    assert (await cast.a.act(f"{visit}/forgone-referrals", FORGONE)).status_code == 403
    for reason in ("", "负责人电话 13800138000"):
        assert (await cast.head.act(f"{visit}/forgone-referrals", FORGONE | {"reason": reason})).status_code == 422
    assert (await cast.head.act(f"{visit}/forgone-referrals", FORGONE)).status_code == 200
    (fact,) = (await bench.service.visits.store.read(visit.removeprefix("/visits/"))).state.forgone
    assert fact.done_at == bench.parts.clock()
    forgone = ReferralForgone(**FORGONE, forgone_on=date(2026, 9, 11), township="130624100", done_at=fact.done_at)
    assert fact == forgone
    again = await cast.head.act(f"{visit}/forgone-referrals", FORGONE)
    assert again.json()["code"] == "inspections/already-dealt-with"
    referred = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "阜平镇某街"})
    assert referred.status_code == 200, referred.text


@pytest.mark.parametrize(("days_back", "lifted"), [(2, True), (0, False)])
async def test_a_referral_that_was_made_in_time_and_sent_late_is_late_no_more(
    bench: Bench[Service], cast: Any, visit: str, flags: Flags, clock: SetClock, days_back: int, lifted: bool
) -> None:
    await confirmed(cast, visit)
    assert await flags(8) == ["safety-01"]
    moment = {"done_at": (clock.at - timedelta(days=days_back)).isoformat()}
    referred = await cast.a.act(f"{visit}/referrals", {"item": "safety-01", "place": "阜平镇某街"} | moment)
    assert referred.status_code == 200, referred.text
    state = (await bench.service.visits.store.read(visit.removeprefix("/visits/"))).state
    told = [ReferralOverdueLifted(item="safety-01", until=date(2026, 9, 18), lifted_on=date(2026, 9, 19))]
    assert list(state.lifted_referrals) == (told if lifted else [])
    assert [late.item for late in state.late_referrals] == ([] if lifted else ["safety-01"])
