"""Routes of the supervisor's tasks."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from inspections.assignments.domain import CompleteAssignment
from inspections.assignments.queries import AssignmentList, list_of_assignments
from inspections.assignments.verbs import Assignments
from inspections.assignments.view import AssignmentView, assignment_view
from inspections.dependencies import Anyone, Officer

router = routes(tag="assignments")


async def verbs(request: Request) -> Assignments:
    assignments: Assignments = request.app.state.service.assignments
    return assignments


Verbs = Annotated[Assignments, Depends(verbs)]


@router.get("/assignments", summary="查询收到的交办任务")
async def list_assignments(
    query: Annotated[AssignmentList, Query()], assignments: Verbs, who: Anyone
) -> Page[AssignmentView]:
    return await list_of_assignments(assignments, query, who)


@router.post("/assignments/{assignment_id}/completion", summary="办理交办任务")
async def complete_assignment(
    assignment_id: str, command: CompleteAssignment, assignments: Verbs, who: Officer
) -> AssignmentView:
    return assignment_view(await assignments.complete(assignment_id, command, who))
