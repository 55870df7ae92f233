"""Raise and settle alerts, and complete tasks, on events of other services and of this one."""

from chassis.consuming import Reactions
from contracts.cases import (
    ActConfirmed,
    CaseWithdrawn,
    CircumstanceEstablished,
    ClueSetAside,
    CorrectionForgone,
    CourtEnforcementApplied,
    EnforcementEnded,
    FinePaid,
    NoPenaltyDecided,
    PartyIdentified,
    PenaltyDecided,
    ReferralDeclined,
    SameActJudged,
)
from contracts.event import Event, JudgedEvent
from contracts.identity import (
    CertificateReinstated,
    DeviceEnd,
    DeviceEnded,
    LoginOpened,
    LoginReset,
    OfficerCertified,
    RightsTaken,
    RolesChanged,
)
from contracts.inspections import (
    AssignmentDeclined,
    AssignmentDone,
    DrawSealed,
    ItemAnswered,
    PatrolFindingSetAside,
    ReferralForgone,
    ViolationReferred,
    VisitActConfirmed,
)
from contracts.origin import Origin
from contracts.supervision import AlertKind, TaskOverdue
from supervision.raising import (
    attempt_refused,
    done_alone,
    heard,
    in_time,
    in_time_on_visit,
    is_late,
    raise_alert,
    rights_given,
    settle,
    settle_on_visit,
    show_account,
    show_corrected,
    show_judged,
    show_sealed,
    show_unexplained,
    township_of_case,
)
from supervision.review.backdated import BACKDATED, doubt
from supervision.service import Service
from supervision.settling import LATE, LIFTED, LIFTED_OF_A_VISIT, OF_AN_OPEN_CASE, REVIEWED, SETTLES
from supervision.tasks.domain import CompleteTask, FailTask, complete_task, fail_task

reaction = Reactions[Service]()
reaction.of_all(JudgedEvent, show_unexplained)
reaction(attempt_refused)


async def review_again(event: Event, who: Origin, service: Service) -> None:
    """Review the files in which somebody acted between the day from which the event counts and the event."""
    if isinstance(event, OfficerCertified):
        await rights_given(event, who, service)
    doubted = doubt(event, who.at)
    if doubted.since < who.on:
        async for id in service.reviews.facts.touched(doubted.since, doubted.concerns):
            await service.review(id, who, settled=False)


for fact in BACKDATED:
    reaction.register(fact, review_again)


async def settle_and_review(event: Event, who: Origin, service: Service) -> None:
    for kind in SETTLES.get(type(event), ()):
        done_on = getattr(event, "opened_on", getattr(event, "concluded_on", None))
        await settle(kind, who, service, whole=True, on=done_on)
    if isinstance(event, REVIEWED):
        await review(who, service)


for answered in dict.fromkeys((*SETTLES, *REVIEWED)):
    reaction.register(answered, settle_and_review)


async def review(who: Origin, service: Service) -> None:
    """Review the file of the event, as it stands."""
    await service.review(heard(who).id, who, settled=False)


async def settle_decided(who: Origin, service: Service) -> None:
    for kind in (AlertKind.DECISION_OVERDUE, AlertKind.FOLLOW_UP_OVERDUE):
        await settle(kind, who, service, whole=True)


@reaction
async def penalty_decided(event: PenaltyDecided, who: Origin, service: Service) -> None:
    await settle_decided(who, service)
    if event.mitigated:
        await show_judged(who, service)
    await review(who, service)


@reaction
async def no_penalty_decided(event: NoPenaltyDecided, who: Origin, service: Service) -> None:
    await settle_decided(who, service)
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
    """Settle what was open; a ripe or reported case that was struck is for the supervisor to look at (X-40)."""
    for kind in OF_AN_OPEN_CASE:
        await settle(kind, who, service, whole=True)
    if event.ripe or event.reported:
        kind = AlertKind.RIPE_CASE_STRUCK if event.ripe else AlertKind.REPORTED_CASE_STRUCK
        township = await township_of_case(who, service)
        await raise_alert(kind, who, service, township=township, until=None)
    await review(who, service)


@reaction
async def court_enforcement_applied(event: CourtEnforcementApplied, who: Origin, service: Service) -> None:
    """Settle what was to follow a look, unless the court had it before; nobody but the head tells the day (ACL 53)."""
    case = await service.cases.find(heard(who).id)
    follows = case is None or case.row.after_look(event.applied_on)
    await settle(AlertKind.FOLLOW_UP_OVERDUE, who, service, whole=follows)
    await review(who, service)


