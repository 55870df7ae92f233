"""Alerts: raised once, settled by the deed that follows."""

from datetime import date
from typing import Any

from contracts.supervision import AlertKind, AlertRaised, AlertSettled, Settling
from contracts.values import RestsOn
from supervision.alerts import domain as alert
from supervision.alerts.domain import Alert, RaiseAlert, SettleAlert

TODAY = date(2026, 9, 1)


def told(sequence: int) -> RestsOn:
    return RestsOn(id="case-1", sequence=sequence)


def raising(sequence: int) -> RaiseAlert:
    return RaiseAlert(
        kind=AlertKind.DECISION_OVERDUE,
        subject="case-1",
        township="130624100",
        until=date(2026, 8, 31),
        fact=told(sequence),
    )


def after(*events: Any) -> Alert:
    folded = None
    for event in events:
        folded = alert.evolve(folded, event)
    assert folded
    return folded


def raised(sequence: int) -> AlertRaised:
    (event,) = alert.raise_alert(None, raising(sequence), TODAY)
    assert isinstance(event, AlertRaised)
    return event


SETTLED = AlertSettled(settled_on=date(2026, 9, 5))


def test_an_alert_names_the_event_that_it_rests_on() -> None:
    """Supervision rests on facts (APL 75)."""
    assert raised(5).rests_on == (told(5),)
    assert (raised(5).township, raised(5).raised_on) == ("130624100", TODAY)


def test_an_open_alert_is_not_raised_twice_and_a_settled_one_is() -> None:
    assert alert.raise_alert(after(raised(5)), raising(7), TODAY) == []
    (again,) = alert.raise_alert(after(raised(5), SETTLED), raising(9), TODAY)
    assert after(raised(5), SETTLED, again).settled is None


def test_the_deed_settles_once() -> None:
    command = SettleAlert(fact=told(6), whole=True)
    assert alert.settle_alert(after(raised(5)), command, TODAY) == [
        AlertSettled(settled_on=TODAY, reason=Settling.DONE)
    ]
    assert alert.settle_alert(after(raised(5), SETTLED), command, TODAY) == []


def test_a_part_of_the_deed_settles_nothing() -> None:
    assert alert.settle_alert(after(raised(5)), SettleAlert(fact=told(6), whole=False), TODAY) == []


def test_an_alert_is_concerned_by_what_happens_after_it_was_raised() -> None:
    assert [after(raised(5)).concerns(told(sequence)) for sequence in (4, 5, 6)] == [False, False, True]


def test_open_alerts_come_before_settled_ones_in_lists() -> None:
    assert after(raised(5)).place < after(raised(5), SETTLED).place
