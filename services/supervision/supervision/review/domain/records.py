"""What a record must be: of its own day, in order, unaltered (X-32, X-40, X-41)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    ClueRegistered,
    ClueSetAside,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionOverdue,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EnforcementEnded,
    EvidenceTaken,
    FilingApproved,
    FilingHandedIn,
    FilingReturned,
    FinePaid,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    NoPenaltyDecided,
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
    ServiceOverdue,
    ServiceOverdueLifted,
    TermsRecomputed,
)
from contracts.event import Event
from contracts.identity import AccountClosed, LoginOpened, LoginReset, ResetAsked, RightsTaken, RolesAsked
from contracts.inspections import (
    CorrectionTermSet,
    DrawHeld,
    DrawSealed,
    InspectorReplaced,
    PatrolConcluded,
    PatrolFindingConfirmed,
    PatrolFindingSetAside,
    PatrolFound,
    PatrolOfficerReplaced,
    RectifiedOnSite,
    ReferralForgone,
    SeedWitnessed,
    TermRechecked,
    ViolationReferred,
    VisitActConfirmed,
    VisitApproved,
    VisitConcluded,
    VisitOpened,
    VisitPostponed,
    VisitUnmet,
    VisitWithdrawn,
)
from contracts.places import COUNTY
from contracts.supervision import TaskCompleted, TaskIssued, TaskOverdue, TaskWithdrawn
from contracts.values import CHINA
from supervision.review.domain.acts import acts, confirmed, day_of
from supervision.review.domain.finding import CONTENTS, EVIDENCE, RECORD, TO_BE_FILED, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law
from supervision.review.domain.officers import OLDER

BEFORE_DECISION: Final = (
    FilingApproved,
    FilingReturned,
    FilingHandedIn,
    PartyIdentified,
    SameActJudged,
    EvidenceTaken,
    CircumstanceEstablished,
    CorrectionForgone,
    PriorNoticeServed,
    DefenceReceived,
    DefenceWaived,
    PenaltyDecided,
    NoPenaltyDecided,
    CaseWithdrawn,
)
TO_THE_PARTY: Final = (CorrectionOrdered, CorrectionForgone, PriorNoticeServed, NoPenaltyDecided)
TOLD: Final[Mapping[type[Event], str]] = {
    CorrectionOrdered: "送达当事人的文书至 {on} 才登记，请核实当事人有没有收到",
    PerformanceDemanded: "送达当事人的文书至 {on} 才登记，请核实当事人有没有收到",
    DecisionServed: "送达的决定书至 {on} 才登记，请核对送达回证",
    CorrectionRechecked: "的复查至 {on} 才登记，请核实当日的改正情况",
}
"""What is recorded within days of its own day, and what to look at where it was not (X-41)."""
BY_THE_PLATFORM: Final = (
    DecisionOverdue,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    PaymentOverdue,
    PaymentOverdueLifted,
    RecheckOverdue,
    RecheckOverdueLifted,
    ServiceOverdue,
    ServiceOverdueLifted,
    TermsRecomputed,
)
TODAYS: Final[Mapping[type[Event], str]] = {
    CaseFiled: "filed_on",
    FilingApproved: "approved_on",
    FilingReturned: "returned_on",
    FilingHandedIn: "handed_in_on",
    PenaltyDecided: "decided_on",
    NoPenaltyDecided: "decided_on",
    CaseWithdrawn: "withdrawn_on",
    EnforcementEnded: "ended_on",
    CaseClosed: "closed_on",
    ActConfirmed: "confirmed_on",
    ClueSetAside: "set_aside_on",
    RecusalDecided: "decided_on",
    OfficerReplaced: "replaced_on",
    VisitApproved: "approved_on",
    VisitOpened: "opened_on",
    VisitActConfirmed: "confirmed_on",
    InspectorReplaced: "replaced_on",
    PatrolOfficerReplaced: "replaced_on",
    VisitConcluded: "concluded_on",
    VisitPostponed: "postponed_on",
    ReferralForgone: "forgone_on",
    PatrolFindingConfirmed: "confirmed_on",
    PatrolFindingSetAside: "set_aside_on",
    DrawSealed: "sealed_on",
    SeedWitnessed: "witnessed_on",
    DrawHeld: "held_on",
    TaskIssued: "issued_on",
    TaskOverdue: "noticed_on",
    TaskWithdrawn: "withdrawn_on",
    LoginOpened: "opened_on",
    ResetAsked: "asked_on",
    RolesAsked: "asked_on",
    RightsTaken: "taken_on",
    LoginReset: "reset_on",
    AccountClosed: "closed_on",
}
"""Decisions of the body and acts of the person who records them: of the day on which they are done, never of another.

