"""Whether who decided was the head of the body at that time, who approved the filing too (APL 17, 43(3), 54, 57).

A history names accounts; that an account was a head's is in the history of that account alone. Where nothing was heard
of it, there is no finding.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from contracts.cases import (
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CourtEnforcementApplied,
    EnforcementEnded,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    NoPenaltyDecided,
    OfficerReplaced,
    PenaltyDecided,
    PriorNoticeServed,
    RecusalDecided,
)
from contracts.event import Event
from contracts.inspections import (
    InspectorReplaced,
    PatrolAssigned,
    PatrolOfficerReplaced,
    ReferralForgone,
    VisitApproved,
    VisitAssigned,
    VisitPostponed,
)
from contracts.values import Role
from supervision.review.domain.finding import APPROVAL, COMPETENCE, COURT, RECUSAL, TO_BE_FILED, Finding, Point
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law

DECISION = COMPETENCE.by("APL 17, 57")
FILING = COMPETENCE.by("APL 17, 54(2)")
OF_THE_HEAD: Final[Mapping[type[Event], Point]] = {
    FilingApproved: FILING,
    FilingReturned: FILING,
    PenaltyDecided: DECISION,
    NoPenaltyDecided: DECISION,
    CaseWithdrawn: DECISION,
    CourtEnforcementApplied: COURT.by("ACL 55"),
    EnforcementEnded: DECISION,
    CaseClosed: DECISION,
    RecusalDecided: RECUSAL.by("APL 43(3)"),
    OfficerReplaced: DECISION,
    VisitApproved: APPROVAL,
    InspectorReplaced: APPROVAL,
    VisitPostponed: APPROVAL,
    ReferralForgone: TO_BE_FILED,
    PatrolOfficerReplaced: COMPETENCE.by("APL 17"),
}
"""What the head of the body decides, and the row that it breaks if somebody else does."""


def heads(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what was decided by somebody who was not the head of the body when it was recorded."""
    begun = history.first(CaseFiled, VisitAssigned, PatrolAssigned)
    if not begun:
        return
    for one in history.of(FilingApproved, FilingReturned, PenaltyDecided, NoPenaltyDecided, CaseWithdrawn):
        if handled(history.before(one), one.actor, known):
            yield COMPETENCE.by("APL 57, 58").found(one, "作出决定的人员承办过本案")
    for one in history.of(CourtEnforcementApplied, EnforcementEnded, CaseClosed):
        if handled(history.before(one), one.actor, known):
            yield COMPETENCE.by("APL 43, 57").found(one, "申请强制执行、终结执行或者结案的人员承办过本案")
    for one in history.of(VisitApproved, VisitPostponed, ReferralForgone, InspectorReplaced):
        if handled(history.before(one), one.actor, known):
            yield APPROVAL.found(one, "作出决定的人员是或者曾经是本次检查的执法人员")
    for one in history.of(RecusalDecided, OfficerReplaced, PatrolOfficerReplaced):
        if handled(history.before(one), one.actor, known):
            yield OF_THE_HEAD[type(one.event)].found(one, "作出决定的人员是或者曾经是承办的执法人员")
    for one in history.of(*OF_THE_HEAD):
        if known.posts.get(one.actor) is not None and not was_head(one, begun.event.body, known):
            yield OF_THE_HEAD[type(one.event)].found(one, "作出决定的人员当时不是本机关负责人")


def handled(past: History, actor: str, known: Known) -> bool:
    """Tell whether the human being behind an account was an officer of the case, visit or patrol, or did an act."""
    officers = {number for one in past.events for number in getattr(one.event, "officers", ())}
    officers |= {one.event.by for one in past.of(InspectorReplaced, PatrolOfficerReplaced)}
    return known.is_behind(actor, officers)


def filings(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what was done in a case whose filing waited for the head, or for its officers (APL 54(2))."""
    filed = history.first(CaseFiled)
    if not filed or not filed.event.awaits_approval:
        return
    for one in history.of(PriorNoticeServed, PenaltyDecided, NoPenaltyDecided):
        if not history.before(one).of(FilingApproved):
            yield FILING.found(one, "立案未经本机关负责人批准")
    for one in history.of(FilingApproved, FilingReturned):
        if is_returned(history.before(one)):
            yield FILING.found(one, "立案退回后没有重新报批")
    for one in history.of(FilingApproved, FilingReturned, FilingHandedIn):
        if history.before(one).of(FilingApproved):
            yield FILING.found(one, "立案批准以后又退回、报批或者批准")
    for one in history.of(FilingHandedIn):
        if not is_returned(history.before(one)):
            yield FILING.found(one, "立案没有退回，又重新报批")


def is_returned(past: History) -> bool:
    return len(past.of(FilingReturned)) > len(past.of(FilingHandedIn))


def was_head(one: Published[Any], body: str, known: Known) -> bool:
    held = [post for post in known.posts[one.actor] if post.since <= one.at]
    return bool(held) and held[-1].body == body and Role.HEAD in held[-1].roles
