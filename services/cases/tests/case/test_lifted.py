"""What is recorded late and was done in time lifts the flag; what was late keeps it (APL 28(1), 53)."""

from datetime import date, timedelta
from typing import Any

import pytest

from cases.case.domain import deadline, enforcement
from contracts.cases import FollowUpOverdue, FollowUpOverdueLifted, RecheckOverdue, RecheckOverdueLifted

OFFICERS = ("HB-1001", "HB-1002")
LAST_TO_LOOK, LAST_TO_FOLLOW = date(2026, 9, 15), date(2026, 9, 22)


def tick(course: Any, on: date) -> list[str]:
    course.on = on
    events = deadline.tick(course.case, None, course.facts().today)
    course.land(events)
    return [event.type for event in events]


@pytest.fixture
def unseen(course: Any) -> Any:
    """An order until Tuesday 8 September after which nobody looked by the 15th, on the 16th."""
    course.investigated().order().confirm()
    assert tick(course, date(2026, 9, 16)) == [RecheckOverdue.type]
    return course


@pytest.fixture
def left(course: Any) -> Any:
    """Found not fulfilled on 9 September, and nothing followed by the 22nd, on the 23rd."""
    course.investigated().order().confirm().later(8).recheck(fulfilled=False).confirm()
    assert tick(course, date(2026, 9, 23)) == [FollowUpOverdue.type]
    return course


def test_a_look_in_time_that_becomes_known_late_lifts_the_flag(unseen: Any) -> None:
    unseen.recheck(fulfilled=False, on=LAST_TO_LOOK)
    assert unseen.case.recheck_overdue, "nothing was seen before the second officer says so"
    unseen.later(1).confirm()
    assert unseen.case.recheck_overdue is None
    lifted = RecheckOverdueLifted(until=LAST_TO_LOOK, lifted_on=date(2026, 9, 17))
    assert unseen.case.recheck_overdue_lifted == lifted
    assert tick(unseen, date(2026, 9, 18)) == []


def test_a_late_look_keeps_its_flag(unseen: Any) -> None:
    unseen.recheck(fulfilled=True).confirm()
    assert unseen.case.recheck_overdue
    assert unseen.case.recheck_overdue_lifted is None


@pytest.mark.parametrize(("ordered_on", "late"), [(LAST_TO_LOOK, False), (date(2026, 9, 16), True)])
def test_a_new_order_in_time_lifts_the_flag_of_the_look(unseen: Any, ordered_on: date, late: bool) -> None:
    unseen.order(ordered_on=ordered_on)
    assert unseen.case.recheck_overdue is None, "a new term is looked after anew"
    assert (unseen.case.recheck_overdue_lifted is None) is late


@pytest.mark.parametrize("fulfilled", [True, False])
def test_another_look_in_time_lifts_what_was_to_follow_the_first(left: Any, fulfilled: bool) -> None:
    (flag,) = left.case.follow_ups_overdue
    left.recheck(fulfilled=fulfilled, on=LAST_TO_FOLLOW)
    assert left.case.follow_ups_overdue, "nothing followed before the second officer says so"
    left.confirm()
    assert left.case.follow_ups_overdue == ()
    assert left.case.follow_ups_lifted == (
        FollowUpOverdueLifted(act=flag.act, until=LAST_TO_FOLLOW, lifted_on=date(2026, 9, 23)),
    )
    assert tick(left, date(2026, 9, 24)) == []


def test_a_look_of_the_same_day_that_was_recorded_before_follows_nothing(course: Any) -> None:
    course.investigated().order().confirm().later(8)
    course.recheck(fulfilled=False).recheck(fulfilled=False).confirm()
    assert tick(course, date(2026, 9, 23)) == [FollowUpOverdue.type]
    assert [one.act for one in course.case.follow_ups_overdue] == [course.case.rechecks[1].act]
    assert tick(course, date(2026, 9, 24)) == []


@pytest.mark.parametrize("ordered_on", [LAST_TO_FOLLOW, date(2026, 9, 23)])
def test_a_new_order_in_time_lifts_what_was_to_follow(left: Any, ordered_on: date) -> None:
    left.order(ordered_on=ordered_on)
    assert bool(left.case.follow_ups_lifted) is (ordered_on == LAST_TO_FOLLOW)


def test_an_order_of_before_the_look_does_not_follow_it(left: Any) -> None:
    left.on = date(2026, 9, 15)
    left.order(ordered_on=date(2026, 9, 8))
    assert left.case.follow_ups_lifted == ()


def test_a_notice_in_time_that_is_confirmed_late_lifts_what_was_to_follow(course: Any) -> None:
    course.investigated().order().confirm().later(8).recheck(fulfilled=False).confirm()
    course.on = LAST_TO_FOLLOW
    course.notify()
    assert tick(course, date(2026, 9, 23)) == [FollowUpOverdue.type]
    course.confirm()
    assert course.case.follow_ups_overdue == ()
    assert len(course.case.follow_ups_lifted) == 1


def test_what_follows_late_keeps_the_flag(left: Any) -> None:
    left.notify().confirm()
    assert len(left.case.follow_ups_overdue) == 1
    assert left.case.follow_ups_lifted == ()


@pytest.fixture
def enforced(course: Any) -> Any:
    """A fine that was paid, and an order that a look after it found not fulfilled: performance is demanded."""
    course.investigated().order().confirm().later(8).recheck(fulfilled=False).confirm()
    return course.notify().confirm().later(6).waive().confirm().decide().serve().confirm().pay()


def demand(course: Any, on: date) -> Any:
    command = enforcement.DemandPerformance(officers=OFFICERS, demanded_on=on)
    return course.do(enforcement.demand_performance, command)


def test_a_demand_in_time_lifts_what_was_to_follow(enforced: Any) -> None:
    enforced.later(1).recheck(fulfilled=False).confirm()
    until = enforced.case.rechecks[-1].follow_until
    assert tick(enforced, until + timedelta(days=1)) == [FollowUpOverdue.type]
    demand(enforced, until)
    assert enforced.case.follow_ups_overdue
    assert enforced.confirm().case.follow_ups_overdue == ()


@pytest.mark.parametrize("late", [0, 1])
def test_an_application_in_time_lifts_what_was_to_follow(enforced: Any, late: int) -> None:
    """The demand was received, the party can't sue any more, and a look finds that nothing changed (X-28)."""
    demand(enforced, enforced.on).confirm()
    enforced.on = date(2027, 3, 22)
    enforced.recheck(fulfilled=False).confirm()
    until = enforced.case.rechecks[-1].follow_until
    assert tick(enforced, until + timedelta(days=2)) == [FollowUpOverdue.type]
    applied = enforcement.ApplyToCourt(applied_on=until + timedelta(days=late))
    enforced.head(enforcement.apply_to_court, applied)
    assert len(enforced.case.follow_ups_overdue) == late
    assert len(enforced.case.follow_ups_lifted) == 1 - late
