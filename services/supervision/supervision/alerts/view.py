"""JSON view of an alert."""

from datetime import date
from typing import Any

from chassis.http import View, words_of
from chassis.store import Stored
from contracts.calendar import PROVISIONAL, WorkingDays
from contracts.labels import labels_in
from contracts.steps import NextStep
from contracts.supervision import AlertKind, Settling
from contracts.values import TownshipCode
from supervision.alerts.domain import Alert

BY_CALENDAR = (AlertKind.PAYMENT_OVERDUE, AlertKind.SERVICE_OVERDUE)
"""Alerts whose last day was computed by working days and days off."""


class AlertView(View):
    """`rule`, `law` and `what` tell what a review found; they are empty in other alerts."""

    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    provisional: bool
    raised_on: date
    settled_on: date | None
    reason: Settling | None
    remark: str
    rule: str
    law: str
    what: str
    open: bool


class AlertPage(AlertView):
    """The alert, and its step with the form."""

    next_steps: list[NextStep]


def alert_view(stored: Stored[Alert], calendar: WorkingDays) -> AlertView:
    return AlertView(**fields(stored, calendar), labels=labels_of(stored, calendar))


def alert_page_of(stored: Stored[Alert], calendar: WorkingDays, steps: list[NextStep]) -> AlertPage:
    labels = labels_of(stored, calendar) | words_of(steps)
    return AlertPage(**fields(stored, calendar), labels=labels, next_steps=steps)


def labels_of(stored: Stored[Alert], calendar: WorkingDays) -> dict[str, str]:
    raised, settled = stored.state.raised, stored.state.settled
    return labels_in([raised, settled]) | (PROVISIONAL if is_provisional(stored.state, calendar) else {})


def is_provisional(alert: Alert, calendar: WorkingDays) -> bool:
    return alert.raised.kind in BY_CALENDAR and calendar.is_provisional(alert.raised.until)


def fields(stored: Stored[Alert], calendar: WorkingDays) -> dict[str, Any]:
    """Return what lists and pages alike show of an alert."""
    raised, settled = stored.state.raised, stored.state.settled
    return {
        "id": stored.id,
        "version": stored.version,
        "kind": raised.kind,
        "subject": raised.subject,
        "township": raised.township,
        "until": raised.until,
        "provisional": is_provisional(stored.state, calendar),
        "raised_on": raised.raised_on,
        "settled_on": settled.settled_on if settled else None,
        "remark": settled.remark if settled else "",
        "reason": (settled.reason or Settling.DONE) if settled else None,
        "rule": raised.rule,
        "law": raised.law,
        "what": raised.what,
        "open": settled is None,
    }
