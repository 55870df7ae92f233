"""JSON view of an alert."""

from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.calendar import PROVISIONAL, WorkingDays
from contracts.labels import labels_in
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


def alert_view(stored: Stored[Alert], calendar: WorkingDays) -> AlertView:
    raised, settled = stored.state.raised, stored.state.settled
    provisional = raised.kind in BY_CALENDAR and calendar.is_provisional(raised.until)
    return AlertView(
        id=stored.id,
        version=stored.version,
        labels=labels_in([raised, settled]) | (PROVISIONAL if provisional else {}),
        kind=raised.kind,
        subject=raised.subject,
        township=raised.township,
        until=raised.until,
        provisional=provisional,
        raised_on=raised.raised_on,
        settled_on=settled.settled_on if settled else None,
        remark=settled.remark if settled else "",
        reason=(settled.reason or Settling.DONE) if settled else None,
        rule=raised.rule,
        law=raised.law,
        what=raised.what,
        open=settled is None,
    )
