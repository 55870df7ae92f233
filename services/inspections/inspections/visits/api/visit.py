"""Routes of visits."""

from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import Happened, History, routes
from contracts.done_at import NOW, Confirmation
from contracts.values import VisitId
from inspections.dependencies import Head, Officer, OfInspections
from inspections.visits.api.dependencies import Verbs
from inspections.visits.domain import assigning, confirming, visiting
from inspections.visits.queries import VisitList, history_page, list_of_visits, visit_page
from inspections.visits.view import VisitItem, VisitPage

router = routes("/visits", "visits")


@router.get("", summary="查询检查")
async def list_visits(query: Annotated[VisitList, Query()], visits: Verbs, who: OfInspections) -> Page[VisitItem]:
    return await list_of_visits(visits, query, who)


@router.get("/{visit_id}", summary="查看检查")
async def read_visit(visit_id: VisitId, visits: Verbs, who: OfInspections) -> VisitPage:
    return await visit_page(visits, await visits.read(visit_id, who), who)


@router.get("/{visit_id}/history", summary="查询检查历程")
async def read_visit_history(visit_id: VisitId, visits: Verbs, who: OfInspections) -> History[Happened]:
    return await history_page(visits, visit_id, who)


@router.post("/{visit_id}/approval", summary="批准检查")
async def approve_visit(visit_id: VisitId, command: assigning.ApproveVisit, visits: Verbs, who: Head) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, assigning.approve_visit, command, who), who)


@router.post("/{visit_id}/replacement", summary="更换检查人员")
async def replace_inspector(
    visit_id: VisitId, command: assigning.ReplaceInspector, visits: Verbs, who: Head
) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, assigning.replace_inspector, command, who), who)


@router.post("/{visit_id}/acts/{act}/confirmation", summary="确认检查")
async def confirm_visit_act(
    visit_id: VisitId, act: str, visits: Verbs, who: Officer, given: Confirmation = NOW
) -> VisitPage:
    """Of the `record` so far, an `order-<item>` or a `recheck-<item>`, by the officer who did not record it."""
    command = confirming.ConfirmVisitAct(act=act, done_at=given.done_at)
    return await visit_page(visits, await visits.change(visit_id, confirming.confirm_visit_act, command, who), who)


@router.post("/{visit_id}/opening", summary="入企检查")
async def open_visit(visit_id: VisitId, command: visiting.OpenVisit, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.open(visit_id, command, who), who)


@router.post("/{visit_id}/unmet", summary="登记未能检查")
async def mark_unmet(visit_id: VisitId, command: visiting.MarkUnmet, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, visiting.mark_unmet, command, who), who)


@router.post("/{visit_id}/postponement", summary="检查延期")
async def postpone_visit(visit_id: VisitId, command: visiting.PostponeVisit, visits: Verbs, who: Head) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, visiting.postpone_visit, command, who), who)


@router.post("/{visit_id}/conclusion", summary="结束检查")
async def conclude_visit(visit_id: VisitId, command: visiting.ConcludeVisit, visits: Verbs, who: Officer) -> VisitPage:
    return await visit_page(visits, await visits.change(visit_id, visiting.conclude_visit, command, who), who)
