"""Raise and settle alerts, and complete tasks, on events of other services and of this one."""

from collections.abc import Mapping
from typing import Final

from chassis.consuming import Reactions
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseWithdrawn,
    CircumstanceEstablished,
    ClueOverdue,
    ClueSetAside,
    ClueTaken,
    CorrectionForgone,
    CorrectionOrdered,
    DecisionOverdue,
    EnforcementEnded,
    FinePaid,
    NoPenaltyDecided,
    PartyIdentified,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    RecheckOverdue,
    ReferralAccepted,
    ReferralDeclined,
    SameActJudged,
    ServiceOverdue,
    ServiceOverdueLifted,
)
from contracts.event import Event
from contracts.identity import LoginReset
from contracts.inspections import (
    AssignmentDeclined,
    AssignmentDone,
    DrawHeld,
    DrawSealed,
    PatrolConcluded,
    PatrolOverdue,
    PatrolReferred,
    TermRechecked,
    TermRecheckOverdue,
    VisitActConfirmed,
    VisitConcluded,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitUnmet,
)
from contracts.origin import Origin
from contracts.supervision import AlertKind, Settling, TaskCompleted, TaskFailed, TaskOverdue
from supervision.raising import heard, raise_alert, settle, show_judged, township_of_case
from supervision.review.backdated import BACKDATED, doubt
from supervision.service import Service
from supervision.tasks.domain import CompleteTask, FailTask, complete_task, fail_task

reaction = Reactions[Service]()

OF_AN_OPEN_CASE: Final = (
    AlertKind.DECISION_OVERDUE,
    AlertKind.PAYMENT_OVERDUE,
    AlertKind.SERVICE_OVERDUE,
    AlertKind.RECHECK_OVERDUE,
    AlertKind.GROUND_JUDGED,
)
SETTLES: Final[Mapping[type[Event], tuple[AlertKind, ...]]] = {
    CaseClosed: OF_AN_OPEN_CASE,
    CorrectionOrdered: (AlertKind.RECHECK_OVERDUE,),
    ClueTaken: (AlertKind.CLUE_OVERDUE,),
    ReferralAccepted: (AlertKind.REFERRAL_DECLINED,),
    VisitOpened: (AlertKind.VISIT_OVERDUE,),
    VisitPostponed: (AlertKind.VISIT_OVERDUE,),
    VisitUnmet: (AlertKind.VISIT_OVERDUE,),
    VisitConcluded: (AlertKind.VISIT_OVERDUE,),
    PatrolConcluded: (AlertKind.PATROL_OVERDUE,),
    TaskCompleted: (AlertKind.TASK_OVERDUE,),
    TaskFailed: (AlertKind.TASK_OVERDUE,),
}
"""The alerts about its own subject that an event settles. A visit that is postponed is not late until its new day."""
DAY_OF_DEED: Final[Mapping[type[Event], str]] = {
    VisitOpened: "opened_on",
    VisitConcluded: "concluded_on",
    PatrolConcluded: "concluded_on",
}
"""The day of a deed that may be recorded a few days later."""


LATE: Final[Mapping[type[Event], AlertKind]] = {
    DecisionOverdue: AlertKind.DECISION_OVERDUE,
    PaymentOverdue: AlertKind.PAYMENT_OVERDUE,
    ServiceOverdue: AlertKind.SERVICE_OVERDUE,
    RecheckOverdue: AlertKind.RECHECK_OVERDUE,
    ClueOverdue: AlertKind.CLUE_OVERDUE,
    VisitOverdue: AlertKind.VISIT_OVERDUE,
    TermRecheckOverdue: AlertKind.RECHECK_OVERDUE,
    PatrolOverdue: AlertKind.PATROL_OVERDUE,
}
LIFTED: Final[Mapping[type[Event], AlertKind]] = {
    PaymentOverdueLifted: AlertKind.PAYMENT_OVERDUE,
    ServiceOverdueLifted: AlertKind.SERVICE_OVERDUE,
}

REVIEWED: Final[tuple[type[Event], ...]] = (
    CaseClosed,
    VisitUnmet,
    VisitConcluded,
    TermRechecked,
    PatrolConcluded,
    PatrolReferred,
    DrawHeld,
    ClueTaken,
)
"""What ends a file: it is reviewed by itself, as it is when it is decided, struck or set aside."""


async def review_again(event: Event, who: Origin, service: Service) -> None:
    """Review the files in which somebody acted between the day from which the event counts and the event."""
    doubted = doubt(event, who.at)
    if doubted.since < who.on:
        async for id in service.reviews.facts.touched(doubted.since, doubted.concerns):
            await service.review(id, who, settled=False)


for fact in BACKDATED:
    reaction.register(fact, review_again)


async def settle_and_review(event: Event, who: Origin, service: Service) -> None:
    for kind in SETTLES.get(type(event), ()):
        await settle(kind, who, service, whole=True, on=getattr(event, DAY_OF_DEED.get(type(event), ""), None))
    if isinstance(event, REVIEWED):
        await review(who, service)


for answered in dict.fromkeys((*SETTLES, *REVIEWED)):
    reaction.register(answered, settle_and_review)


async def review(who: Origin, service: Service) -> None:
    """Review the file of the event, as it stands."""
    await service.review(heard(who).id, who, settled=False)


@reaction
async def penalty_decided(event: PenaltyDecided, who: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, who, service, whole=True)
    if event.mitigated:
        await show_judged(who, service)
    await review(who, service)


@reaction
async def no_penalty_decided(event: NoPenaltyDecided, who: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, who, service, whole=True)
    await show_judged(who, service)
    await review(who, service)


