from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from inspections import queries
from inspections.api.given import Anyone, Inspections, Officer
from inspections.domain import assignment
from inspections.queries import ItemListView
from inspections.view import AssignmentView, assignment_view

router = routes(tag="assignments")


@router.get("/assignments")
async def list_assignments(
    query: Annotated[queries.AssignmentList, Query()], inspections: Inspections, who: Anyone
) -> Page[AssignmentView]:
    return await queries.assignments(inspections, query, who)


@router.post("/assignments/{assignment_id}/completion", summary="办理交办任务")
async def complete_assignment(
    assignment_id: str, command: assignment.CompleteAssignment, inspections: Inspections, who: Officer
) -> AssignmentView:
    changed = await inspections.change_assignment(assignment_id, assignment.complete_assignment, command, who)
    return assignment_view(changed)


@router.get("/item-lists")
async def list_item_lists(inspections: Inspections, who: Anyone) -> list[ItemListView]:
    return queries.item_lists(inspections, who)
