"""The course of a case: what each fact changes, and what it voids of what was there before."""

from dataclasses import replace

from cases.case.domain.case import Case
from cases.case.domain.ceiling import after_defence, after_notice, after_telling
from contracts.cases import (
    CaseEvent,
    CorrectionOrdered,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    FollowUpOverdueLifted,
    PartyIdentified,
    PaymentOverdueLifted,
    PriorNoticeServed,
    RecheckOverdueLifted,
    ServiceOverdueLifted,
)
from contracts.folding import Landing
from contracts.values import Sha256

land = Landing(Case)


def evolve(case: Case | None, event: CaseEvent) -> Case:
    """The case after a fact, which lands in the field of its class; what it voids besides stands here."""
    match event:
        case PartyIdentified() if case and another_party(case, event):  # told and ordered was somebody else (APL 44)
            after = replace(land(case, event), order=None, forgone=None, rechecks=(), judged=(), looks=looks(case))
            return replace(after, notice=None, defence=None, waiver=None)
        case PartyIdentified():  # by another name or address, which the notice did not tell (APL 44)
            return replace(land(case, event), notice=None, defence=None, waiver=None)
        case CorrectionOrdered() if case:  # a new term runs afresh (APL 28(1))
            return replace(land(case, event), rechecks=(), looks=looks(case), recheck_overdue=None)
        case PriorNoticeServed():  # a new notice opens the party's rights afresh (APL 44, 45)
            ceilings = after_notice(case.ceilings, case.act_mark, event) if case else ()
            told = after_telling(case.told, case.act_mark, event, case.evidence) if case else ()
            return replace(land(case, event), defence=None, waiver=None, ceilings=ceilings, told=told)
        case DefenceReceived() if case and case.act_mark:
            ceilings = after_defence(case.ceilings, case.act_mark, case.told, event.received_on)
            return replace(land(case, event), ceilings=ceilings)
        case DefenceWaived() if case and case.notice:
            return replace(land(case, event), papers=(*case.papers, (case.notice.act, event.signed_paper)))
        case DecisionServed():
            return replace(land(case, event), recomputed=None)
        case ServiceOverdueLifted():
            return replace(land(case, event), service_overdue=None)
        case PaymentOverdueLifted():
            return replace(land(case, event), payment_overdue=None)
        case RecheckOverdueLifted():
            return replace(land(case, event), recheck_overdue=None)
        case FollowUpOverdueLifted() if case:
            late = tuple(one for one in case.follow_ups_overdue if one.act != event.act)
            return replace(land(case, event), follow_ups_overdue=late)
        case _:
            return land(case, event)


def another_party(case: Case, event: PartyIdentified) -> bool:
    """True if somebody else answers for the act than before, or in another quality."""
    before = case.party
    return before is not None and (before.act_mark, before.subject) != (event.act_mark, event.subject)


def looks(case: Case) -> tuple[Sha256, ...]:
    """Return the files of all looks so far, which show nothing of a later day."""
    return (*case.looks, *(one.blob for one in case.rechecks))
