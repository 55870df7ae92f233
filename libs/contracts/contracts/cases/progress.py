"""Progress of a case, folded from its events, for the service that handles it and the one that supervises it."""

from dataclasses import dataclass, replace

from contracts.cases.decision import CaseWithdrawn, NoPenaltyDecided, PenaltyDecided
from contracts.cases.evidence import EvidenceTaken
from contracts.cases.notice import DefenceReceived, DefenceWaived, PriorNoticeServed
from contracts.cases.party import PartyIdentified
from contracts.cases.performance import CaseClosed, DecisionServed, FinePaid
from contracts.event import Event
from contracts.stages import Stage
from contracts.values import Fen


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The stage of a case and the facts that later events depend on: mark of the party, fine and payments in fen."""

    stage: Stage = Stage.FILED
    party: str = ""
    fine: Fen = 0
    paid: Fen = 0

    @property
    def after_service(self) -> Stage:
        """Return `paid` if the decision was served and paid in full; a decision without a fine is never paid."""
        return Stage.PAID if self.fine and self.paid >= self.fine else Stage.SERVED


def advance(before: Progress, event: Event) -> Progress:
    """Return the progress after the next event; an act counts from when it was recorded, confirmed or not."""
    match event:
        case PartyIdentified():
            return identified(before, event)
        case EvidenceTaken():
            return reach(before, Stage.INVESTIGATED) if before.stage is Stage.FILED else before
        case PriorNoticeServed():
            return reach(before, Stage.NOTICED)
        case DefenceReceived() | DefenceWaived():
            return reach(before, Stage.DEFENDED)
        case PenaltyDecided():
            return replace(before, stage=Stage.DECIDED, fine=event.fine)
        case NoPenaltyDecided():
            return reach(before, Stage.NOT_PUNISHED)
        case DecisionServed():
            return reach(before, before.after_service)
        case FinePaid():
            after = replace(before, paid=before.paid + event.amount)
            return reach(after, after.after_service) if before.stage is Stage.SERVED else after
        case CaseWithdrawn():
            return reach(before, Stage.WITHDRAWN)
        case CaseClosed():
            return reach(before, Stage.CLOSED)
        case _:
            return before


def identified(before: Progress, event: PartyIdentified) -> Progress:
    """Return the progress after the party was identified once more; what was told names another one now (APL 44)."""
    party = f"{event.act_mark}/{event.subject}"
    void = before.stage in (Stage.NOTICED, Stage.DEFENDED)
    return replace(before, party=party, stage=Stage.INVESTIGATED if void else before.stage)


def reach(before: Progress, stage: Stage) -> Progress:
    return replace(before, stage=stage)
