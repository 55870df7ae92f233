"""Routes of patrols."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import Happened, History, routes
from contracts.done_at import NOW, Confirmation
from inspections.dependencies import Captain, Head, OfClues, Officer, OfInspections
from inspections.patrols.domain import patrolling, setting_aside
from inspections.patrols.queries import (
    PatrolList,
    compared_page,
    findings_like,
    history_page,
    list_of_patrols,
    patrol_page,
)
from inspections.patrols.verbs import Patrols
from inspections.patrols.view import PatrolItem, PatrolPage, SimilarFinding

router = routes("/patrols", "patrols")


async def verbs(request: Request) -> Patrols:
    patrols: Patrols = request.app.state.service.patrols
    return patrols


Verbs = Annotated[Patrols, Depends(verbs)]


@router.post("", status_code=201, summary="派出巡查")
async def assign_patrol(command: patrolling.AssignPatrol, patrols: Verbs, who: Captain) -> PatrolPage:
    return await patrol_page(patrols, await patrols.assign(command, who), who)


@router.get("", summary="查询巡查")
async def list_patrols(query: Annotated[PatrolList, Query()], patrols: Verbs, who: OfInspections) -> Page[PatrolItem]:
    return await list_of_patrols(patrols, query, who)


@router.get("/like-clue/{clue_id}", summary="可能与线索相同的巡查发现")
async def list_findings_like(clue_id: str, patrols: Verbs, who: OfClues) -> tuple[SimilarFinding, ...]:
    return await findings_like(patrols, clue_id, who)


@router.get("/{patrol_id}", summary="查看巡查")
async def read_patrol(patrol_id: str, patrols: Verbs, who: OfInspections) -> PatrolPage:
    return await compared_page(patrols, await patrols.read(patrol_id, who), who)


@router.get("/{patrol_id}/history", summary="查询巡查历程")
async def read_patrol_history(patrol_id: str, patrols: Verbs, who: OfInspections) -> History[Happened]:
    return await history_page(patrols, patrol_id, who)


@router.post("/{patrol_id}/replacement", summary="更换巡查人员")
async def replace_patrol_officer(
    patrol_id: str, command: patrolling.ReplacePatrolOfficer, patrols: Verbs, who: Head
) -> PatrolPage:
    changed = await patrols.change(patrol_id, patrolling.replace_patrol_officer, command, who)
    return await patrol_page(patrols, changed, who)


@router.post("/{patrol_id}/findings", summary="登记巡查发现")
async def record_finding(patrol_id: str, command: patrolling.RecordFinding, patrols: Verbs, who: Officer) -> PatrolPage:
    return await compared_page(patrols, await patrols.record(patrol_id, command, who), who)


@router.post("/{patrol_id}/findings/{finding}/confirmation", summary="确认巡查发现")
async def confirm_finding(
    patrol_id: str, finding: str, patrols: Verbs, who: Officer, given: Confirmation = NOW
) -> PatrolPage:
    command = patrolling.ConfirmFinding(finding=finding, done_at=given.done_at)
    return await patrol_page(patrols, await patrols.change(patrol_id, patrolling.confirm_finding, command, who), who)


@router.post("/{patrol_id}/referrals", summary="移交巡查发现")
async def refer_finding(patrol_id: str, command: patrolling.ReferFinding, patrols: Verbs, who: Officer) -> PatrolPage:
    return await patrol_page(patrols, await patrols.change(patrol_id, patrolling.refer_finding, command, who), who)


@router.post("/{patrol_id}/set-aside", summary="巡查发现不予移送")
async def set_finding_aside(
    patrol_id: str, command: setting_aside.SetFindingAside, patrols: Verbs, who: Officer
) -> PatrolPage:
    return await patrol_page(patrols, await patrols.set_aside(patrol_id, command, who), who)


@router.post("/{patrol_id}/conclusion", summary="结束巡查")
async def conclude_patrol(
    patrol_id: str, command: patrolling.ConcludePatrol, patrols: Verbs, who: Officer
) -> PatrolPage:
    return await patrol_page(patrols, await patrols.change(patrol_id, patrolling.conclude_patrol, command, who), who)
