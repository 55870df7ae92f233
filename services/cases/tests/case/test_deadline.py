"""Terms flag, once, and bar nothing (X-24; APL 60, 67)."""

from datetime import date, timedelta
from typing import Any

from cases.case.domain import deadline
from chassis.deadlines import working_days


def due(course: Any) -> date | None:
    return deadline.due(course.case, working_days())


def tick(course: Any, on: date) -> list[str]:
    events = deadline.flag_overdue(course.case, None, on)
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


def test_a_service_that_nobody_confirmed_starts_no_term(course: Any) -> None:
    assert due(course.decided().serve()) is None


def test_a_paid_a_struck_and_a_closed_case_watch_nothing(course: Any) -> None:
    assert due(course.decided().serve().confirm().pay()) is None
    assert due(course.close()) is None


def test_a_struck_case_watches_nothing(course: Any) -> None:
    assert due(course.file().withdraw()) is None
