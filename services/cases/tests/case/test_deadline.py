"""Terms flag, once, and bar nothing (X-24; APL 60, 67)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases.case.domain import deadline, enforcement
from chassis.deadlines import working_days
from contracts.cases import NoPenaltyGround, ServiceOverdueLifted


def due(course: Any) -> date | None:
    return deadline.due(course.case, working_days())


def tick(course: Any, on: date) -> list[str]:
    course.on = on
    events = deadline.tick(course.case, None, course.facts().today)
    course.land(events)
    return [event.type for event in events]


def test_x24_ninety_days_without_a_decision_are_flagged_once_and_the_decision_still_counts(course: Any) -> None:
    course.investigated().notify().confirm()
    until = due(course)
    assert until == date(2026, 11, 30)
    assert tick(course, until) == []
    assert tick(course, until + timedelta(days=1)) == ["cases.decision-overdue.v1"]
    assert tick(course, until + timedelta(days=2)) == []
    assert due(course) is None
    course.on = until + timedelta(days=5)
    assert course.decide().case.penalty


def test_a_term_to_pay_that_passed_is_flagged_once_with_what_is_open(course: Any) -> None:
    course.decided().serve().confirm().pay(300_00)
    until = due(course)
    assert until == date(2026, 9, 16)
    assert tick(course, until) == []
    assert tick(course, until + timedelta(days=1)) == ["cases.payment-overdue.v1"]
    assert course.case.payment_overdue.open == 700_00
    assert due(course) is None
    assert tick(course, until + timedelta(days=9)) == []


def test_what_was_found_not_fulfilled_is_followed_up_or_flagged_once(course: Any) -> None:
    """Found on Wednesday 9 September, ten working days: until the 22nd, as Sunday the 20th is worked."""
    course.investigated().order().confirm().later(8).recheck(fulfilled=False)
    look = course.case.rechecks[-1]
    assert due(course) != look.follow_until, "nothing was found before the second officer says so"
    course.confirm()
    assert due(course) == look.follow_until == date(2026, 9, 22)
    assert tick(course, date(2026, 9, 22)) == []
    assert tick(course, date(2026, 9, 23)) == ["cases.follow-up-overdue.v1"]
    assert course.case.follow_ups_overdue[0].act == look.act
    assert tick(course, date(2026, 9, 24)) == []
    course.recheck(fulfilled=False).confirm()
    assert due(course) == course.case.rechecks[-1].follow_until, "a look is flagged by itself"


@pytest.mark.parametrize("follow", ["notify", "order", "decide_none", "recheck", "withdraw"])
def test_what_follows_a_look_that_found_nothing_corrected(course: Any, follow: str) -> None:
    course.investigated().order().confirm().later(8).recheck(fulfilled=False).confirm()
    until = course.case.rechecks[-1].follow_until
    steps: dict[str, Callable[[], Any]] = {
        "notify": course.notify,
        "order": course.order,
        "decide_none": lambda: course.decide_none(NoPenaltyGround.FACTS),
        "recheck": lambda: course.later(1).recheck(fulfilled=True),
        "withdraw": course.withdraw,
    }
    steps[follow]()
    assert deadline.open_follow_up_until(course.confirm().case) is None
    course.on = until + timedelta(days=1)
    assert "cases.follow-up-overdue.v1" not in tick(course, course.on)


def test_a_notice_of_before_does_not_follow_it(course: Any) -> None:
    course.investigated().order().confirm().notify().confirm().later(8).recheck(fulfilled=False).confirm()
    assert due(course) == course.case.rechecks[-1].follow_until
    course.decide()
    course.serve().confirm().pay().later(5).recheck(fulfilled=False).confirm()
    until = course.case.rechecks[-1].follow_until
    assert due(course) == until
    course.do(enforcement.demand_performance, enforcement.DemandPerformance(officers=("HB-1001", "HB-1002"))).confirm()
    assert due(course) is None


def test_an_order_that_nobody_looks_after_is_flagged_once(course: Any) -> None:
    """Until Tuesday 8 September; five working days later is the 15th. A new order is looked after anew."""
    course.investigated().order()
    assert due(course) == course.case.filed.decide_until, "nothing is ordered before the second officer says so"
    course.confirm()
    assert due(course) == date(2026, 9, 15)
    assert tick(course, date(2026, 9, 15)) == []
    assert tick(course, date(2026, 9, 16)) == ["cases.recheck-overdue.v1"]
    assert tick(course, date(2026, 9, 17)) == []
    course.recheck(fulfilled=False).confirm().order().confirm()
    assert course.case.recheck_overdue is None
    course.on = date(2026, 9, 25)
    course.recheck(fulfilled=True)
    assert due(course) == course.case.order.recheck_until
    assert due(course.confirm()) == course.case.filed.decide_until


def test_a_service_that_nobody_confirmed_starts_no_term_to_pay(course: Any) -> None:
    """Decided on Tuesday 1 September: seven working days end on the 10th (APL 61, 85)."""
    assert due(course.decided().serve()) == date(2026, 9, 10)


def test_x25_a_decision_that_is_not_served_in_seven_working_days_is_flagged_once(course: Any) -> None:
    course.decided()
    assert tick(course, date(2026, 9, 10)) == []
    assert tick(course, date(2026, 9, 11)) == ["cases.service-overdue.v1"]
    assert tick(course, date(2026, 9, 12)) == []
    course.serve().confirm()
    assert course.case.service_overdue


def test_x25_a_service_by_post_counts_from_the_day_of_receipt_however_late_it_is_recorded(course: Any) -> None:
    course.decided()
    assert tick(course, date(2026, 9, 30)) == ["cases.service-overdue.v1"]
    course.serve(served_on=date(2026, 9, 8)).confirm()
    served = course.case.served
    assert (served.served_on, served.recorded_on) == (date(2026, 9, 8), date(2026, 9, 30))
    assert served.pay_until == date(2026, 9, 23)
    assert course.case.service_overdue is None
    assert isinstance(course.case.service_overdue_lifted, ServiceOverdueLifted)
    assert course.case.payment_overdue.until == date(2026, 9, 23), "known with the service"


def test_the_term_to_pay_is_kept_by_the_day_of_the_payment_not_of_its_recording(course: Any) -> None:
    """Paid on the 15th, term until the 16th, known on the 17th after the tick."""
    course.decided().serve().confirm()
    assert tick(course, date(2026, 9, 17)) == ["cases.payment-overdue.v1"]
    course.pay(400_00, "P-1", date(2026, 9, 15))
    assert course.case.payment_overdue, "the rest is late"
    course.pay(600_00, "P-2", date(2026, 9, 16))
    assert course.case.payment_overdue is None
    assert course.case.payment_overdue_lifted.lifted_on == date(2026, 9, 17)
    assert course.case.payments[0].recorded_on == date(2026, 9, 17)


def test_a_late_payment_is_flagged_although_it_is_recorded_before_the_tick(course: Any) -> None:
    course.decided().serve().confirm()
    course.on = date(2026, 9, 17)
    assert course.pay(paid_on=date(2026, 9, 17)).case.payment_overdue.open == 1_000_00


def test_a_paid_a_struck_and_a_closed_case_watch_nothing(course: Any) -> None:
    assert due(course.decided().serve().confirm().pay()) is None
    assert due(course.close()) is None


def test_a_struck_case_watches_nothing(course: Any) -> None:
    assert due(course.file().withdraw()) is None
