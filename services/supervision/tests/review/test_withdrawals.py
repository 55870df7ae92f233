"""A visit is taken back with its task only, before it begins, and is over then."""

from collections.abc import Callable
from typing import Any

from tests.support.inspected import VisitFile

from contracts.inspections import VisitOverdue, VisitWithdrawn

type Rules = Callable[..., list[str]]

REASON = "任务交办有误"


def taken_back(file: VisitFile, task: str = "task-1") -> VisitFile:
    file.wait(1)
    file.add(VisitWithdrawn(task=task, withdrawn_on=file.day, reason=REASON), "officer-supervisor", "130624-justice")
    return file


def ordered(**more: Any) -> VisitFile:
    return VisitFile().assigned(draw=None, task="task-1", **more)


def test_a_visit_that_had_not_begun_is_taken_back_with_its_task(rules: Rules) -> None:
    assert rules(taken_back(ordered()).history()) == []
    assert rules(taken_back(ordered().approved()).history()) == []
    assert rules(taken_back(ordered(), "task-2").history()) == ["X-41 unlawful"]


def test_what_has_begun_is_not_taken_back(rules: Rules) -> None:
    assert rules(taken_back(ordered().approved().opened()).history()) == ["X-41 unlawful"]


def test_nothing_follows(rules: Rules) -> None:
    file = taken_back(ordered().approved())
    file.wait(1)
    file.add(VisitOverdue(until=file.day, noticed_on=file.day, township="130624100"), "")
    assert rules(file.history()) == ["X-41 unlawful"]
