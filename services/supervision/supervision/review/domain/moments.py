"""Moments of acts that were sent later than they were done: whether they can be (X-41, APL 47; docs/decisions/0049)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    ClueRegistered,
    ClueSetAside,
    CourtEnforcementApplied,
    EnforcementEnded,
    EvidenceTaken,
    FilingApproved,
    FilingReturned,
    FinePaid,
    NoPenaltyDecided,
    OfficerReplaced,
    PenaltyDecided,
    RecusalDecided,
    RecusalRaised,
)
from contracts.done_at import CLOCKS_DIFFER, in_china, in_words
from contracts.event import Event
from contracts.inspections import (
    CorrectionTermSet,
    InspectorReplaced,
    ItemAnswered,
    PatrolAssigned,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolFound,
    PatrolOfficerReplaced,
    PatrolReferred,
    RectifiedOnSite,
    ReferralForgone,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitAssigned,
    VisitOpened,
    VisitPostponed,
)
from contracts.judged import Judged
from supervision.review.domain.finding import RECORD, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

AT_THE_DESK: Final[tuple[type[Event], ...]] = (
    FilingApproved,
    FilingReturned,
    PenaltyDecided,
    NoPenaltyDecided,
    CaseWithdrawn,
    FinePaid,
    CourtEnforcementApplied,
    EnforcementEnded,
    CaseClosed,
    RecusalDecided,
    OfficerReplaced,
    VisitApproved,
    VisitPostponed,
    InspectorReplaced,
    ReferralForgone,
    PatrolAssigned,
    PatrolOfficerReplaced,
)
"""What is decided or entered where there is a network: done when it is recorded."""
OF_CASES: Final = (CaseFiled, ClueRegistered)
SAME: Final = timedelta(milliseconds=1)
"""Envelopes tell milliseconds."""


def moments(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find moments that had not come, lie too far back, are of what is done at a desk, or before what they follow."""
    for one in history.events:
        if ahead := getattr(one.event, "clock_ahead", None):
            word = "快" if ahead > 0 else "慢"
            yield RECORD.flagged(one, f"办理所用手机的时钟{word} {in_words(abs(ahead))}，请核实办理时间")
        if getattr(one.event, "judged", None) is Judged.UNEXPLAINED:
            yield RECORD.flagged(one, "手机预判与平台认定不一致而原因不明，请核实")
        if one.done_at > one.at + SAME:
            yield RECORD.found(one, f"办理时间 {in_china(one.done_at)} 晚于登记")
        if one.done_at < one.at - CLOCKS_DIFFER:
            yield from sent_late(history.before(one), one, law)


def sent_late(past: History, one: Published[Any], law: Law) -> Iterator[Finding]:
    if isinstance(one.event, AT_THE_DESK):
        yield RECORD.found(one, f"不属于现场办理的事项，办理时间 {in_china(one.done_at)} 却早于登记")
        return
    terms = law.terms_on(one.done_on)
    days = terms.send_days if isinstance((past.events or (one,))[0].event, OF_CASES) else terms.record_visit_days
    if one.on > one.done_on + timedelta(days=days):
        yield RECORD.found(one, f"{in_china(one.done_at)} 办理的事项至 {one.on} 才上报")
    if (since := newest(followed(past, one))) and one.done_at < since - CLOCKS_DIFFER:
        yield RECORD.found(one, f"办理时间 {in_china(one.done_at)} 早于其所依据的事项（{in_china(since)}）")


def newest(facts: list[Published[Any]]) -> datetime | None:
    """Return when the last of the facts was done; what deadlines and reactions did tells no moment."""
    return max((fact.done_at for fact in facts if getattr(fact.event, "done_at", None)), default=None)


def followed(past: History, one: Published[Any]) -> list[Published[Any]]:
    """Return what was there when it was done: by its kind some facts, otherwise all that was recorded before it."""
    event = one.event
    match event:
        case ActConfirmed():
            return [fact for fact in past.events if getattr(fact.event, "act", "") == event.act and is_act(fact)]
        case EvidenceTaken() | RecusalRaised():
            return past.of(CaseFiled, OfficerReplaced)
        case CircumstanceEstablished():
            shown = [given for given in past.of(ActConfirmed) if given.event.act in event.evidence]
            return [*past.of(CaseFiled, OfficerReplaced), *shown]
        case VisitActConfirmed():
            return [*past.of(VisitApproved, InspectorReplaced), *confirmed_on_a_visit(past, event.act)]
        case ItemAnswered() | RectifiedOnSite() | CorrectionTermSet() | ViolationReferred() | TermRechecked():
            return looked_at(past, event)
        case PatrolFound() | PatrolConcluded() | PatrolFindingConfirmed() | PatrolReferred() | PatrolFindingSetAside():
            return on_a_patrol(past, event)
        case ClueSetAside():
            return past.of(ClueRegistered)
        case _:
            return list(past.events)


def is_act(fact: Published[Any]) -> bool:
    return hasattr(fact.event, "officers")


def confirmed_on_a_visit(past: History, act: str) -> list[Published[Any]]:
    if act == "record":
        return past.of(ItemAnswered, RectifiedOnSite, CorrectionTermSet)
    kind, _, item = act.partition("-")
    orders, rechecks = past.of(CorrectionTermSet), past.of(TermRechecked)
    return [fact for fact in (orders if kind == "order" else rechecks) if fact.event.item == item]


def looked_at(past: History, event: Any) -> list[Published[Any]]:
    """Return the beginning, and what was seen, ordered and confirmed of the item before."""
    kinds: tuple[type[Event], ...] = (ItemAnswered,)
    acts: tuple[str, ...] = ()
    if isinstance(event, TermRechecked):
        kinds, acts = (CorrectionTermSet,), (f"order-{event.item}",)
    if isinstance(event, ViolationReferred):
        kinds, acts = (ItemAnswered, TermRechecked), ("record", f"recheck-{event.item}")
    seen = [fact for fact in past.of(*kinds) if fact.event.item == event.item]
    given = [fact for fact in past.of(VisitActConfirmed) if fact.event.act in acts]
    return [*past.of(VisitAssigned, VisitApproved, InspectorReplaced, VisitOpened), *seen, *given]


def on_a_patrol(past: History, event: Any) -> list[Published[Any]]:
    sent = past.of(PatrolAssigned, PatrolOfficerReplaced)
    if isinstance(event, PatrolFound):
        return sent
    if isinstance(event, PatrolConcluded):
        return [*sent, *past.of(PatrolFound)]
    seen = past.of(PatrolFound, PatrolFindingConfirmed)
    return [*sent, *(fact for fact in seen if fact.event.finding == event.finding)]
