from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from inspections import queries
from inspections.api.given import Anyone, Captain, Inspections, Officer
from inspections.domain import patrol
from inspections.service import check_jurisdiction
from inspections.view import PatrolView, patrol_view

router = routes("/patrols", "patrols")


@router.post("", status_code=201, summary="派出巡查")
async def assign_patrol(command: patrol.AssignPatrol, inspections: Inspections, who: Captain) -> PatrolView:
    return patrol_view(await inspections.assign_patrol(command, who))


@router.get("")
async def list_patrols(
    query: Annotated[queries.PatrolList, Query()], inspections: Inspections, who: Anyone
) -> Page[PatrolView]:
    return await queries.patrols(inspections, query, who)


@router.get("/{patrol_id}")
async def read_patrol(patrol_id: str, inspections: Inspections, who: Anyone) -> PatrolView:
    found = await inspections.patrols.read(patrol_id)
    check_jurisdiction(found.state.assigned.body, who)
    return patrol_view(found)


@router.post("/{patrol_id}/findings", summary="登记巡查发现")
async def record_finding(
    patrol_id: str, command: patrol.RecordFinding, inspections: Inspections, who: Officer
) -> PatrolView:
    return patrol_view(await inspections.change_patrol(patrol_id, patrol.record_finding, command, who))


@router.post("/{patrol_id}/referrals", summary="移交巡查发现")
async def refer_finding(
    patrol_id: str, command: patrol.ReferFinding, inspections: Inspections, who: Officer
) -> PatrolView:
    return patrol_view(await inspections.change_patrol(patrol_id, patrol.refer_finding, command, who))


@router.post("/{patrol_id}/conclusion", summary="结束巡查")
async def conclude_patrol(
    patrol_id: str, command: patrol.ConcludePatrol, inspections: Inspections, who: Officer
) -> PatrolView:
    return patrol_view(await inspections.change_patrol(patrol_id, patrol.conclude_patrol, command, who))
