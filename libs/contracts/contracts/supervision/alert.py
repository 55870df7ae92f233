from datetime import date
from enum import StrEnum

from contracts.event import Event
from contracts.topics import ALERTS
from contracts.values import RestsOn, TownshipCode


class AlertEvent(Event, topic=ALERTS):
    """What can happen to an alert."""


class AlertKind(StrEnum):
    DECISION_OVERDUE = "decision-overdue"
    PAYMENT_OVERDUE = "payment-overdue"
    VISIT_OVERDUE = "visit-overdue"
    TASK_OVERDUE = "task-overdue"
    REFERRAL_DECLINED = "referral-declined"


class AlertRaised(AlertEvent, type="supervision.alert-raised.v1"):
    """Something is late or went wrong; the head and the supervisor see it (domain §10 FLAG).

    `rests_on` is the event that says so.
    """

    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    raised_on: date
    rests_on: tuple[RestsOn, ...] = ()


class AlertSettled(AlertEvent, type="supervision.alert-settled.v1"):
    """What was late has been done."""

    settled_on: date
