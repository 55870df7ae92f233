from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from supervision.api.given import Anyone, Issuer, Supervision
from supervision.domain.task import IssueTask
from supervision.queries import tasks as queries
from supervision.view import TaskView, task_view

router = routes("/tasks", "tasks")


@router.post("", status_code=201, summary="交办任务")
async def issue_task(command: IssueTask, supervision: Supervision, who: Issuer) -> TaskView:
    return task_view(await supervision.issue_task(command, who))


@router.get("")
async def list_tasks(
    query: Annotated[queries.TaskList, Query()], supervision: Supervision, who: Anyone
) -> Page[TaskView]:
    return await queries.tasks(supervision, query, who)


@router.get("/{task_id}")
async def read_task(task_id: str, supervision: Supervision, who: Anyone) -> TaskView:
    return task_view(await supervision.read_task(task_id, who))
