"""Reactions to foreign events and to the service's own: each makes one command per target."""

from datetime import date

from chassis.consuming import Reactions
from contracts.inspections import (
    DrawHeld,
    DrawnFirm,
    VisitConcluded,
    VisitKind,
    VisitOpened,
    VisitUnmet,
    VisitWithdrawn,
)
from contracts.origin import Origin
from contracts.refusal import Category, Refusal
from contracts.supervision import TaskIssued, TaskKind, TaskWithdrawn
from contracts.values import CertificateNumber
from inspections.assignments.domain import DeclineAssignment, ReceiveAssignment, SettleByVisit, WithdrawAssignment
from inspections.service import Service
from inspections.visits.domain.assigning import AssignVisit
from inspections.visits.domain.visit import Visit
from inspections.visits.domain.withdrawing import WithdrawVisit

reaction = Reactions[Service]()


@reaction
async def draw_held(event: DrawHeld, who: Origin, service: Service) -> None:
    """Assign a visit of its two officers to each drawn firm; its id is made of draw and firm, so it happens once."""
    draw = who.subject
    sealed = await service.draws.store.find(draw)
    recused = sealed.state.sealed.recused if sealed else ()
    for drawn in event.drawn:
        id = f"visit-{draw.removeprefix('draw-')}-{drawn.firm}"
        not_to_go = tuple(one.certificate for one in recused if one.firm == drawn.firm)
        await service.visits.assign(id, drawn_visit(event, drawn, draw, not_to_go), who)


def drawn_visit(event: DrawHeld, drawn: DrawnFirm, draw: str, recused: tuple[CertificateNumber, ...]) -> AssignVisit:
    return AssignVisit(
        kind=VisitKind.ROUTINE,
        firm=drawn.firm,
        township=drawn.township,
        body=drawn.township,
        officers=drawn.officers,
        item_lists=event.item_lists,
        inspect_until=event.inspect_until,
        draw=draw,
        task=None,
        recused=recused,
    )


@reaction
async def visit_opened(event: VisitOpened, who: Origin, service: Service) -> None:
    """Mark the place that the visit claimed as used."""
    if event.counted:
        visit = (await service.visits.store.read(who.subject)).state
        await service.caps.use(visit.assigned.firm, event.opened_on.year, who.subject, who)


@reaction
async def visit_unmet(event: VisitUnmet, who: Origin, service: Service) -> None:
    """Free a place that was claimed in vain, in whatever year it may have been, and settle the task that meant it."""
    visit = (await service.visits.store.read(who.subject)).state
    await free_places(service, visit, event.unmet_on, who)
    await settle_task(service, visit.assigned.task, f"未能检查：{event.reason.word}", event.unmet_on, who)


@reaction
async def visit_withdrawn(event: VisitWithdrawn, who: Origin, service: Service) -> None:
    """Free a place that an opening claimed while the visit was being taken back."""
    visit = (await service.visits.store.read(who.subject)).state
    await free_places(service, visit, event.withdrawn_on, who)


async def free_places(service: Service, visit: Visit, ended_on: date, who: Origin) -> None:
    """Free the places of a visit that ended unopened, in every year in which it may have claimed one."""
    first = visit.approved.approved_on.year if visit.approved else ended_on.year
    for year in range(first, ended_on.year + 1):
        await service.caps.free(visit.assigned.firm, year, who.subject, who)


@reaction
async def visit_concluded(event: VisitConcluded, who: Origin, service: Service) -> None:
    """Settle the task that meant the visit."""
    await settle_task(service, event.task, f"检查结果：{event.result.word}", event.concluded_on, who)


async def settle_task(service: Service, task: str | None, outcome: str, on: date, who: Origin) -> None:
    if task:
        await service.assignments.settle(task, SettleByVisit(outcome=outcome, done_on=on), who)


@reaction
async def task_issued(event: TaskIssued, who: Origin, service: Service) -> None:
    """Put the task on the officer's list and assign the visit that it means, or decline it by the rule against it."""
    task = who.subject
    visit = visit_of(task) if event.kind is TaskKind.VISIT else None
    try:
        if visit:
            await service.visits.assign(visit, ordered_visit(event, task), who)
    except Refusal as refusal:
        if refusal.rule.category is not Category.UNLAWFUL:
            raise
        decline = DeclineAssignment(task=task, rule=refusal.rule.code, law=refusal.rule.law)
        await service.assignments.decline(decline, who)
        return
    receive = ReceiveAssignment(
        task=task,
        township=event.township,
        officer=event.officers[0],
        instruction=event.instruction,
        issued_on=event.issued_on,
        due_on=event.due_on,
        visit=visit,
    )
    await service.assignments.receive(receive, who)


@reaction
async def task_withdrawn(event: TaskWithdrawn, who: Origin, service: Service) -> None:
    """Take the task off the officer's list, and the visit that it means, unless that has begun."""
    task, on, reason = who.subject, event.withdrawn_on, event.reason
    await service.visits.withdraw(visit_of(task), WithdrawVisit(task, on, reason), who)
    await service.assignments.withdraw(WithdrawAssignment(task, on, reason), who)


def visit_of(task: str) -> str:
    return f"visit-from-{task}"


def ordered_visit(event: TaskIssued, task: str) -> AssignVisit:
    return AssignVisit(
        kind=VisitKind.SPECIAL,
        firm=event.firm or "",
        township=event.township,
        body=event.body,
        officers=event.officers,
        item_lists=event.item_lists,
        inspect_until=event.due_on,
        draw=None,
        task=task,
    )
