"""The state of a visit: the facts so far, and what they come to."""

from dataclasses import dataclass, replace
from datetime import date

from contracts.folding import Landing
from contracts.inspections import (
    Answer,
    CorrectionTermSet,
    InspectorReplaced,
    ItemAnswered,
    RectifiedOnSite,
    ReferralForgone,
    ReferralOverdue,
    ReferralOverdueLifted,
    ReplacementGround,
    TermRechecked,
    TermRecheckOverdue,
    TermRecheckOverdueLifted,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitConcluded,
    VisitEvent,
    VisitOpened,
    VisitOverdue,
    VisitOverdueLifted,
    VisitPostponed,
    VisitTaskWithdrawn,
    VisitUnmet,
    VisitWithdrawn,
)
from contracts.values import CertificateNumber
from inspections.caps.domain.visit_caps import VisitReason
from inspections.officers.domain import officers_after
from inspections.visits.domain.stage import VisitStage

RECORD = "record"
"""The act that is the whole record of the visit so far."""


def answer_of(item: str) -> str:
    return f"answer-{item}"


def rectification_of(item: str) -> str:
    return f"rectification-{item}"


def order_act(item: str) -> str:
    return f"order-{item}"


def recheck_act(item: str) -> str:
    return f"recheck-{item}"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """`seen` is what the other officer confirmed, `agreed` problems both were sure of; void pictures show nothing."""

    assigned: VisitAssigned
    approved: VisitApproved | None = None
    postponed: VisitPostponed | None = None
    overdue: VisitOverdue | None = None
    overdue_lifted: VisitOverdueLifted | None = None
    opened: VisitOpened | None = None
    answers: tuple[ItemAnswered, ...] = ()
    rectified: tuple[RectifiedOnSite, ...] = ()
    terms: tuple[CorrectionTermSet, ...] = ()
    rechecks: tuple[TermRechecked, ...] = ()
    late_rechecks: tuple[TermRecheckOverdue, ...] = ()
    lifted_rechecks: tuple[TermRecheckOverdueLifted, ...] = ()
    referred: tuple[ViolationReferred, ...] = ()
    late_referrals: tuple[ReferralOverdue, ...] = ()
    lifted_referrals: tuple[ReferralOverdueLifted, ...] = ()
    forgone: tuple[ReferralForgone, ...] = ()
    unmet: VisitUnmet | None = None
    concluded: VisitConcluded | None = None
    confirmations: tuple[VisitActConfirmed, ...] = ()
    replacements: tuple[InspectorReplaced, ...] = ()
    void_pictures: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    withdrawn: VisitWithdrawn | None = None
    task_withdrawn: VisitTaskWithdrawn | None = None

    @property
    def officers(self) -> tuple[CertificateNumber, ...]:
        return officers_after(self.assigned.officers, self.replacements)

    @property
    def sent(self) -> tuple[VisitEvent, ...]:
        """What let the two officers who go, go: the approval and the replacements."""
        return (*([self.approved] if self.approved else ()), *self.replacements)

    def looked_at(self, *items: str) -> tuple[VisitEvent, ...]:
        """What a look at these items follows: that the two are there, and what was seen of each before."""
        opened = [self.opened] if self.opened else []
        return (*self.sent, *opened, *(one for one in self.answers if one.item in items))

    @property
    def joined_on(self) -> date:
        """The day since which the two who go were both sent."""
        return max((fact.replaced_on for fact in self.replacements), default=date.min)

    @property
    def recused(self) -> frozenset[CertificateNumber]:
        """Who may not go: recused before the draw, or by the head since."""
        since = (one.replaced for one in self.replacements if one.ground is ReplacementGround.RECUSAL)
        return frozenset((*self.assigned.recused, *since))

    @property
    def handlers(self) -> frozenset[CertificateNumber]:
        """The officers who are or were to go."""
        return frozenset((*self.assigned.officers, *(one.by for one in self.replacements)))

    def confirmed(self, act: str, other_than: CertificateNumber | None) -> VisitActConfirmed | None:
        """The confirmation of an act, by another officer than this one; None as long as there is none."""
        given = (fact for fact in self.confirmations if fact.act == act and fact.certificate != other_than)
        return next(given, None)

    @property
    def orders(self) -> dict[str, CorrectionTermSet]:
        """The newest order of each item."""
        return {term.item: term for term in self.terms}

    def counts(self, act: str, officer: CertificateNumber | None) -> bool:
        """True for an act of both officers; those of before, which name no officer, count as they did."""
        return officer is None or self.confirmed(act, None) is not None

    def unconfirmed(self) -> dict[str, CertificateNumber]:
        """The orders and re-checks that wait for the other officer, each with who recorded it."""
        settled = {fact.item for facts in (self.rectified, self.referred) for fact in facts}
        orders = {order_act(item): term.officer for item, term in self.orders.items() if item not in settled}
        rechecks = {recheck_act(fact.item): fact.officer for fact in self.rechecks}
        waiting = {act: officer for act, officer in (orders | rechecks).items() if not self.counts(act, officer)}
        return {act: officer for act, officer in waiting.items() if officer}

    @property
    def inspect_until(self) -> date:
        return self.postponed.inspect_until if self.postponed else self.assigned.inspect_until

    @property
    def put_off_since(self) -> date:
        """The day from which all its postponements count; a visit of before counts from its first last day."""
        return self.assigned.assigned_on or self.assigned.inspect_until

    @property
    def conclude_until(self) -> date:
        """The last day to be done: a visit that is opened late is concluded on its day."""
        return max(self.inspect_until, self.opened.opened_on) if self.opened else self.inspect_until

    @property
    def last_done_on(self) -> date:
        """The day of the newest of what was done at the firm."""
        opened = [self.opened.opened_on] if self.opened else []
        rectified = [fact.rectified_on for fact in self.rectified]
        return max([*opened, *rectified, *(fact.ordered_on for fact in self.terms)], default=date.min)

    @property
    def reason(self) -> VisitReason:
        """The reason for the visit, which decides whether it takes a place (E-5, E-6)."""
        return VisitReason.SUPERVISOR_TASK if self.assigned.task else VisitReason.LOT

    @property
    def stage(self) -> VisitStage:
        """The stage of the newest of the facts that end one."""
        if self.concluded:
            return VisitStage.CONCLUDED
        if self.withdrawn:
            return VisitStage.WITHDRAWN
        if self.unmet:
            return VisitStage.UNMET
        if self.opened:
            return VisitStage.OPENED
        return VisitStage.APPROVED if self.approved else VisitStage.ASSIGNED

    @property
    def over(self) -> bool:
        return bool(self.unmet or self.concluded or self.withdrawn)

    def problems(self) -> list[str]:
        """The items whose newest answer is a problem."""
        newest = {answer.item: answer.answer for answer in self.answers}
        return [item for item, answer in newest.items() if answer is Answer.PROBLEM]

    def dealt_with(self, on: date) -> set[str]:
        """The items that were put right, given a term or referred; a term that passed unconfirmed is none (APL 42)."""
        done = {fact.item for facts in (self.rectified, self.referred) for fact in facts}
        orders = self.orders.items()
        return done | {item for item, term in orders if term.until > on or self.counts(order_act(item), term.officer)}

    def pictures_besides(self, on: date) -> set[str]:
        """The pictures that can't show how things are on the day: of a problem, or of another day."""
        of_problems = {fact.before for fact in self.rectified}
        of_problems |= {one.picture for fact in self.answers if fact.answer is Answer.PROBLEM for one in fact.pictures}
        rectified = {fact.after for fact in self.rectified if fact.rectified_on != on}
        rechecked = {fact.picture for fact in self.rechecks if fact.rechecked_on != on}
        return of_problems | rectified | rechecked | set(self.void_pictures)

    def open_terms(self) -> list[CorrectionTermSet]:
        rechecked = {recheck.item for recheck in self.rechecks}
        return [term for term in self.orders.values() if term.item not in rechecked]

    def unseen_orders(self) -> dict[str, date]:
        """The items of orders that count, wait for a re-check of both and were not flagged, each with its last day."""
        seen = {fact.item for fact in self.rechecks if self.counts(recheck_act(fact.item), fact.officer)}
        seen |= {fact.item for fact in self.late_rechecks}
        orders = [term for term in self.orders.values() if self.counts(order_act(term.item), term.officer)]
        return {term.item: term.recheck_until or term.until for term in orders if term.item not in seen}

    def failed(self, item: str) -> TermRechecked | None:
        return next((fact for fact in self.rechecks if fact.item == item and not fact.fulfilled), None)

    def unreferred(self) -> dict[str, date]:
        """The items that both saw unfulfilled, not referred nor forgone, each with the last day to refer it."""
        over = {fact.item for facts in (self.referred, self.forgone) for fact in facts}
        seen = [fact for fact in self.rechecks if self.counts(recheck_act(fact.item), fact.officer)]
        return {
            fact.item: fact.refer_until
            for fact in seen
            if not fact.fulfilled and fact.refer_until and fact.item not in over
        }

    def late_soon(self) -> dict[str, date]:
        """Those of `unreferred` that were not flagged as late."""
        flagged = {fact.item for fact in self.late_referrals}
        return {item: until for item, until in self.unreferred().items() if item not in flagged}


