"""Service, payment and closing (X-31; APL 61, 66, 67, 70)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from cases.case.domain import act, decision, demands, performance
from cases.days.domain import EARLY, FUTURE
from contracts.refusal import Refusal, Rule


def refused(doing: Callable[[], object]) -> Rule:
    with pytest.raises(Refusal) as refusal:
        doing()
    return refusal.value.rule


def test_nothing_is_served_before_it_is_decided(course: Any) -> None:
    assert refused(course.investigated().serve) is decision.UNDECIDED


def test_terms_run_from_service(course: Any) -> None:
    """Those to ask for reconsideration and to sue (APL 7), too."""
    """Served on Tuesday 1 September 2026: 15 days end on a Wednesday, 60 on a Saturday, six months on a Monday."""
    served = course.decided().serve().case.served
    assert served.pay_until == date(2026, 9, 16)
    assert served.review_until == date(2026, 11, 2)
    assert served.sue_until == date(2027, 3, 1)


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day(course: Any) -> None:
    """Served on 18 September 2025: the 15th day lies in the holidays of 1 to 8 October (CC 203)."""
    course.on = date(2025, 9, 18)
    served = course.investigated(act_on=date(2025, 9, 1)).notify().confirm().waive().confirm().decide().serve()
    assert served.case.served.pay_until == date(2025, 10, 9)


def test_it_is_served_after_the_decision_and_not_tomorrow(course: Any) -> None:
    course.decided().later(3)
    assert refused(lambda: course.serve(date(2026, 8, 31))) is EARLY
    assert refused(lambda: course.serve(date(2026, 9, 5))) is FUTURE


def test_a_decision_without_a_fine_sets_no_term_to_pay(course: Any) -> None:
    assert course.investigated().decide_none().serve().case.served.pay_until is None


def test_it_is_served_once_but_again_while_nobody_confirmed(course: Any) -> None:
    course.decided().serve().later(1).serve().confirm()
    assert course.case.served.served_on == date(2026, 9, 2)
    assert refused(course.serve) is performance.SERVED


def test_a_fine_is_paid_in_parts(course: Any) -> None:
    course.decided().serve().confirm().pay(400_00)
    assert course.case.fine_open == 600_00
    assert refused(lambda: course.pay(600_01, "P-2")) is performance.TOO_MUCH
    assert course.pay(600_00, "P-2").case.fine_open == 0
    assert refused(lambda: course.pay(1, "P-3")) is performance.NO_FINE_DUE


def test_x26_a_payment_without_a_receipt_is_none(course: Any) -> None:
    course.decided().serve().confirm()
    with pytest.raises(ValidationError, match="receipt"):
        course.pay(1_00, "")


def test_x33_a_receipt_has_the_number_of_nobody(course: Any) -> None:
    course.decided().serve().confirm()
    with pytest.raises(ValidationError, match="居民身份证号码"):
        course.pay(1_00, "110101199003077774")


@pytest.mark.parametrize(
    ("amount", "receipt", "paid_on", "rule"),
    [
        (0, "P-2", date(2026, 9, 1), performance.NOTHING_PAID),
        (1, "P-1", date(2026, 9, 1), performance.RECEIPT_USED),
        (1, "P-2", date(2026, 9, 2), FUTURE),
        (1, "P-2", date(2026, 8, 31), EARLY),
    ],
)
def test_a_payment_that_cannot_be(course: Any, amount: int, receipt: str, paid_on: date, rule: Rule) -> None:
    course.decided().serve().confirm().pay(1_00, "P-1")
    assert refused(lambda: course.pay(amount, receipt, paid_on)) is rule


def test_x26_a_receipt_that_another_case_holds_pays_nothing(course: Any) -> None:
    course.decided().serve().confirm()
    payment = performance.RecordPayment(paid_on=course.on, amount=1_00, receipt="P-1")
    assert refused(lambda: course.do(performance.record_payment, payment, claim="P-2")) is performance.RECEIPT_USED
    course.do(performance.record_payment, payment, claim=payment.receipt)


def test_nothing_is_paid_where_nothing_was_decided(course: Any) -> None:
    assert refused(course.investigated().pay) is decision.UNDECIDED
    assert refused(course.decide_none().pay) is performance.NO_FINE_DUE


def test_x31_a_case_with_money_open_is_not_closed(course: Any) -> None:
    course.decided()
    assert refused(course.close) is performance.NOT_SERVED
    assert refused(course.serve().close) is demands.UNCONFIRMED
    rule = refused(course.confirm().close)
    assert (rule, rule.law) == (performance.FINE_OPEN, "APL 66, 72")
    assert course.pay().close().case.closed.outcome == "penalty-performed"


def test_x31_a_case_with_an_order_open_is_not_closed(course: Any) -> None:
    course.investigated().order().confirm().notify().confirm().waive().confirm().decide().serve().confirm().pay()
    assert refused(course.close) is performance.ORDER_OPEN
    course.recheck(True)
    assert refused(course.close) is performance.ORDER_OPEN
    course.confirm().close()


def test_no_penalty_is_served_and_closed(course: Any) -> None:
    course.investigated().decide_none().serve().confirm().close()
    assert course.case.closed.outcome == "no-penalty"
    assert refused(course.close) is act.ENDED


def test_an_undecided_case_is_not_closed(course: Any) -> None:
    assert refused(course.investigated().close) is decision.UNDECIDED
