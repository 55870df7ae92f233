"""Deadlines of a case: when one passes, that is flagged and nothing is barred (X-24; APL 60, 67)."""

from datetime import date

from cases.case.domain.case import Case
from contracts.calendar import WorkingDays
from contracts.cases import CaseEvent, DecisionOverdue, PaymentOverdue


def due(case: Case, calendar: WorkingDays) -> date | None:
    """The earliest last day that is not flagged yet."""
    return min((day for day in (decision_until(case), payment_until(case)) if day), default=None)


def decision_until(case: Case) -> date | None:
    """The last day to decide, while that is open and not flagged."""
    if case.decided or case.ended or case.decision_overdue:
        return None
    return case.filed.decide_until


def payment_until(case: Case) -> date | None:
    """The last day to pay, while money is open and that is not flagged."""
    if case.ended or case.payment_overdue or not case.fine_open:
        return None
    served = case.served
    return served.pay_until if served and case.is_confirmed(served) else None


def flag_overdue(case: Case, command: None, on: date) -> list[CaseEvent]:
    """Flag each deadline that has passed, once."""
    events: list[CaseEvent] = []
    if (until := decision_until(case)) and on > until:
        events.append(DecisionOverdue(until=until, noticed_on=on))
    if (until := payment_until(case)) and on > until:
        events.append(PaymentOverdue(until=until, noticed_on=on, open=case.fine_open))
    return events
