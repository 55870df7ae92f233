"""The step of a task with its form: the supervisor takes it back as long as it is open."""

from datetime import date
from typing import Final

from contracts.steps import Form, Offer, refusals
from supervision.tasks.domain import Task, WithdrawTask, withdraw_task

TOLD: Final = WithdrawTask(reason="交办有误")


def offers(task: Task, today: date) -> list[Offer]:
    """Return the step; what it lacks is what the decision refuses, tried on an example."""
    if task.settled:
        return []
    return [Offer(name="withdraw-task", may=True, form=Form(missing=refusals(withdraw_task, task, TOLD, today)))]
