"""What foreign facts, and the own ones, start here: alerts are raised and settled, tasks completed."""

from datetime import date

from chassis.consuming import Reactions
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
from contracts.values import RestsOn, TownshipCode
from supervision.domain import task
from supervision.domain.alert import RaiseAlert, SettleAlert
from supervision.domain.task import CompleteTask, FailTask
from supervision.service import Service

reaction = Reactions[Service]()


def heard(origin: Origin) -> RestsOn:
    """The event that is answered."""
    return RestsOn(id=origin.subject, sequence=int(origin.source.rpartition(":")[2]))


async def raise_alert(
    kind: AlertKind, origin: Origin, service: Service, *, township: TownshipCode | None, until: date | None
) -> None:
    """The subject of the event is late, or was declined."""
    fact = heard(origin)
    command = RaiseAlert(kind=kind, subject=fact.id, township=township, until=until, fact=fact)
    await service.raise_alert(command, origin)


async def settle(kind: AlertKind, origin: Origin, service: Service, *, whole: bool = True) -> None:
    """The subject of the event has done what its alert of the kind was about."""
    fact = heard(origin)
    await service.settle_alert(kind, fact.id, SettleAlert(fact=fact, whole=whole), origin)


async def township_of_case(origin: Origin, service: Service) -> TownshipCode | None:
    case = await service.cases.find(heard(origin).id)
    return case.row.township if case else None


@reaction
async def decision_overdue(event: DecisionOverdue, origin: Origin, service: Service) -> None:
    township = await township_of_case(origin, service)
    await raise_alert(AlertKind.DECISION_OVERDUE, origin, service, township=township, until=event.until)


@reaction
async def payment_overdue(event: PaymentOverdue, origin: Origin, service: Service) -> None:
    township = await township_of_case(origin, service)
    await raise_alert(AlertKind.PAYMENT_OVERDUE, origin, service, township=township, until=event.until)


@reaction
async def visit_overdue(event: VisitOverdue, origin: Origin, service: Service) -> None:
    await raise_alert(AlertKind.VISIT_OVERDUE, origin, service, township=event.township, until=event.until)


@reaction
async def task_overdue(event: TaskOverdue, origin: Origin, service: Service) -> None:
    late = await service.tasks.read(heard(origin).id)
    township = late.state.issued.township
    await raise_alert(AlertKind.TASK_OVERDUE, origin, service, township=township, until=event.until)


@reaction
async def referral_declined(event: ReferralDeclined, origin: Origin, service: Service) -> None:
    await raise_alert(AlertKind.REFERRAL_DECLINED, origin, service, township=event.township, until=None)


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
