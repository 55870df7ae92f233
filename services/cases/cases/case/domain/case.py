"""A case: the facts established so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Protocol

from cases.case.domain.ceiling import Ceiling, Told
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionOverdue,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EndingGround,
    EnforcementEnded,
    EvidenceTaken,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    FinePaid,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    NoPenaltyDecided,
    NoPenaltyGround,
    OfficerReplaced,
    PartyIdentified,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    PerformanceDemanded,
    PriorNoticeServed,
    RecheckOverdue,
    RecheckOverdueLifted,
    RecusalDecided,
    RecusalRaised,
    SameActJudged,
    Sanction,
    ServiceOverdue,
    ServiceOverdueLifted,
    TermsRecomputed,
)
from contracts.values import CertificateNumber, Fen, Sha256

LET_OFF = (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST)


class Act(Protocol):
    """An act of two officers; the first of `officers` recorded it, another one confirms it (APL 42)."""

    @property
    def act(self) -> str: ...
    @property
    def officers(self) -> tuple[CertificateNumber, ...]: ...


@dataclass(frozen=True, kw_only=True)
class Case:
    """`papers` are those of all waivers, each after the act of its notice; `told` is what notices said."""

    filed: CaseFiled
    party: PartyIdentified | None = None
    evidence: tuple[EvidenceTaken, ...] = ()
    order: CorrectionOrdered | None = None
    forgone: CorrectionForgone | None = None
    circumstances: tuple[CircumstanceEstablished, ...] = ()
    rechecks: tuple[CorrectionRechecked, ...] = ()
    looks: tuple[Sha256, ...] = ()
    notice: PriorNoticeServed | None = None
    defence: DefenceReceived | None = None
    waiver: DefenceWaived | None = None
    papers: tuple[tuple[str, Sha256], ...] = ()
    told: tuple[Told, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    penalty: PenaltyDecided | None = None
    no_penalty: NoPenaltyDecided | None = None
    withdrawn: CaseWithdrawn | None = None
    served: DecisionServed | None = None
    payments: tuple[FinePaid, ...] = ()
    confirmations: tuple[ActConfirmed, ...] = ()
    judged: tuple[SameActJudged, ...] = ()
    decision_overdue: DecisionOverdue | None = None
    recheck_overdue: RecheckOverdue | None = None
    recheck_overdue_lifted: RecheckOverdueLifted | None = None
    follow_ups_overdue: tuple[FollowUpOverdue, ...] = ()
    follow_ups_lifted: tuple[FollowUpOverdueLifted, ...] = ()
    service_overdue: ServiceOverdue | None = None
    service_overdue_lifted: ServiceOverdueLifted | None = None
    payment_overdue: PaymentOverdue | None = None
    payment_overdue_lifted: PaymentOverdueLifted | None = None
    recomputed: TermsRecomputed | None = None
    demand: PerformanceDemanded | None = None
    court: CourtEnforcementApplied | None = None
    enforcement_ended: EnforcementEnded | None = None
    closed: CaseClosed | None = None
    recusals: tuple[RecusalRaised, ...] = ()
    recusals_decided: tuple[RecusalDecided, ...] = ()
    replaced: tuple[OfficerReplaced, ...] = ()
    filing_approved: FilingApproved | None = None
    filings_returned: tuple[FilingReturned, ...] = ()
    filings_handed_in: tuple[FilingHandedIn, ...] = ()

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts that still count, confirmed or not."""
        told: tuple[Act | None, ...] = (self.notice, self.defence, self.waiver, self.served, self.demand)
        single = filter(None, (self.order, self.forgone, *told))
        return (*self.evidence, *self.circumstances, *self.rechecks, *single)

    @property
    def awaits_approval(self) -> bool:
        """True until the head approved the filing; cases of older versions needed none."""
        return self.filed.awaits_approval and not self.filing_approved

    @property
    def filing_returned(self) -> bool:
        """True while the filing is with its officers, who are to hand it in again."""
        return self.awaits_approval and len(self.filings_returned) > len(self.filings_handed_in)

    @property
    def officers(self) -> tuple[CertificateNumber, ...]:
        """The officers of the case, as it was filed or the head replaced them."""
        return self.replaced[-1].officers if self.replaced else self.filed.officers

    @property
    def established(self) -> frozenset[str]:
        """The circumstances in the words of the law that two officers confirmed."""
        return frozenset(one.circumstance for one in self.circumstances if self.is_confirmed(one))

    @property
    def recusals_pending(self) -> tuple[RecusalRaised, ...]:
        decided = {one.recusal for one in self.recusals_decided}
        return tuple(one for one in self.recusals if one.recusal not in decided)

    @property
    def recused(self) -> frozenset[str]:
        """Who was recused: certificates of officers, accounts of heads, and the marks of all whose mark is known."""
        granted = {one.recusal for one in self.recusals_decided if one.granted}
        return frozenset(chain.from_iterable(one.names for one in self.recusals if one.recusal in granted))

    @property
    def void(self) -> frozenset[str]:
        """The acts that nobody may confirm any more, as one of their officers left or is the party."""
        left = [one.void for one in self.recusals_decided] + [one.void for one in self.replaced]
        return frozenset(chain(*left, self.party.void if self.party else ()))

    @property
    def unconfirmed(self) -> tuple[Act, ...]:
        """The acts that wait for their second officer."""
        return tuple(act for act in self.acts if not self.is_confirmed(act) and act.act not in self.void)

    def unconfirmed_of(self, *officers: str) -> tuple[str, ...]:
        return tuple(act.act for act in self.unconfirmed if set(officers) & set(act.officers))

    @property
    def decided(self) -> bool:
        return bool(self.penalty or self.no_penalty)

    @property
    def act_mark(self) -> Sha256 | None:
        """The mark of the punished act; none before the party is known."""
        return self.party.act_mark if self.party else None

    def same_as(self, mark: Sha256) -> bool | None:
        """What was said last of another case: that it is about the same act, about another one, or nothing yet."""
        return next((judged.same for judged in reversed(self.judged) if judged.other == mark), None)

    @property
    def ended(self) -> bool:
        return bool(self.closed or self.withdrawn)

    @property
    def decided_on(self) -> date | None:
        decision = self.penalty or self.no_penalty
        return decision.decided_on if decision else None

    @property
    def confirmed_service(self) -> DecisionServed | None:
        """The service of the decision, once the second officer confirmed it (APL 42)."""
        return self.served if self.served and self.is_confirmed(self.served) else None

    @property
    def party_is_gone(self) -> bool:
        """True once enforcement ended as the party died or ceased, to whom nothing can be served (ACL 40)."""
        ended = self.enforcement_ended
        return ended is not None and ended.ground in (EndingGround.DIED, EndingGround.CEASED)

    @property
    def told_terms(self) -> TermsRecomputed | DecisionServed | None:
        """The terms after service as they were told last."""
        return self.recomputed or self.served

    @property
    def fine(self) -> Fen:
        return self.penalty.fine if self.penalty else 0

    @property
    def fine_open(self) -> Fen:
        """The part of the fine that is not paid yet, in fen."""
        return self.fine - sum(payment.amount for payment in self.payments)

    def fine_open_on(self, day: date) -> Fen:
        """The part that was not paid at the end of a day, as far as is known now."""
        return self.fine - sum(payment.amount for payment in self.payments if payment.paid_on <= day)

    @property
    def newest_look(self) -> CorrectionRechecked | None:
        """The confirmed re-check of the newest day, whenever it was recorded; of one day, the last recorded."""
        by_day = {one.rechecked_on: one for one in self.rechecks if self.is_confirmed(one)}
        return by_day[max(by_day)] if by_day else None

    @property
    def order_open(self) -> bool:
        """True while an order to correct stands and the newest look did not find it fulfilled."""
        return bool(self.order and not (self.newest_look and self.newest_look.fulfilled))

    @property
    def answered_on(self) -> tuple[date, ...]:
        """The days of what may follow a look that found an order not fulfilled, besides another look or order."""
        told = self.notice.served_on if self.notice and self.is_confirmed(self.notice) else None
        demanded = self.demand.demanded_on if self.demand and self.is_confirmed(self.demand) else None
        days = (told, self.decided_on, demanded, self.court.applied_on if self.court else None)
        return tuple(filter(None, days))

    @property
    def corrected(self) -> bool:
        """True if an order to correct was fulfilled, as the newest look found."""
        return self.order is not None and not self.order_open

    @property
    def violation_decided_on(self) -> date | None:
        """The day of a decision that the act was committed, punished or let off as minor or first; None without one."""
        if self.penalty:
            return self.penalty.decided_on
        let_off = self.no_penalty if self.no_penalty and self.no_penalty.ground in LET_OFF else None
        return let_off.decided_on if let_off else None

    @property
    def unperformed(self) -> bool:
        """True while money or an order is open and enforcement has not ended."""
        return bool(self.fine_open or self.order_open) and not self.enforcement_ended

    @property
    def handlers(self) -> frozenset[CertificateNumber]:
        """The officers who handle or handled the case, or did an act of it."""
        before = (one.officers for one in self.replaced)
        acting = (act.officers for act in self.acts)
        return frozenset(chain(self.filed.officers, *before, *acting))

    @property
    def stayed_unfulfilled(self) -> bool:
        """True if an order was served, its term expired, and a confirmed re-check found it not fulfilled (X-11)."""
        return self.unfulfilled_since is not None

    @property
    def unfulfilled_since(self) -> date | None:
        """The day on which a confirmed re-check first found a confirmed order not fulfilled."""
        if not self.order or not self.is_confirmed(self.order):
            return None
        found = (one.rechecked_on for one in self.rechecks if self.is_confirmed(one) and not one.fulfilled)
        return min(found, default=None)

    @property
    def told_fine(self) -> Fen:
        """The fine that the prior notice told the party of, in fen."""
        return self.notice.proposed_fine if self.notice else 0

    def is_heavier_than_told(self, fine: Fen, sanctions: Iterable[Sanction]) -> bool:
        """True for a higher fine than the prior notice told, or for a kind of penalty that it did not tell."""
        told = self.notice
        return told is None or fine > told.proposed_fine or not set(sanctions) <= set(told.proposed_sanctions)

    @property
    def confirmed_evidence(self) -> tuple[str, ...]:
        """The acts of evidence that the second officer confirmed."""
        return tuple(item.act for item in self.evidence if self.is_confirmed(item))

    def confirmed_on(self, act: Act) -> date | None:
        """The day on which the second officer confirmed an act."""
        return next((one.confirmed_on for one in self.confirmations if one.act == act.act), None)

    def is_confirmed(self, act: Act) -> bool:
        return act.act in self.confirmed

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """The acts that were confirmed; computed once, as every step asks. Those of the party do not count."""
        given = frozenset(confirmation.act for confirmation in self.confirmations)
        return given - frozenset(self.party.void) if self.party else given
