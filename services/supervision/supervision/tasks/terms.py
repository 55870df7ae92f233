"""The longest time in which a task is to be done, as published."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from contracts.dated import Dated, in_force
from contracts.refusal import Category, Rule, refuse
from contracts.values import Word

PAST = Rule("supervision/due-in-the-past", "办理期限不得早于今日", category=Category.MALFORMED)
NO_TASK_TERMS = Rule(
    "supervision/no-task-terms",
    "{on} 当日没有公布交办任务的最长办理期限",
    category=Category.UNAVAILABLE,
    remedy="由县司法局公布最长期限并载入后再交办",
)
TOO_LATE = Rule(
    "supervision/due-too-late",
    "办理期限最迟至 {latest}",
    category=Category.MALFORMED,
    remedy="请在 due_on 中填写不晚于 {latest} 的日期",
)


class TaskTerms(Dated):
    """One dated publication: the most days from issuing a task to its last day."""

    sample: bool
    longest_days: Annotated[int, Field(ge=1, le=3_650, strict=True)]
    source: Word


def check_due(due_on: date, published: Sequence[TaskTerms], on: date) -> None:
    """Refuse a last day that has passed, or that is further away than what is published for today."""
    if due_on < on:
        refuse(PAST)
    terms = in_force(published, on) or refuse(NO_TASK_TERMS, on=on)
    latest = on + timedelta(days=terms.longest_days)
    if due_on > latest:
        refuse(TOO_LATE, latest=latest)
