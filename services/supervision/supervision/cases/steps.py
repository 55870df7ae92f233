"""The timeline of a case: what was done and when, in few words."""

from dataclasses import dataclass
from datetime import date

from contracts.cases import (
    CaseFiled,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionServed,
    EvidenceTaken,
    NoPenaltyDecided,
    PenaltyDecided,
    PerformanceDemanded,
    PriorNoticeServed,
)
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.values import CHINA, BodyCode

STEP_LIMIT = 200
DECISIONS = (PenaltyDecided.type, NoPenaltyDecided.type)


@dataclass(frozen=True, kw_only=True)
class Step:
    """`at` is the time of recording, `on` the day of an enforcement act; None for what is no act of the body."""

    type: str
    at: str
    sequence: int
    agency: BodyCode
    on: date | None = None


def step(event: Event, envelope: Envelope) -> Step:
    return Step(
        type=event.type,
        at=envelope.time,
        sequence=envelope.sequence,
        agency=envelope.agency,
        on=acted_on(event),
    )


def acted_on(event: Event) -> date | None:
    """The day of an act by which the body uses a power; None for other events."""
    match event:
        case CaseFiled():
            return event.filed_on
        case EvidenceTaken():
            return event.taken_at.astimezone(CHINA).date()
        case CorrectionOrdered():
            return event.ordered_on
        case CircumstanceEstablished():
            return event.established_on
        case CorrectionForgone():
            return event.forgone_on
        case CorrectionRechecked():
            return event.rechecked_on
        case PerformanceDemanded():
            return event.demanded_on
        case CourtEnforcementApplied():
            return event.applied_on
        case PriorNoticeServed() | DecisionServed():
            return event.served_on
        case PenaltyDecided() | NoPenaltyDecided():
            return event.decided_on
        case _:
            return None