async def judged(event: Event, who: Origin, service: Service) -> None:
    await show_judged(who, service)


for ground in (CorrectionForgone, CircumstanceEstablished):
    reaction.register(ground, judged)


@reaction
async def party_identified(event: PartyIdentified, who: Origin, service: Service) -> None:
    """A code that does not check stands on a licence that only people can read."""
    if event.licence:
        await show_judged(who, service)


@reaction
async def fine_paid(event: FinePaid, who: Origin, service: Service) -> None:
    """Settle the late payment once all is paid; the row has counted this payment already."""
    case = await service.cases.find(heard(who).id)
    whole = case is not None and case.row.paid_in_full
    await settle(AlertKind.PAYMENT_OVERDUE, who, service, whole=whole)
    if event.by_handler:
        township = case.row.township if case else None
        await raise_alert(AlertKind.PAID_BY_HANDLER, who, service, township=township, until=None)


@reaction
async def case_withdrawn(event: CaseWithdrawn, who: Origin, service: Service) -> None:
    """Settle what was open; a ripe case that was struck is for the supervisor to look at (X-40)."""
    for kind in OF_AN_OPEN_CASE:
        await settle(kind, who, service, whole=True)
    if event.ripe:
        township = await township_of_case(who, service)
        await raise_alert(AlertKind.RIPE_CASE_STRUCK, who, service, township=township, until=None)
    await review(who, service)


@reaction
async def enforcement_ended(event: EnforcementEnded, who: Origin, service: Service) -> None:
    township = await township_of_case(who, service)
    await raise_alert(AlertKind.ENFORCEMENT_ENDED, who, service, township=township, until=None)


@reaction
async def same_act_judged(event: SameActJudged, who: Origin, service: Service) -> None:
    """Head and supervisor look at what was told to be two acts, and at which power is applied to one (X-08; APL 29)."""
    township = await township_of_case(who, service)
    if not event.same:
        await raise_alert(AlertKind.ANOTHER_ACT, who, service, township=township, until=None)
    elif event.higher:
        told = event.higher.word
        await raise_alert(AlertKind.TWO_POWERS, who, service, township=township, until=None, what=told)


@reaction
async def clue_set_aside(event: ClueSetAside, who: Origin, service: Service) -> None:
    """One officer decided it; somebody else looks at it (X-40)."""
    await settle(AlertKind.CLUE_OVERDUE, who, service, whole=True)
    clue = await service.clues.find(heard(who).id)
    township = clue.row.township if clue else None
    await raise_alert(AlertKind.CLUE_SET_ASIDE, who, service, township=township, until=None)
    await review(who, service)


async def is_late(event: Event, who: Origin, service: Service) -> None:
    """Raise the alert; events of a case do not name its township."""
    until, named = getattr(event, "until", None), getattr(event, "township", None)
    township = named or await township_of_case(who, service)
    await raise_alert(LATE[type(event)], who, service, township=township, until=until)


async def in_time(event: Event, who: Origin, service: Service) -> None:
    await settle(LIFTED[type(event)], who, service, whole=True, reason=Settling.IN_TIME)


for late in LATE:
    reaction.register(late, is_late)
for lifted in LIFTED:
    reaction.register(lifted, in_time)


@reaction
async def act_confirmed(event: ActConfirmed, who: Origin, service: Service) -> None:
    """Settle the late service or look once the second officer confirmed it (APL 42)."""
    case = await service.cases.find(heard(who).id)
    if case and case.row.serves(event):
        await settle(AlertKind.SERVICE_OVERDUE, who, service, whole=True)
    if case and case.row.rechecks(event):
        await settle(AlertKind.RECHECK_OVERDUE, who, service, whole=True)


@reaction
async def visit_act_confirmed(event: VisitActConfirmed, who: Origin, service: Service) -> None:
    """Settle the late re-checks once both officers looked at each order (APL 28(1), 42)."""
    visit = await service.visits.find(heard(who).id)
    if visit and event.act.startswith("recheck-") and not visit.row.unseen:
        await settle(AlertKind.RECHECK_OVERDUE, who, service, whole=True)


@reaction
async def task_overdue(event: TaskOverdue, who: Origin, service: Service) -> None:
    late = await service.tasks.store.read(heard(who).id)
    township = late.state.issued.township
    await raise_alert(AlertKind.TASK_OVERDUE, who, service, township=township, until=event.until)


@reaction
async def referral_declined(event: ReferralDeclined, who: Origin, service: Service) -> None:
    await raise_alert(AlertKind.REFERRAL_DECLINED, who, service, township=event.township, until=None)


@reaction
async def login_reset(event: LoginReset, who: Origin, service: Service) -> None:
    """One administrator had nobody to confirm it, and knows the password until the person changes it."""
    if event.alone:
        person = await service.tasks.register.officers.find(heard(who).id)
        township = person.row.township if person else None
        await raise_alert(AlertKind.RESET_ALONE, who, service, township=township, until=None)


@reaction
async def draw_sealed(event: DrawSealed, who: Origin, service: Service) -> None:
    """Whoever dislikes what a lottery named could seal anew: the reason is given, and somebody looks at it (X-36)."""
    if event.besides:
        await raise_alert(AlertKind.SEALED_AGAIN, who, service, township=None, until=None, what=event.reason or "")


@reaction
async def assignment_done(event: AssignmentDone, who: Origin, service: Service) -> None:
    await service.tasks.change(event.task, complete_task, CompleteTask(done_on=event.done_on), who)


@reaction
async def assignment_declined(event: AssignmentDeclined, who: Origin, service: Service) -> None:
    await service.tasks.change(event.task, fail_task, FailTask(rule=event.rule, law=event.law), who)
