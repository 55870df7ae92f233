"""What foreign facts, and the own ones, start here: alerts are raised and settled, tasks completed."""

from chassis.reacting import Reactions
from contracts.cases import (
    CaseClosed,
    CaseWithdrawn,
    DecisionOverdue,
    FinePaid,
    NoPenaltyDecided,
    PaymentOverdue,
    PenaltyDecided,
    ReferralAccepted,
    ReferralDeclined,
)
from contracts.inspections import (
    AssignmentDeclined,
    AssignmentDone,
    VisitConcluded,
    VisitOpened,
    VisitOverdue,
    VisitPostponed,
    VisitUnmet,
)
from contracts.origin import Origin
from contracts.supervision import AlertKind, TaskCompleted, TaskFailed, TaskOverdue
from contracts.values import RestsOn
from supervision.domain import task
from supervision.domain.alert import RaiseAlert, SettleAlert
from supervision.domain.task import CompleteTask, FailTask
from supervision.service import Service

reaction = Reactions[Service]()


def heard(origin: Origin) -> RestsOn:
    """The event that is answered."""
    return RestsOn(id=origin.subject, sequence=int(origin.source.rpartition(":")[2]))


async def settle(kind: AlertKind, origin: Origin, service: Service, *, whole: bool = True) -> None:
    """The subject of the event has done what its alert of the kind was about."""
    fact = heard(origin)
    await service.settle_alert(kind, fact.id, SettleAlert(fact=fact, whole=whole), origin)


@reaction
async def decision_overdue(event: DecisionOverdue, origin: Origin, service: Service) -> None:
    fact = heard(origin)
    case = await service.cases.find(fact.id)
    command = RaiseAlert(
        kind=AlertKind.DECISION_OVERDUE,
        subject=fact.id,
        township=case.row.township if case else None,
        until=event.until,
        fact=fact,
    )
    await service.raise_alert(command, origin)


@reaction
async def payment_overdue(event: PaymentOverdue, origin: Origin, service: Service) -> None:
    fact = heard(origin)
    case = await service.cases.find(fact.id)
    command = RaiseAlert(
        kind=AlertKind.PAYMENT_OVERDUE,
        subject=fact.id,
        township=case.row.township if case else None,
        until=event.until,
        fact=fact,
    )
    await service.raise_alert(command, origin)


@reaction
async def visit_overdue(event: VisitOverdue, origin: Origin, service: Service) -> None:
    fact = heard(origin)
    command = RaiseAlert(
        kind=AlertKind.VISIT_OVERDUE, subject=fact.id, township=event.township, until=event.until, fact=fact
    )
    await service.raise_alert(command, origin)


@reaction
async def task_overdue(event: TaskOverdue, origin: Origin, service: Service) -> None:
    fact = heard(origin)
    late = await service.tasks.read(fact.id)
    command = RaiseAlert(
        kind=AlertKind.TASK_OVERDUE,
        subject=fact.id,
        township=late.state.issued.township,
        until=event.until,
        fact=fact,
    )
    await service.raise_alert(command, origin)


@reaction
async def referral_declined(event: ReferralDeclined, origin: Origin, service: Service) -> None:
    fact = heard(origin)
    command = RaiseAlert(
        kind=AlertKind.REFERRAL_DECLINED, subject=fact.id, township=event.township, until=None, fact=fact
    )
    await service.raise_alert(command, origin)


@reaction
async def referral_accepted(event: ReferralAccepted, origin: Origin, service: Service) -> None:
    await settle(AlertKind.REFERRAL_DECLINED, origin, service)


@reaction
async def penalty_decided(event: PenaltyDecided, origin: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, origin, service)


@reaction
async def no_penalty_decided(event: NoPenaltyDecided, origin: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, origin, service)


@reaction
async def case_withdrawn(event: CaseWithdrawn, origin: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, origin, service)


@reaction
async def fine_paid(event: FinePaid, origin: Origin, service: Service) -> None:
    """Only the payment that makes it whole ends the alert; the row has counted this one already."""
    case = await service.cases.find(heard(origin).id)
    whole = case is not None and case.row.paid_in_full
    await settle(AlertKind.PAYMENT_OVERDUE, origin, service, whole=whole)


@reaction
async def case_closed(event: CaseClosed, origin: Origin, service: Service) -> None:
    await settle(AlertKind.DECISION_OVERDUE, origin, service)
    await settle(AlertKind.PAYMENT_OVERDUE, origin, service)


@reaction
async def visit_opened(event: VisitOpened, origin: Origin, service: Service) -> None:
    await settle(AlertKind.VISIT_OVERDUE, origin, service)


@reaction
async def visit_concluded(event: VisitConcluded, origin: Origin, service: Service) -> None:
    await settle(AlertKind.VISIT_OVERDUE, origin, service)


@reaction
async def visit_postponed(event: VisitPostponed, origin: Origin, service: Service) -> None:
    """Put off to a later day, it is not late until that day."""
    await settle(AlertKind.VISIT_OVERDUE, origin, service)


@reaction
async def visit_unmet(event: VisitUnmet, origin: Origin, service: Service) -> None:
    await settle(AlertKind.VISIT_OVERDUE, origin, service)


@reaction
async def assignment_done(event: AssignmentDone, origin: Origin, service: Service) -> None:
    await service.change_task(event.task, task.complete_task, CompleteTask(done_on=event.done_on), origin)


@reaction
async def assignment_declined(event: AssignmentDeclined, origin: Origin, service: Service) -> None:
    await service.change_task(event.task, task.fail_task, FailTask(rule=event.rule, law=event.law), origin)


@reaction
async def task_completed(event: TaskCompleted, origin: Origin, service: Service) -> None:
    await settle(AlertKind.TASK_OVERDUE, origin, service)


@reaction
async def task_failed(event: TaskFailed, origin: Origin, service: Service) -> None:
    await settle(AlertKind.TASK_OVERDUE, origin, service)
