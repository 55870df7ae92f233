"""A task that was given in error is taken back as long as it is open (V-9)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, Caller, SetClock
from contracts.calendar import WorkingDays
from contracts.inspections import AssignmentDeclined, AssignmentDone, VisitAssigned, VisitOverdue, VisitWithdrawn
from contracts.refusal import Refusal
from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskOverdue, TaskWithdrawn
from contracts.topics import TASKS
from contracts.values import Role
from supervision.service import Service
from supervision.tasks import domain
from supervision.tasks.domain import Standing, WithdrawTask
from supervision.tasks.row import TASK_ROWS
from supervision.visits.row import VISIT_ROWS, VisitStage

type Builder = Callable[..., Any]

REPORT: dict[str, Any] = {
    "kind": "report",
    "township": "130624100",
    "body": "130624100",
    "officers": ["HB-1"],
    "instruction": "核查疏散通道",
    "due_on": "2026-09-10",
}
ERROR = {"reason": "企业名称选错"}
TODAY = date(2026, 9, 1)


@pytest.fixture
async def task(supervisor: Caller, known: None) -> str:
    answer = await supervisor.act("/tasks", REPORT)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def names(page: Any) -> list[str]:
    return [step["name"] for step in page["next_steps"]]


async def test_an_open_task_is_taken_back_and_says_why(bench: Bench[Service], supervisor: Caller, task: str) -> None:
    page = (await supervisor.ask(f"/tasks/{task}")).json()
    (step,) = page["next_steps"]
    assert (step["name"], step["label"], step["may_i"], step["next"]) == ("withdraw-task", "撤回交办任务", True, False)
    assert (step["path"], step["schema"], step["missing"]) == (f"/tasks/{task}/withdrawal", "WithdrawTask", [])

    answer = await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    assert answer.status_code == 200, answer.text
    after = answer.json()
    assert (after["standing"], after["withdrawn_on"], after["reason"]) == ("taken-back", "2026-09-01", "企业名称选错")
    assert (after["labels"]["taken-back"], after["next_steps"]) == ("已撤回", [])
    assert (await supervisor.ask("/work")).json()["items"] == []
    for query, found in (({"open": "true"}, []), ({"open": "false"}, [task]), ({"standing": "taken-back"}, [task])):
        assert [item["id"] for item in (await supervisor.ask("/tasks", **query)).json()["items"]] == found
    twice = await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    assert (twice.status_code, twice.json()["code"]) == (409, "supervision/task-withdrawn")


async def test_the_officer_sees_that_it_is_gone_and_takes_nothing_back(
    bench: Bench[Service], supervisor: Caller, task: str
) -> None:
    officer = bench.caller("officer-1", "130624100", Role.OFFICER, township="130624100", certificate="HB-1")
    assert [step["may_i"] for step in (await officer.ask(f"/tasks/{task}")).json()["next_steps"]] == [False]
    refused = await officer.act(f"/tasks/{task}/withdrawal", ERROR)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    assert (await officer.ask(f"/tasks/{task}")).json()["reason"] == "企业名称选错"


@pytest.mark.parametrize("reason", ["", "找 13800138000"])
async def test_the_reason_is_given_and_names_no_number_of_a_person(supervisor: Caller, task: str, reason: str) -> None:
    refused = await supervisor.act(f"/tasks/{task}/withdrawal", {"reason": reason})
    assert refused.status_code == 422
    assert (await supervisor.ask(f"/tasks/{task}")).json()["standing"] == "issued"


async def test_what_is_settled_is_not_taken_back(
    bench: Bench[Service], make: Builder, supervisor: Caller, task: str
) -> None:
    await bench.hear("assignment-1", make(AssignmentDone, task=task, done_on=TODAY))
    refused = await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    assert (refused.status_code, refused.json()["code"]) == (409, "supervision/task-settled")
    assert (await supervisor.ask(f"/tasks/{task}")).json()["next_steps"] == []


@pytest.mark.parametrize("late", [AssignmentDone, AssignmentDeclined])
async def test_what_the_officers_side_tells_afterwards_changes_nothing(
    bench: Bench[Service], make: Builder, supervisor: Caller, task: str, late: Any
) -> None:
    await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    await bench.hear("assignment-1", make(late, task=task))
    assert (await supervisor.ask(f"/tasks/{task}")).json()["standing"] == "taken-back"
    assert await bench.parked() == []


async def test_a_late_task_that_is_taken_back_alerts_no_more(
    bench: Bench[Service], supervisor: Caller, clock: SetClock, task: str
) -> None:
    clock.advance(days=10)
    for one in bench.parts.ticking:
        await tick_due(one, clock)
    await bench.hear_own("task", task, TASKS.name)
    assert (await supervisor.ask("/alerts")).json()["items"][0]["open"]
    await supervisor.act(f"/tasks/{task}/withdrawal", ERROR)
    await bench.hear_own("task", task, TASKS.name)
    assert not (await supervisor.ask("/alerts")).json()["items"][0]["open"]
    assert await bench.parked() == []


def test_a_task_that_is_taken_back_waits_for_nobody(make: Builder) -> None:
    opened = domain.evolve(None, make(TaskIssued, due_on=date(2026, 9, 10)))
    (event,) = domain.withdraw_task(opened, WithdrawTask(**ERROR), TODAY)
    assert event == TaskWithdrawn(withdrawn_on=TODAY, reason="企业名称选错")
    after = domain.evolve(opened, event)
    assert (after.standing, domain.task_work(after)) == (Standing.WITHDRAWN, [])
    assert domain.due(after, WorkingDays()) is None
    late = domain.evolve(opened, make(TaskOverdue))
    assert domain.withdraw_task(late, WithdrawTask(**ERROR), TODAY) == [event]
    for ended in (make(TaskCompleted), make(TaskFailed)):
        with pytest.raises(Refusal) as refused:
            domain.withdraw_task(domain.evolve(opened, ended), WithdrawTask(**ERROR), TODAY)
        assert refused.value.rule is domain.TASK_SETTLED


def test_tasks_and_visits_that_were_taken_back_are_counted(make: Builder, fold: Builder) -> None:
    row = fold(TASK_ROWS, make(TaskIssued), make(TaskWithdrawn, withdrawn_on=date(2026, 9, 3)))
    assert "tasks-withdrawn/130624100/2026-09" in TASK_ROWS.buckets(row)
    assert fold(TASK_ROWS, make(TaskWithdrawn)) is None
    gone = fold(
        VISIT_ROWS, make(VisitAssigned), make(VisitOverdue), make(VisitWithdrawn, withdrawn_on=date(2026, 9, 3))
    )
    assert (gone.stage, gone.overdue) == (VisitStage.WITHDRAWN, False)
    assert "visits-withdrawn/130624100/2026-09" in VISIT_ROWS.buckets(gone)


async def test_a_late_visit_that_falls_away_alerts_no_more(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    await bench.hear("visit-1", make(VisitAssigned))
    await bench.hear("visit-1", make(VisitOverdue))
    assert (await supervisor.ask("/alerts", kind="visit-overdue")).json()["items"][0]["open"]
    await bench.hear("visit-1", make(VisitWithdrawn))
    assert not (await supervisor.ask("/alerts", kind="visit-overdue")).json()["items"][0]["open"]