land = Landing(Visit)


def evolve(visit: Visit | None, event: VisitEvent) -> Visit:
    """Put the event into its field; a visit that is put off, opened or withdrawn, or concluded in time, is not late."""
    match event:
        case VisitPostponed() | VisitOpened() | VisitOverdueLifted() | VisitWithdrawn():
            return replace(land(visit, event), overdue=None)
        case VisitConcluded() if visit and visit.overdue and event.concluded_on <= visit.overdue.until:
            return replace(land(visit, event), overdue=None)
        case TermRecheckOverdueLifted() if visit:
            late = tuple(fact for fact in visit.late_rechecks if fact.item != event.item)
            return replace(land(visit, event), late_rechecks=late)
        case ReferralOverdueLifted() if visit:
            late_referrals = tuple(fact for fact in visit.late_referrals if fact.item != event.item)
            return replace(land(visit, event), late_referrals=late_referrals)
        case InspectorReplaced() if visit:
            goes_on = visit.opened and not visit.over
            return without_unconfirmed(without_unseen(land(visit, event)) if goes_on else land(visit, event))
        case ItemAnswered() if visit:
            seen = tuple(entry for entry in visit.seen if entry != answer_of(event.item))
            agreed = tuple(item for item in visit.agreed if not (event.corrects and item == event.item))
            return replace(land(visit, event), confirmations=unsettled(visit.confirmations), seen=seen, agreed=agreed)
        case RectifiedOnSite() | CorrectionTermSet() if visit:
            return replace(land(visit, event), confirmations=unsettled(visit.confirmations))
        case VisitActConfirmed(act=act) if visit and act == RECORD:
            entries = {answer_of(one.item): one.officer for one in visit.answers}
            entries |= {rectification_of(one.item): one.officer for one in visit.rectified}
            others = {entry for entry, officer in entries.items() if officer != event.certificate}
            both = {item for item in visit.problems() if answer_of(item) in others}
            looked_at = tuple(sorted({*visit.seen, *others}))
            return replace(land(visit, event), seen=looked_at, agreed=tuple(sorted({*visit.agreed, *both})))
        case _:
            return land(visit, event)


