"""An alert about what is late or went wrong, open until it has been done.

There is one per kind and subject; of findings of a review one per event and rule.
"""

from dataclasses import dataclass, replace
from datetime import date

from contracts.code import Code
from contracts.folding import Landing
from contracts.refusal import Category, Rule, refuse
from contracts.supervision import AlertEvent, AlertKind, AlertRaised, AlertSettled, Settling
from contracts.values import Command, PublicText, RestsOn, Role, TownshipCode
from contracts.work_items import WorkItem, any_post


class RaiseAlert(Command):
    """`fact` is the event that says what is late, or that shows what a review found: `rule`, `law` and `what`.

    There is one for `each` township, where several heads are to learn of the same.
    """

    kind: AlertKind
    subject: str
    township: TownshipCode | None
    until: date | None
    fact: RestsOn
    rule: str = ""
    law: str = ""
    what: str = ""
    each: bool = False

    @property
    def id(self) -> str:
        """The alert's id: it is the same as long as it is about the same."""
        part = f"-{self.fact.sequence}-{self.rule.lower()}" if self.rule else ""
        part += f"-{self.township}" if self.each else ""
        return alert_id(self.kind, self.subject) + part


def alert_id(kind: AlertKind, subject: str) -> str:
    return f"alert-{kind}-{subject}"


class SettleAlert(Command):
    """`fact` is the event of the deed; `whole` is False for a part of it, such as a part of the money.

    `on` is the day of the deed, where that may be earlier than its record: in time is what was done in time.
    """

    fact: RestsOn
    whole: bool
    reason: Settling = Settling.DONE
    on: date | None = None


class ReviewAlert(Command):
    """What the supervisor found; it names no person, it is published."""

    remark: PublicText


SETTLED = Rule("supervision/alert-settled", "该预警已经解除", category=Category.CONFLICT)
BY_DEED = Rule(
    "supervision/alert-settled-by-deed",
    "此类预警在有关事项办结后自动解除，不得以核查代替办理",
    remedy="请督促有关执法主体办理",
)
OWN_ACT = Rule(
    "supervision/own-act",
    "该预警所指的事项由本人办理，不得由本人核查",
    category=Category.NOT_ALLOWED,
    remedy="请执法监督机构的另一人核查",
)

REVIEWED = frozenset(
    {
        AlertKind.RIPE_CASE_STRUCK,
        AlertKind.REPORTED_CASE_STRUCK,
        AlertKind.CLUE_SET_ASIDE,
        AlertKind.FINDING_SET_ASIDE,
        AlertKind.PAID_BY_HANDLER,
        AlertKind.ENFORCEMENT_ENDED,
        AlertKind.ANOTHER_ACT,
        AlertKind.TWO_POWERS,
        AlertKind.OPENED_ALONE,
        AlertKind.RESET_ALONE,
        AlertKind.ROLES_ALONE,
        AlertKind.RIGHTS_TAKEN,
        AlertKind.OWN_RIGHTS,
        AlertKind.TOKEN_COPIED,
        AlertKind.SEALED_AGAIN,
        AlertKind.ANSWER_CORRECTED,
        AlertKind.RECUSAL_ENTERED,
        AlertKind.DRAW_OVERDUE,
        AlertKind.REFERRAL_DECLINED,
        AlertKind.REFERRAL_FORGONE,
        AlertKind.REVIEW_FINDING,
        AlertKind.TASK_OVERDUE,
        AlertKind.UNEXPLAINED_VERDICT,
    }
)
"""Alerts that the supervisor may settle: what is done waits for a second pair of eyes (X-40); of what can't be undone
or done any more, such as a task of somebody who left, the remark says what came of it."""


class AlertStep(Code):
    """Step of the supervisor that an open alert waits for."""

    REVIEW = "review-alert", "核查预警"
    URGE = "urge-body", "督促办理"


@dataclass(frozen=True, kw_only=True)
class ReviewFacts:
    """`own_act`: the alert is about something that the caller did."""

    own_act: bool
    today: date


@dataclass(frozen=True, kw_only=True)
class Alert:
    """`place` orders lists: open ones first, then by day."""

    raised: AlertRaised
    settled: AlertSettled | None = None
    place: str = ""

    def concerns(self, deed: RestsOn) -> bool:
        """True for a deed after the event that raised the alert; an earlier one, heard again, settles nothing."""
        return all(deed.sequence > fact.sequence for fact in self.raised.rests_on if fact.id == deed.id)


land = Landing(Alert)


def evolve(alert: Alert | None, event: AlertEvent) -> Alert:
    """The alert after the event. One that was settled may be raised again."""
    match event:
        case AlertRaised():
            after = replace(land(alert, event), settled=None)
            return replace(after, place=f"open {event.raised_on}")
        case AlertSettled():
            return replace(land(alert, event), place=f"settled {event.settled_on}")
        case _:
            return land(alert, event)


def alert_work(alert: Alert) -> list[WorkItem]:
    """Have any supervisor review an open alert or, where a deed alone settles it, urge whoever is to do that."""
    if alert.settled:
        return []
    what = AlertStep.REVIEW if alert.raised.kind in REVIEWED else AlertStep.URGE
    return [WorkItem(who=any_post(Role.SUPERVISOR), what=what, until=alert.raised.until)]


def raise_alert(alert: Alert | None, command: RaiseAlert, today: date) -> list[AlertEvent]:
    """Raise it once for as long as it stays open (APL 75); a finding that the supervisor looked at, never again."""
    if alert and (not alert.settled or (command.rule and alert.settled.reason is Settling.REVIEWED)):
        return []
    return [
        AlertRaised(
            kind=command.kind,
            subject=command.subject,
            township=command.township,
            until=command.until,
            raised_on=today,
            rests_on=(command.fact,),
            rule=command.rule,
            law=command.law,
            what=command.what,
        )
    ]


def settle_alert(alert: Alert, command: SettleAlert, today: date) -> list[AlertEvent]:
    """Settle it by the whole deed, once."""
    if alert.settled or not command.whole:
        return []
    until = alert.raised.until
    in_time = command.on and until and command.on <= until
    return [AlertSettled(settled_on=today, reason=Settling.IN_TIME if in_time else command.reason)]


def review_alert(alert: Alert, command: ReviewAlert, facts: ReviewFacts) -> list[AlertEvent]:
    """Settle an alert about something that was done, after the supervisor looked at it."""
    if alert.settled:
        refuse(SETTLED)
    if alert.raised.kind not in REVIEWED:
        refuse(BY_DEED)
    if facts.own_act:
        refuse(OWN_ACT)
    return [AlertSettled(settled_on=facts.today, reason=Settling.REVIEWED, remark=command.remark)]
