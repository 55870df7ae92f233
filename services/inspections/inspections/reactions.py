"""What foreign facts start here, and what follows from own ones: a fact becomes a command."""

from chassis.consuming import Reactions
from contracts.inspections import DrawHeld, DrawnFirm, VisitConcluded, VisitKind, VisitOpened, VisitUnmet
from contracts.labels import label
from contracts.origin import Origin
from contracts.refusal import Category, Refusal
from contracts.supervision import TaskIssued, TaskKind
from inspections.domain import assigning, assignment, cap
from inspections.domain.assigning import AssignVisit
from inspections.domain.assignment import DeclineAssignment, ReceiveAssignment, SettleByVisit
from inspections.domain.cap import SettlePlace
from inspections.service import Service, cap_id

reaction = Reactions[Service]()


@reaction
async def draw_held(event: DrawHeld, origin: Origin, service: Service) -> None:
    """Each drawn firm becomes a visit of its two officers; its id is made of draw and firm, so it happens once."""
    draw = origin.subject
    for drawn in event.drawn:
        command = from_draw(event, drawn, draw)
        id = f"visit-{draw.removeprefix('draw-')}-{drawn.firm}"
        await service.visits.create(id, assigning.assign_visit, command, origin, service.of_visit)


def from_draw(event: DrawHeld, drawn: DrawnFirm, draw: str) -> AssignVisit:
    return AssignVisit(
        kind=VisitKind.ROUTINE,
        firm=drawn.firm,
        township=drawn.township,
        body=drawn.township,
        officers=drawn.officers,
        item_lists=event.item_lists,
        inspect_until=event.inspect_until,
        draw=draw,
    )


@reaction
async def visit_opened(event: VisitOpened, origin: Origin, service: Service) -> None:
    """The place that was claimed is used."""
    if event.counted:
        firm = (await service.visits.read(origin.subject)).state.assigned.firm
        place = SettlePlace(origin.subject)
        await service.caps.change(cap_id(firm, origin), cap.use_place, place, origin, service.of_anything)


@reaction
async def visit_unmet(event: VisitUnmet, origin: Origin, service: Service) -> None:
    """A place claimed in vain is free again; a task that meant the visit is settled."""
    place = SettlePlace(origin.subject)
    await service.caps.create_or_change(cap_id(event.firm, origin), cap.free_place, place, origin, service.of_anything)
    task = (await service.visits.read(origin.subject)).state.assigned.task
    await settle_task(service, task, f"未能检查：{label(event.reason)}", origin)


@reaction
async def visit_concluded(event: VisitConcluded, origin: Origin, service: Service) -> None:
    """A task that meant the visit is settled."""
    await settle_task(service, event.task, f"检查结果：{label(event.result)}", origin)


@reaction
async def task_issued(event: TaskIssued, origin: Origin, service: Service) -> None:
    """A task stands on the officer's list; one that means a visit assigns it, or is declined with the article."""
    task = origin.subject
    visit = f"visit-from-{task}" if event.kind is TaskKind.VISIT else None
    id = f"assignment-{task}"
    try:
        if visit:
            await service.visits.create(visit, assigning.assign_visit, from_task(event, task), origin, service.of_visit)
    except Refusal as refusal:
        if refusal.rule.category is not Category.UNLAWFUL:
            raise
        decline = DeclineAssignment(task=task, rule=refusal.rule.code, law=refusal.rule.law)
        await service.assignments.create(id, assignment.decline_assignment, decline, origin, service.of_anything)
        return
    receive = ReceiveAssignment(
        task=task,
        township=event.township,
        officer=event.officers[0],
        instruction=event.instruction,
        due_on=event.due_on,
        visit=visit,
    )
    await service.assignments.create(id, assignment.receive_assignment, receive, origin, service.of_anything)


def from_task(event: TaskIssued, task: str) -> AssignVisit:
    return AssignVisit(
        kind=VisitKind.SPECIAL,
        firm=event.firm or "",
        township=event.township,
        body=event.body,
        officers=event.officers,
        item_lists=event.item_lists,
        inspect_until=event.due_on,
        task=task,
    )


async def settle_task(service: Service, task: str | None, outcome: str, origin: Origin) -> None:
    if task:
        command = SettleByVisit(outcome=outcome)
        await service.change_assignment(f"assignment-{task}", assignment.settle_by_visit, command, origin)
