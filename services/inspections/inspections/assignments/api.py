"""Routes of the supervisor's tasks."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from inspections.assignments.domain import CompleteAssignment
from inspections.assignments.queries import AssignmentList, assignment_page, list_of_assignments, read_page
from inspections.assignments.verbs import Assignments
from inspections.assignments.view import AssignmentItem, AssignmentPage
from inspections.dependencies import Anyone, Officer

router = routes(tag="assignments")


async def verbs(request: Request) -> Assignments:
    assignments: Assignments = request.app.state.service.assignments
    return assignments


Verbs = Annotated[Assignments, Depends(verbs)]


@router.get("/assignments", summary="查询收到的交办任务")
async def list_assignments(
    query: Annotated[AssignmentList, Query()], assignments: Verbs, who: Anyone
) -> Page[AssignmentItem]:
    return await list_of_assignments(assignments, query, who)


@router.get("/assignments/{assignment_id}", summary="查看收到的交办任务")
async def read_assignment(assignment_id: str, assignments: Verbs, who: Anyone) -> AssignmentPage:
    return await read_page(assignments, assignment_id, who)


@router.post("/assignments/{assignment_id}/completion", summary="办理交办任务")
async def complete_assignment(
    assignment_id: str, command: CompleteAssignment, assignments: Verbs, who: Officer
) -> AssignmentPage:
    return assignment_page(await assignments.complete(assignment_id, command, who), who)
