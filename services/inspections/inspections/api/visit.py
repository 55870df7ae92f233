from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from contracts.values import VisitId
from inspections import queries
from inspections.api.given import Anyone, Head, Inspections, Officer
from inspections.domain import assigning, visiting
from inspections.service import check_jurisdiction
from inspections.view import VisitView, visit_view

router = routes("/visits", "visits")


@router.get("")
async def list_visits(
    query: Annotated[queries.VisitList, Query()], inspections: Inspections, who: Anyone
) -> Page[VisitView]:
    return await queries.visits(inspections, query, who)


@router.get("/{visit_id}")
async def read_visit(visit_id: VisitId, inspections: Inspections, who: Anyone) -> VisitView:
    found = await inspections.visits.read(visit_id)
    check_jurisdiction(found.state.assigned.body, who)
    return visit_view(found)


@router.post("/{visit_id}/approval", summary="批准检查")
async def approve_visit(
    visit_id: VisitId, command: assigning.ApproveVisit, inspections: Inspections, who: Head
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, assigning.approve_visit, command, who))


@router.post("/{visit_id}/opening", summary="入企检查")
async def open_visit(
    visit_id: VisitId, command: visiting.OpenVisit, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.open_visit(visit_id, command, who))


@router.post("/{visit_id}/unmet", summary="登记未能检查")
async def mark_unmet(
    visit_id: VisitId, command: visiting.MarkUnmet, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, visiting.mark_unmet, command, who))


@router.post("/{visit_id}/postponement", summary="检查延期")
async def postpone_visit(
    visit_id: VisitId, command: visiting.PostponeVisit, inspections: Inspections, who: Head
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, visiting.postpone_visit, command, who))


@router.post("/{visit_id}/conclusion", summary="结束检查")
async def conclude_visit(
    visit_id: VisitId, command: visiting.ConcludeVisit, inspections: Inspections, who: Officer
) -> VisitView:
    return visit_view(await inspections.change_visit(visit_id, visiting.conclude_visit, command, who))
