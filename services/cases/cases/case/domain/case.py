"""What a case is: the facts established so far, and what a later fact voids."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseEvent,
    CaseFiled,
    CaseWithdrawn,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionOverdue,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceTaken,
    FinePaid,
    NoPenaltyDecided,
    PartyIdentified,
    PaymentOverdue,
    PenaltyDecided,
    PriorNoticeServed,
)
from contracts.folding import Landing
from contracts.values import CertificateNumber, Fen


class Act(Protocol):
    """What two officers do together; the first of `officers` recorded it, another one confirms it (APL 42)."""

    @property
    def act(self) -> str: ...
    @property
    def officers(self) -> tuple[CertificateNumber, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Case:
    filed: CaseFiled
    party: PartyIdentified | None = None
    evidence: tuple[EvidenceTaken, ...] = ()
    order: CorrectionOrdered | None = None
    rechecks: tuple[CorrectionRechecked, ...] = ()
    notice: PriorNoticeServed | None = None
    defence: DefenceReceived | None = None
    waiver: DefenceWaived | None = None
    penalty: PenaltyDecided | None = None
    no_penalty: NoPenaltyDecided | None = None
    withdrawn: CaseWithdrawn | None = None
    served: DecisionServed | None = None
    payments: tuple[FinePaid, ...] = ()
    confirmations: tuple[ActConfirmed, ...] = ()
    decision_overdue: DecisionOverdue | None = None
    payment_overdue: PaymentOverdue | None = None
    closed: CaseClosed | None = None

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts that still count, confirmed or not."""
        single = (self.order, self.notice, self.defence, self.waiver, self.served)
        return (*self.evidence, *self.rechecks, *present(single))

    @property
    def decided(self) -> bool:
        return bool(self.penalty or self.no_penalty)

    @property
    def ended(self) -> bool:
        return bool(self.closed or self.withdrawn)

    @property
    def fine_open(self) -> Fen:
        """What of the fine is not paid yet, in fen."""
        fine = self.penalty.fine if self.penalty else 0
        return fine - sum(payment.amount for payment in self.payments)

    def is_confirmed(self, act: Act) -> bool:
        return act.act in self.confirmed

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """Asked of every act for every step."""
        return frozenset(confirmation.act for confirmation in self.confirmations)


def present(acts: Iterable[Act | None]) -> tuple[Act, ...]:
    return tuple(act for act in acts if act)


land = Landing(Case)


def evolve(case: Case | None, event: CaseEvent) -> Case:
    """A fact lands in the field that names its class; what it voids besides stands here."""
    match event:
        case PartyIdentified() if case and another_party(case, event):  # told and ordered was somebody else (APL 44)
            after = land(case, event)
            return replace(after, order=None, rechecks=(), notice=None, defence=None, waiver=None)
        case CorrectionOrdered():  # a new term runs afresh (APL 28(1))
            return replace(land(case, event), rechecks=())
        case PriorNoticeServed():  # a new notice opens the party's rights afresh (APL 44, 45)
            return replace(land(case, event), defence=None, waiver=None)
        case _:
            return land(case, event)


def another_party(case: Case, event: PartyIdentified) -> bool:
    """Whether somebody else answers for the act than before, or in another quality."""
    before = case.party
    return before is not None and (before.act_mark, before.subject) != (event.act_mark, event.subject)
