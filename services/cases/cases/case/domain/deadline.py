"""Deadlines of a case: when one passes, that is flagged and nothing is barred (X-24, X-25; APL 28, 60, 61, 67).

A flag says what is so by the days of the facts: what was done in time and became known later lifts it again.
"""

from collections.abc import Sequence
from datetime import date

from cases.case.domain.case import Case
from cases.case.domain.course import evolve
from cases.case.domain.looks import follows_in_time, found_unfulfilled, looked_in_time
from cases.case.domain.procedure import Today
from cases.case.domain.terms import service_until, terms
from contracts.calendar import WorkingDays
from contracts.cases import (
    CaseEvent,
    CorrectionOrdered,
    DecisionOverdue,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    PaymentOverdue,
    PaymentOverdueLifted,
    RecheckOverdue,
    RecheckOverdueLifted,
    ServiceOverdue,
    ServiceOverdueLifted,
    TermsRecomputed,
)


def due(case: Case, calendar: WorkingDays) -> date | None:
    """The earliest last day that is not flagged yet."""
    days = (
        *(decision_until(case), open_recheck_until(case), open_follow_up_until(case)),
        *(open_service_until(case, calendar), open_payment_until(case, calendar)),
    )
    return min((day for day in days if day), default=None)


def decision_until(case: Case) -> date | None:
    """The last day to decide, while that is open and not flagged."""
    if case.decided or case.ended or case.decision_overdue:
        return None
    return case.filed.decide_until


def open_recheck_until(case: Case) -> date | None:
    """The day by which somebody is to look again, while nobody did and that is not flagged."""
    order = case.order
    if order is None or case.ended or case.enforcement_ended or case.recheck_overdue or not case.is_confirmed(order):
        return None
    return None if any(case.is_confirmed(one) for one in case.rechecks) else order.recheck_until


def open_follow_up_until(case: Case) -> date | None:
    """The day by which something is to follow a look that found an order not fulfilled, while that is not flagged."""
    look = found_unfulfilled(case)
    if look is None or case.ended or case.enforcement_ended:
        return None
    return None if any(one.act == look.act for one in case.follow_ups_overdue) else look.follow_until


def open_service_until(case: Case, calendar: WorkingDays) -> date | None:
    """The last day to serve, while that is open and not flagged."""
    if case.confirmed_service or case.ended or case.service_overdue:
        return None
    return service_until(case, calendar)


def open_payment_until(case: Case, calendar: WorkingDays) -> date | None:
    """The last day to pay, while money is open and that is not flagged."""
    running = terms(case, calendar)
    return None if case.ended or case.payment_overdue or not case.fine_open or not running else running.pay_until


def late(case: Case) -> bool:
    """Tell whether a deadline passed, as it was flagged, and what it is about is still to be done."""
    if case.ended:
        return False
    look = found_unfulfilled(case)
    return bool(
        (case.decision_overdue and not case.decided)
        or (case.service_overdue and not case.confirmed_service)
        or (case.payment_overdue and case.fine_open)
        or (case.recheck_overdue and not any(case.is_confirmed(one) for one in case.rechecks))
        or (look and any(one.act == look.act for one in case.follow_ups_overdue))
    )


def tick(case: Case, command: None, today: Today) -> list[CaseEvent]:
    """Flag each deadline that has passed, once; tell the terms that another calendar moved."""
    events = [*recomputed(case, today.calendar), *raised(case, today), *lifted(case, today)]
    if (until := decision_until(case)) and today.recorded_on > until:
        events.append(DecisionOverdue(until=until, noticed_on=today.recorded_on))
    if (until := open_recheck_until(case)) and today.recorded_on > until:
        events.append(RecheckOverdue(until=until, noticed_on=today.recorded_on))
    look, until = found_unfulfilled(case), open_follow_up_until(case)
    if look and until and today.recorded_on > until:
        events.append(FollowUpOverdue(act=look.act, until=until, noticed_on=today.recorded_on))
    return events


def with_flags(case: Case, events: Sequence[CaseEvent], today: Today) -> list[CaseEvent]:
    """Return the events, after the flags that are true or no longer true by them."""
    after = case
    for event in events:
        after = evolve(after, event.without_personal())
    return [*raised(after, today), *lifted(after, today), *events]


def raised(case: Case, today: Today) -> list[CaseEvent]:
    """Flag what was not done on its last day."""
    events: list[CaseEvent] = []
    if case.ended:
        return events
    if (until := late_service(case, today)) and not case.service_overdue:
        events.append(ServiceOverdue(until=until, noticed_on=today.recorded_on))
    if (until := late_payment(case, today)) and not case.payment_overdue:
        events.append(PaymentOverdue(until=until, noticed_on=today.recorded_on, open=case.fine_open_on(until)))
    return events


def lifted(case: Case, today: Today) -> list[CaseEvent]:
    """Lift what was flagged and proved to be in time."""
    events: list[CaseEvent] = []
    if case.service_overdue and not late_service(case, today):
        events.append(ServiceOverdueLifted(until=case.service_overdue.until, lifted_on=today.recorded_on))
    if case.payment_overdue and not late_payment(case, today):
        events.append(PaymentOverdueLifted(until=case.payment_overdue.until, lifted_on=today.recorded_on))
    if case.recheck_overdue and looked_in_time(case, case.recheck_overdue):
        events.append(RecheckOverdueLifted(until=case.recheck_overdue.until, lifted_on=today.recorded_on))
    answered = [late for late in case.follow_ups_overdue if follows_in_time(case, late)]
    return events + [
        FollowUpOverdueLifted(act=one.act, until=one.until, lifted_on=today.recorded_on) for one in answered
    ]


def with_order(case: Case, ordered: CorrectionOrdered, today: Today) -> list[CaseEvent]:
    """Return a new order, after the flags that are no longer true by it: it voids the looks that they are about."""
    events: list[CaseEvent] = []
    if case.recheck_overdue and ordered.ordered_on <= case.recheck_overdue.until:
        events.append(RecheckOverdueLifted(until=case.recheck_overdue.until, lifted_on=today.recorded_on))
    answered = [late for late in case.follow_ups_overdue if follows_in_time(case, late, ordered.ordered_on)]
    events += [FollowUpOverdueLifted(act=one.act, until=one.until, lifted_on=today.recorded_on) for one in answered]
    return [*events, ordered]


def late_service(case: Case, today: Today) -> date | None:
    """The last day to serve, if it passed without a service that counts."""
    until, served = service_until(case, today.calendar), case.confirmed_service
    if until is None or today.recorded_on <= until:
        return None
    return None if served and served.served_on <= until else until


def late_payment(case: Case, today: Today) -> date | None:
    """The last day to pay, if it passed with money open."""
    running = terms(case, today.calendar)
    until = running.pay_until if running else None
    if until is None or today.recorded_on <= until:
        return None
    return until if case.fine_open_on(until) else None


def recomputed(case: Case, calendar: WorkingDays) -> list[CaseEvent]:
    """Tell the terms anew if they are others than were told last."""
    running, told = terms(case, calendar), case.told_terms
    if case.ended or running is None or told is None:
        return []
    if (told.pay_until, told.review_until, told.sue_until) == (
        running.pay_until,
        running.review_until,
        running.sue_until,
    ):
        return []
    return [
        TermsRecomputed(
            pay_until=running.pay_until,
            review_until=running.review_until,
            sue_until=running.sue_until,
            calendar=calendar.version,
        )
    ]
