from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from supervision.dependencies import Anyone, Supervisor
from supervision.tasks import domain, queries
from supervision.tasks.domain import IssueTask, WithdrawTask
from supervision.tasks.verbs import Tasks
from supervision.tasks.view import TaskPage, TaskView

router = routes("/tasks", "tasks")


async def verbs(request: Request) -> Tasks:
    tasks: Tasks = request.app.state.service.tasks
    return tasks


Verbs = Annotated[Tasks, Depends(verbs)]


@router.post("", status_code=201, summary="交办任务")
async def issue_task(command: IssueTask, tasks: Verbs, who: Supervisor) -> TaskPage:
    return queries.task_page(await tasks.issue(command, who), who)


@router.get("", summary="查询交办任务")
async def list_tasks(query: Annotated[queries.TaskList, Query()], tasks: Verbs, who: Anyone) -> Page[TaskView]:
    return await queries.list_of_tasks(tasks, query, who)


@router.get("/{task_id}", summary="查看交办任务")
async def read_task(task_id: str, tasks: Verbs, who: Anyone) -> TaskPage:
    return await queries.read_page(tasks, task_id, who)


@router.post("/{task_id}/withdrawal", summary="撤回交办任务")
async def withdraw_task(task_id: str, command: WithdrawTask, tasks: Verbs, who: Supervisor) -> TaskPage:
    return queries.task_page(await tasks.change(task_id, domain.withdraw_task, command, who), who)
