"""JSON view of an alert."""

from datetime import date

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.supervision import AlertKind, Settling
from contracts.values import TownshipCode
from supervision.alerts.domain import Alert


class AlertView(View):
    """`rule`, `law` and `what` tell what a review found; they are empty in other alerts."""

    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    raised_on: date
    settled_on: date | None
    reason: Settling | None
    rule: str
    law: str
    what: str
    open: bool


def alert_view(stored: Stored[Alert]) -> AlertView:
    raised, settled = stored.state.raised, stored.state.settled
    return AlertView(
        id=stored.id,
        version=stored.version,
        labels=labels_in([raised, settled]),
        kind=raised.kind,
        subject=raised.subject,
        township=raised.township,
        until=raised.until,
        raised_on=raised.raised_on,
        settled_on=settled.settled_on if settled else None,
        reason=(settled.reason or Settling.DONE) if settled else None,
        rule=raised.rule,
        law=raised.law,
        what=raised.what,
        open=settled is None,
    )
