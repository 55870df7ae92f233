"""Sight of tasks: the supervisor sees all, the head the township's, an officer their own."""

from chassis.documents import Document
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import Role, TownshipCode
from supervision.sight import confined, sees
from supervision.tasks.domain import Task

NO_CERTIFICATE = Rule("supervision/no-tasks", "没有执法证的人员没有交办任务", category=Category.NOT_ALLOWED)


def sees_task(who: Origin, task: Task) -> bool:
    """True for whoever sees the township, and for the officers of the task."""
    return sees(who, task.issued.township) or who.certificate in task.issued.officers


def visible_tasks(who: Origin, wanted: TownshipCode | None) -> Document:
    """Filter of a list by what the caller sees, given the township that was asked for."""
    if who.roles & {Role.SUPERVISOR, Role.HEAD}:
        return confined("state.issued.township", who, wanted)
    return {"state.issued.officers": who.certificate or refuse(NO_CERTIFICATE)}
