"""Terms after the decision: to serve it, to pay, to ask for review and to sue (APL 61, 67, 85; ARL 20; ALL 46).

They follow from the days of the facts and the calendar of today: those that end in a year whose notice of holidays is
not out yet are provisional, and are computed anew when it is.
"""

from dataclasses import dataclass
from datetime import date

from cases.case.domain.case import Case
from contracts.calendar import WorkingDays, months_after

SERVICE_WORKING_DAYS = 7  # APL 61(1), 85
PAY_DAYS = 15  # APL 67(3)
REVIEW_DAYS = 60  # APL 7; ARL 20
SUE_MONTHS = 6  # APL 7; ALL 46


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Last days, counted from the day of service; `pay_until` is None where there is no fine."""

    pay_until: date | None
    review_until: date
    sue_until: date


def terms_after(served_on: date, *, fined: bool, calendar: WorkingDays) -> Terms:
    """Return the terms that service starts; one that ends on a day off ends on the next working day (CC 203)."""
    return Terms(
        pay_until=calendar.calendar_days_after(served_on, PAY_DAYS) if fined else None,
        review_until=calendar.calendar_days_after(served_on, REVIEW_DAYS),
        sue_until=calendar.next_working(months_after(served_on, SUE_MONTHS)),
    )


def terms(case: Case, calendar: WorkingDays) -> Terms | None:
    """Return the terms that run, by the calendar of today; None until a confirmed service (APL 42)."""
    served = case.confirmed_service
    return terms_after(served.served_on, fined=bool(case.fine), calendar=calendar) if served else None


def service_until(case: Case, calendar: WorkingDays) -> date | None:
    """Return the last day to serve the decision (APL 61(1)); None before there is one."""
    return calendar.after(case.decided_on, SERVICE_WORKING_DAYS) if case.decided_on else None