@reaction
async def enforcement_ended(event: EnforcementEnded, who: Origin, service: Service) -> None:
    await settle(AlertKind.FOLLOW_UP_OVERDUE, who, service, whole=True)
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


@reaction
async def patrol_finding_set_aside(event: PatrolFindingSetAside, who: Origin, service: Service) -> None:
    await raise_alert(AlertKind.FINDING_SET_ASIDE, who, service, township=event.township, until=None)
    await review(who, service)


for late in LATE:
    reaction.register(late, is_late)
for lifted in LIFTED:
    reaction.register(lifted, in_time)
for lifted_of_a_visit in LIFTED_OF_A_VISIT:
    reaction.register(lifted_of_a_visit, in_time_on_visit)


@reaction
async def act_confirmed(event: ActConfirmed, who: Origin, service: Service) -> None:
    """Settle the late service or look, or what was to follow one, once the second officer confirmed it (APL 42)."""
    case = await service.cases.find(heard(who).id)
    if case and case.row.serves(event):
        await settle(AlertKind.SERVICE_OVERDUE, who, service, whole=True)
    if case and case.row.rechecks(event):
        await settle(AlertKind.RECHECK_OVERDUE, who, service, whole=True)
    if case and case.row.follows(event):
        await settle(AlertKind.FOLLOW_UP_OVERDUE, who, service, whole=True)


@reaction
async def visit_act_confirmed(event: VisitActConfirmed, who: Origin, service: Service) -> None:
    """Settle the late re-checks once both officers looked at each order (APL 28(1), 42)."""
    if event.act.startswith("recheck-"):
        await settle_on_visit(AlertKind.RECHECK_OVERDUE, who, service)


@reaction
async def violation_referred(event: ViolationReferred, who: Origin, service: Service) -> None:
    await settle_on_visit(AlertKind.REFERRAL_OVERDUE, who, service)
    await review(who, service)


@reaction
async def referral_forgone(event: ReferralForgone, who: Origin, service: Service) -> None:
    """The head answers for the reason, and somebody else looks at it (X-40)."""
    await settle_on_visit(AlertKind.REFERRAL_OVERDUE, who, service)
    kind, told = AlertKind.REFERRAL_FORGONE, event.reason
    await raise_alert(kind, who, service, township=event.township, until=None, what=told)
    await review(who, service)


@reaction
async def task_overdue(event: TaskOverdue, who: Origin, service: Service) -> None:
    late = await service.tasks.store.read(heard(who).id)
    township = late.state.issued.township
    await raise_alert(AlertKind.TASK_OVERDUE, who, service, township=township, until=event.until)


@reaction
async def referral_declined(event: ReferralDeclined, who: Origin, service: Service) -> None:
    await raise_alert(AlertKind.REFERRAL_DECLINED, who, service, township=event.township, until=None)


@reaction
async def rights_taken(event: RightsTaken, who: Origin, service: Service) -> None:
    await show_account(AlertKind.RIGHTS_TAKEN, who, service)


@reaction
async def device_ended(event: DeviceEnded, who: Origin, service: Service) -> None:
    """Show what may be a copy of somebody's sign-in; who signs out does so as they like."""
    if event.why is DeviceEnd.REUSED:
        await show_account(AlertKind.TOKEN_COPIED, who, service)


for login in (LoginOpened, LoginReset):
    reaction.register(login, done_alone)
for right in (RolesChanged, CertificateReinstated):
    reaction.register(right, rights_given)


@reaction
async def item_answered(event: ItemAnswered, who: Origin, service: Service) -> None:
    await show_corrected(event, who, service)


@reaction
async def draw_sealed(event: DrawSealed, who: Origin, service: Service) -> None:
    await show_sealed(event, who, service)
    await review(who, service)


@reaction
async def assignment_done(event: AssignmentDone, who: Origin, service: Service) -> None:
    await service.tasks.change(event.task, complete_task, CompleteTask(done_on=event.done_on), who)


@reaction
async def assignment_declined(event: AssignmentDeclined, who: Origin, service: Service) -> None:
    await service.tasks.change(event.task, fail_task, FailTask(rule=event.rule, law=event.law), who)