def without_unseen(visit: Visit) -> Visit:
    """What one of the two at the firm recorded alone is recorded anew; what both saw, ordered or referred stays."""
    rectified = tuple(fact for fact in visit.rectified if rectification_of(fact.item) in visit.seen)
    terms = tuple(term for term in visit.terms if visit.counts(order_act(term.item), term.officer))
    dealt_with = {fact.item for facts in (rectified, terms, visit.referred) for fact in facts}
    lost = {picture for fact in visit.rectified if fact not in rectified for picture in (fact.before, fact.after)}
    answers = tuple(one for one in visit.answers if one.item in dealt_with or answer_of(one.item) in visit.seen)
    lost |= {one.picture for fact in visit.answers if fact not in answers for one in fact.pictures}
    void = (*visit.void_pictures, *sorted(lost))
    return replace(visit, answers=answers, rectified=rectified, terms=terms, void_pictures=void)


def without_unconfirmed(visit: Visit) -> Visit:
    """What the one who left did not confirm is made anew, the record confirmed: who comes instead was not there."""
    waiting = [fact for fact in visit.rechecks if not visit.counts(recheck_act(fact.item), fact.officer)]
    return replace(
        visit,
        rechecks=tuple(fact for fact in visit.rechecks if fact not in waiting),
        void_pictures=(*visit.void_pictures, *(fact.picture for fact in waiting)),
        confirmations=unsettled(visit.confirmations),
    )


def unsettled(confirmations: tuple[VisitActConfirmed, ...]) -> tuple[VisitActConfirmed, ...]:
    """What is added to the record has not been confirmed with it."""
    return tuple(fact for fact in confirmations if fact.act != RECORD)
