"""What officers owe after a day has passed is an alert until they did it."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, Caller
from contracts.inspections import (
    DrawHeld,
    DrawOverdue,
    DrawSealed,
    PatrolAssigned,
    PatrolConcluded,
    PatrolFindingSetAside,
    PatrolOverdue,
    ReferralForgone,
    ReferralOverdue,
    TermRechecked,
    TermRecheckOverdue,
    ViolationReferred,
    VisitActConfirmed,
    VisitAssigned,
    VisitConcluded,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitUnmet,
)
from supervision.service import Service

type Builder = Callable[..., Any]
type Told = Callable[..., Awaitable[Any]]


async def test_late_rechecks_alert_until_both_officers_looked_at_each_order(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    for item in ("safety-01", "safety-02"):
        await bench.hear("visit-1", make(TermRecheckOverdue, item=item))
    await bench.hear("visit-1", make(TermRechecked, item="safety-01"))
    for act in ("recheck-safety-01", "record", "order-safety-02"):
        await bench.hear("visit-1", make(VisitActConfirmed, act=act))
    assert await alerts(supervisor, kind="recheck-overdue") == [("alert-recheck-overdue-visit-1", True)]
    await bench.hear("visit-1", make(VisitActConfirmed, act="recheck-safety-02"))
    assert await alerts(supervisor, kind="recheck-overdue") == [("alert-recheck-overdue-visit-1", False)]
    assert await bench.parked() == []


async def test_a_late_patrol_alerts_until_it_is_concluded(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("patrol-1", make(PatrolAssigned))
    await bench.hear("patrol-1", make(PatrolOverdue))
    assert await alerts(supervisor, kind="patrol-overdue") == [("alert-patrol-overdue-patrol-1", True)]
    await bench.hear("patrol-1", make(PatrolConcluded))
    assert await alerts(supervisor, kind="patrol-overdue") == [("alert-patrol-overdue-patrol-1", False)]


async def test_x36_a_draw_that_was_never_held_alerts_until_it_is_or_somebody_looked(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told, alerts: Told
) -> None:
    """One that can't be held any more waits for the supervisor alone; it is the county's."""
    for draw in ("draw-1", "draw-2"):
        await bench.hear(draw, make(DrawSealed))
        await bench.hear(draw, make(DrawOverdue))
    assert {one["township"] for one in await items(supervisor, kind="draw-overdue")} == {None}
    await bench.hear("draw-1", make(DrawHeld))
    done = await supervisor.act("/alerts/alert-draw-overdue-draw-2/review", {"remark": "见证人已调离，已另行封存"})
    assert (done.status_code, done.json()["reason"]) == (200, "reviewed")
    settled = [("alert-draw-overdue-draw-1", False), ("alert-draw-overdue-draw-2", False)]
    assert sorted(await alerts(supervisor, kind="draw-overdue")) == settled


@pytest.mark.parametrize("deed", [VisitOpened, VisitConcluded, VisitUnmet, VisitPostponed])
async def test_somebody_being_there_or_a_later_day_settles_a_late_visit(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: type[Any], alerts: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(VisitOverdue))
    assert await alerts(supervisor, kind="visit-overdue") == [("alert-visit-overdue-visit-1", True)]
    await bench.hear("visit-1", make(deed))
    assert await alerts(supervisor, open="false") == [("alert-visit-overdue-visit-1", False)]


@pytest.mark.parametrize(
    ("deed", "day"), [(VisitOpened, "opened_on"), (VisitConcluded, "concluded_on"), (PatrolConcluded, "concluded_on")]
)
async def test_what_was_in_time_and_recorded_late_was_no_matter_for_an_alert(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: type[Any], day: str, items: Told
) -> None:
    sent, late = (PatrolAssigned, PatrolOverdue) if deed is PatrolConcluded else (VisitAssigned, VisitOverdue)
    for number, done_on in (("1", date(2026, 9, 30)), ("2", date(2026, 10, 1))):
        for event in (make(sent), make(late, until=date(2026, 9, 30)), make(deed, **{day: done_on})):
            await bench.hear(f"inspection-{number}", event)
    kind = "patrol-overdue" if deed is PatrolConcluded else "visit-overdue"
    assert {one["subject"]: one["reason"] for one in await items(supervisor, kind=kind)} == {
        "inspection-1": "in-time",
        "inspection-2": "done",
    }


@pytest.mark.parametrize("deed", [ViolationReferred, ReferralForgone])
async def test_a_late_referral_alerts_until_each_was_made_or_forgone(
    bench: Bench[Service], make: Builder, supervisor: Caller, deed: type[Any], items: Told, alerts: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    for item in ("safety-01", "safety-02"):
        await bench.hear("visit-1", make(ReferralOverdue, item=item))
    late = "alert-referral-overdue-visit-1"
    for item, is_open in (("safety-01", True), ("safety-02", False)):
        more = {"reason": "未造成危害后果"} if deed is ReferralForgone else {}
        await bench.hear("visit-1", make(deed, item=item, **more))
        assert await alerts(supervisor, kind="referral-overdue") == [(late, is_open)]
    forgone = await items(supervisor, kind="referral-forgone")
    assert [one["what"] for one in forgone] == (["未造成危害后果"] if deed is ReferralForgone else [])


async def test_a_reason_not_to_refer_is_looked_at(
    bench: Bench[Service], make: Builder, supervisor: Caller, items: Told
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(ReferralForgone, reason="已经改正"))
    (forgone,) = await items(supervisor, kind="referral-forgone")
    done = await supervisor.act(f"/alerts/{forgone['id']}/review", {"remark": "已经核实"})
    assert (done.status_code, done.json()["reason"]) == (200, "reviewed")


async def test_x40_a_finding_that_one_officer_set_aside_is_looked_at(
    bench: Bench[Service], make: Builder, supervisor: Caller, alerts: Told
) -> None:
    await bench.hear("patrol-1", make(PatrolAssigned))
    await bench.hear("patrol-1", make(PatrolFindingSetAside))
    aside = "alert-finding-set-aside-patrol-1"
    assert await alerts(supervisor, kind="finding-set-aside") == [(aside, True)]
    done = await supervisor.act(f"/alerts/{aside}/review", {"remark": "已经核实"})
    assert done.status_code == 200, done.text