Of a visit, those of before, which don't tell the day of their record.
"""
EARLIER: Final[Mapping[type[Event], str]] = {
    FinePaid: "paid_on",
    CourtEnforcementApplied: "applied_on",
    RecusalRaised: "raised_on",
    ClueRegistered: "received_on",
    RectifiedOnSite: "rectified_on",
    CorrectionTermSet: "ordered_on",
    TermRechecked: "rechecked_on",
    ViolationReferred: "found_on",
    VisitUnmet: "unmet_on",
    VisitWithdrawn: "withdrawn_on",
    PatrolFound: "found_on",
    PatrolConcluded: "concluded_on",
    TaskCompleted: "completed_on",
}
"""What may be recorded later than it happened, never before."""


def days_of_record(history: History) -> Iterator[Finding]:
    """Find days that had not come when they were recorded, and decisions that were dated back (X-41, APL 47)."""
    before: date | None = None
    for one in history.events:
        if before and one.on < before:
            yield RECORD.found(one, f"记录日期 {one.on} 早于前一事项的记录日期 {before}")
        before = one.on
        day, recorded = day_of_fact(one.event), getattr(one.event, "recorded_on", None)
        if (recorded and recorded != one.on) or (not recorded and type(one.event) in TODAYS and day != one.done_on):
            yield RECORD.found(one, f"所记日期 {recorded or day} 不是登记之日 {one.on if recorded else one.done_on}")
        elif day and day > one.done_on:
            yield RECORD.found(one, f"所记日期 {day} 晚于登记之日 {one.done_on}")


def recorded_late(one: Published[Any], day: date, law: Law) -> Iterator[Finding]:
    """Find what was done at a firm or on patrol and recorded longer after its day than is published (X-41)."""
    if one.on > day + timedelta(days=law.terms_on(day).record_visit_days):
        yield RECORD.found(one, f"{day} 的检查、巡查情况至 {one.on} 才登记")


def day_of_fact(event: Event) -> date | None:
    """Return the day of what happened, which is that of the record for what can't be recorded later."""
    if name := EARLIER.get(type(event)) or TODAYS.get(type(event)):
        day: date = getattr(event, name)
        return day
    return None if isinstance(event, EvidenceTaken) else day_of(event)


def course(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find what came after the end or the decision, what was said to nobody, and foreign hands in the file."""
    filed = history.first(CaseFiled)
    for one in history.events:
        past = history.before(one)
        if past.of(CaseClosed, CaseWithdrawn) and not isinstance(one.event, BY_THE_PLATFORM):
            yield RECORD.found(one, "本案已经办结，仍有新的记录")
        elif past.of(PenaltyDecided, NoPenaltyDecided) and isinstance(one.event, BEFORE_DECISION):
            yield RECORD.by("APL 47, 57").found(one, "已经作出决定，仍有决定之前的程序")
        if isinstance(one.event, TO_THE_PARTY) and not past.of(PartyIdentified):
            yield CONTENTS.by("APL 59(1)(1)").found(one, "尚未查明当事人")
        if filed and one.agency != filed.event.body and not is_by_the_platform(one):
            yield RECORD.by("APL 17, 47").found(one, f"由 {one.agency} 的人员登记，不是本案的执法主体")
    for told in history.of(*TOLD):
        day = day_of_fact(told.event) or told.on
        if told.on > day + timedelta(days=law.terms_on(day).record_told_days):
            yield RECORD.flagged(told, f"{day} {TOLD[type(told.event)].format(on=told.on)}")
    for struck in history.of(CaseWithdrawn):
        past = history.before(struck)
        if past.of(PartyIdentified) and confirmed(past, EvidenceTaken):
            yield TO_BE_FILED.flagged(struck, "已查明当事人、已有经确认的证据，仍撤销立案")


def is_by_the_platform(one: Published[Any]) -> bool:
    return one.agency == COUNTY and isinstance(one.event, BY_THE_PLATFORM)


def evidence(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find evidence of a moment that had not come or lay before the act, and acts that were recorded over (X-32)."""
    filed = history.first(CaseFiled)
    for item in history.of(EvidenceTaken):
        day = item.event.taken_at.astimezone(CHINA).date()
        if item.event.taken_at > item.at:
            yield EVIDENCE.found(item, "取证时间晚于登记的时间")
        elif filed and item.event.kind not in OLDER and day < filed.event.act_on:
            yield EVIDENCE.by("APL 40, 46").found(item, f"此类证据形成于违法行为发生日 {filed.event.act_on} 之前")
    yield from steps_as_evidence(history)
    of_the_act = {item.event.blob for item in history.of(EvidenceTaken)}
    looked: dict[str, date] = {}
    shows: dict[str, bool] = {}
    for recheck in history.of(CorrectionRechecked):
        blob, on = recheck.event.blob, recheck.event.rechecked_on
        if looked.setdefault(blob, on) == on and shows.setdefault(blob, recheck.event.fulfilled) is not (
            recheck.event.fulfilled
        ):
            yield EVIDENCE.by("APL 46").found(recheck, "同一张照片既证明已经改正，又证明没有改正")
        elif blob in of_the_act or looked[blob] < on:
            yield EVIDENCE.by("APL 46").found(
                recheck, "复查的照片是违法事实的证据或者以前的照片，不能证明当日的改正情况"
            )
    seen: set[str] = set()
    for act in acts(history):
        if act.event.act in seen:
            yield EVIDENCE.by("APL 46, 47").found(act, "同一项执法活动被重新登记")
        seen.add(act.event.act)


def steps_as_evidence(history: History) -> Iterator[Finding]:
    """Find a declaration or minutes of the case as evidence or picture, and minutes that are another file of it."""
    for item in history.of(EvidenceTaken, CorrectionRechecked):
        if item.event.blob in papers(history.before(item)):
            yield EVIDENCE.by("APL 45, 46").found(item, "证据或者照片是此前放弃陈述申辩的声明或者回避的集体讨论记录")
    for one in history.of(RecusalDecided):
        past = history.before(one)
        pictures = {other.event.blob for other in past.of(EvidenceTaken, CorrectionRechecked)}
        if one.event.minutes in pictures | papers(past):
            yield EVIDENCE.by("APL 43(3), 46").found(one, "回避的集体讨论记录是本案的其他材料")


def papers(past: History) -> set[str]:
    """Return the files that were steps of the procedure: declarations of the party and minutes."""
    minutes = {one.event.minutes for one in past.of(RecusalDecided) if one.event.minutes}
    return minutes | {one.event.signed_paper for one in past.of(DefenceWaived)}
