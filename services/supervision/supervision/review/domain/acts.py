"""Acts of two officers in a case, and whether the second one confirmed them (APL 42)."""

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from contracts.cases import (
    ActConfirmed,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    PartyIdentified,
    PerformanceDemanded,
    PriorNoticeServed,
)
from contracts.event import Event
from contracts.values import CHINA
from supervision.review.domain.history import History, Published


def acts(history: History) -> list[Published[Any]]:
    """Return what two officers do, whatever it is: an event that names its act and its officers."""
    return [one for one in history.events if is_act(one.event.__class__)]


@cache
def is_act(kind: type[Event]) -> bool:
    return {"act", "officers"} <= kind.model_fields.keys()


def day_of(act: Event) -> date | None:
    """Return the day on which the act happened, as the officers gave it; None for an act of an unknown kind."""
    match act:
        case EvidenceTaken():
            return act.taken_at.astimezone(CHINA).date()
        case CircumstanceEstablished():
            return act.established_on
        case CorrectionOrdered():
            return act.ordered_on
        case CorrectionRechecked():
            return act.rechecked_on
        case CorrectionForgone():
            return act.forgone_on
        case PriorNoticeServed() | DecisionServed():
            return act.served_on
        case PerformanceDemanded():
            return act.demanded_on
        case DefenceReceived():
            return act.received_on
        case DefenceWaived():
            return act.waived_on
        case _:
            return None


def confirmation(history: History, act: Published[Any]) -> Published[ActConfirmed] | None:
    """Return the first confirmation by another of the act's officers; one by the recorder confirms nothing."""
    _, *others = act.event.officers or ("",)
    given = history.since(act).of(ActConfirmed)
    return next((one for one in given if one.event.act == act.event.act and one.event.certificate in others), None)


def confirmed[A: (EvidenceTaken, CorrectionRechecked, CircumstanceEstablished)](
    history: History, kind: type[A]
) -> list[Published[A]]:
    return [act for act in history.of(kind) if confirmation(history, act)]


def of_the_party(history: History) -> History:
    """Return what happened since the party last became somebody else: what was before told and ordered another."""
    named = history.of(PartyIdentified)
    turns = [
        later
        for earlier, later in pairwise(named)
        if (earlier.event.act_mark, earlier.event.subject) != (later.event.act_mark, later.event.subject)
    ]
    return history.since(turns[-1]) if turns else history


def standing_notice(history: History) -> Published[PriorNoticeServed] | None:
    """Return the last notice, unless the party was named otherwise after it (APL 44)."""
    notice = history.last(PriorNoticeServed)
    return None if notice is None or history.since(notice).of(PartyIdentified) else notice
