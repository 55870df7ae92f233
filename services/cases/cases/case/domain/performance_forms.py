"""Forms for what follows the decision: service, payment, demand, court, the end of enforcement."""

from datetime import date, timedelta

from cases.case.domain.enforcement import (
    check_demand_over,
    check_fine_demanded,
    check_ground,
    check_late,
    check_suing_over,
    court_until,
    demand_until,
)
from cases.case.domain.form import Desk, Item
from cases.days.domain import recordable_since
from contracts.cases import EndingGround, ServiceMethod
from contracts.steps import Bounds, Form, chosen, passes

METHODS = chosen(ServiceMethod, "APL 61")


def serve_decision(desk: Desk, item: Item) -> Form:
    days = Bounds(least=desk.case.decided_on, most=desk.facts.today.on)
    options = {"officers": desk.officers, "method": METHODS, "served_on": days}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def record_payment(desk: Desk, item: Item) -> Form:
    open_fine = desk.case.fine_open
    days = Bounds(least=desk.case.decided_on, most=desk.facts.today.on)
    return Form(prefill={"amount": open_fine}, options={"paid_on": days, "amount": Bounds(least=1, most=open_fine)})


def demand_performance(desk: Desk, item: Item) -> Form:
    """`demanded_on` begins on the first day that may still be recorded and on which performance was late."""
    case, today = desk.case, desk.facts.today
    served = case.confirmed_service
    since = served.served_on if served else case.decided_on
    first = recordable_since(today.on, since, today.procedure.terms.record_days)
    late = [day for day in days_from(first, today.on) if passes(check_late, case, day, today.calendar)]
    options = {"officers": desk.officers, "demanded_on": Bounds(least=min(late, default=today.on), most=today.on)}
    return Form(prefill=desk.two, options=options, missing=desk.lacks_second)


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


def apply_to_court(desk: Desk, item: Item) -> Form:
    """`applied_on` lies after the demand and the term to sue, and within the three months that follow."""
    case, today = desk.case, desk.facts.today
    demand, last = case.demand, court_until(case, today)
    if demand is None:
        return Form()
    most = min(today.on, last) if last else today.on
    open_days: list[date] = []
    day = most
    while day >= demand.demanded_on and passes(check_day, desk, day):
        open_days.append(day)
        day -= timedelta(days=1)
    return Form(options={"applied_on": Bounds(least=min(open_days, default=most), most=most)})


def check_day(desk: Desk, day: date) -> None:
    case, today = desk.case, desk.facts.today
    if case.demand:
        check_fine_demanded(case, case.demand, day, today)
        check_demand_over(demand_until(case, case.demand, today), day)
    check_suing_over(case, day, today)


def end_enforcement(desk: Desk, item: Item) -> Form:
    open_grounds = [ground for ground in EndingGround if passes(check_ground, desk.case, ground)]
    return Form(options={"ground": chosen(open_grounds, "ACL 40")})
