"""Tasks: what may be issued, and how they end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.calendar import WorkingDays
from contracts.identity.holder import Holder
from contracts.refusal import Category, Refusal, Rule
from contracts.supervision import TaskCompleted, TaskFailed, TaskIssued, TaskOverdue, TaskOverdueLifted
from contracts.values import RestsOn
from supervision.tasks import domain as task
from supervision.tasks.domain import CompleteTask, FailTask, IssueTask, Standing, Task, TaskFacts
from supervision.tasks.reference import load_task_terms
from supervision.tasks.terms import NO_TASK_TERMS, PAST, TOO_LATE

type Builder = Callable[..., Any]

FIRM = "91350100M000100Y43"
TODAY = date(2026, 9, 1)
DUE = date(2026, 9, 10)
VISIT: dict[str, Any] = {
    "kind": "visit",
    "township": "130624100",
    "body": "130624100",
    "officers": ["HB-1", "HB-2"],
    "instruction": "核查疏散通道",
    "due_on": DUE,
    "firm": FIRM,
    "item_lists": ["fire"],
}
REPORT = VISIT | {"kind": "report", "officers": ["HB-1"], "firm": None, "item_lists": []}


def holder(**given: Any) -> Holder:
    fields: dict[str, Any] = {
        "body": "130624100",
        "township": "130624100",
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }
    return Holder(**(fields | given))


def facts(**given: Any) -> TaskFacts:
    known = {"HB-1": holder(), "HB-2": holder()}
    fields: dict[str, Any] = {
        "on": TODAY,
        "terms": load_task_terms(),
        "holders": known,
        "firm_in": "130624100",
        "rests_on": (),
    }
    return TaskFacts(**(fields | given))


def issue(body: dict[str, Any], **known: Any) -> list[Any]:
    return task.issue_task(IssueTask.model_validate(body), facts(**known))


def state(make: Builder, *events: Any) -> Task:
    folded = None
    for event in (make(TaskIssued, due_on=DUE), *events):
        folded = task.evolve(folded, event)
    assert folded
    return folded


def test_a_visit_of_two_officers_is_issued_with_what_it_rests_on() -> None:
    rests_on = (RestsOn(id="officer-1", sequence=2),)
    (issued,) = issue(VISIT, rests_on=rests_on)
    assert isinstance(issued, TaskIssued)
    assert (issued.officers, issued.issued_on, issued.rests_on) == (("HB-1", "HB-2"), TODAY, rests_on)


def test_a_report_may_be_one_officers_with_or_without_a_firm() -> None:
    assert issue(REPORT)
    assert issue(REPORT | {"firm": FIRM})
    assert issue(REPORT | {"due_on": TODAY})
    assert issue(REPORT | {"due_on": date(2027, 3, 3)}), "half a year"


@pytest.mark.parametrize(
    ("body", "known", "rule"),
    [
        (VISIT | {"due_on": date(2027, 3, 4)}, {}, TOO_LATE),
        (VISIT, {"terms": ()}, NO_TASK_TERMS),
        (VISIT | {"officers": ["HB-1"]}, {}, task.ONE_OFFICER),
        (VISIT | {"officers": ["HB-1", "HB-1"]}, {}, task.SAME_OFFICER),
        (VISIT, {"holders": {"HB-1": holder()}}, task.NO_CERTIFICATE),
        (VISIT, {"holders": {"HB-1": holder(), "HB-2": holder(valid_until=date(2026, 8, 31))}}, task.NO_CERTIFICATE),
        (VISIT, {"holders": {"HB-1": holder(), "HB-2": holder(suspended_from=TODAY)}}, task.NO_CERTIFICATE),
        (VISIT, {"holders": {"HB-1": holder(), "HB-2": holder(withdrawn_from=TODAY)}}, task.NO_CERTIFICATE),
        (VISIT, {"holders": {"HB-1": holder(), "HB-2": holder(body="130624101")}}, task.FOREIGN_BODY),
        (VISIT | {"township": "130624101"}, {"firm_in": "130624101"}, task.OUTSIDE),
        (VISIT | {"firm": None}, {}, task.VISIT_NEEDS),
        (VISIT | {"item_lists": []}, {}, task.VISIT_NEEDS),
        (VISIT, {"firm_in": None}, task.NO_FIRM),
        (VISIT, {"firm_in": "130624101"}, task.FIRM_ELSEWHERE),
        (REPORT | {"item_lists": ["fire"]}, {}, task.NOT_A_VISIT),
        (VISIT | {"due_on": date(2026, 8, 31)}, {}, PAST),
    ],
)
def test_what_may_not_be_issued(body: dict[str, Any], known: dict[str, Any], rule: Rule) -> None:
    with pytest.raises(Refusal) as refused:
        issue(body, **known)
    assert refused.value.rule is rule
    assert "{" not in refused.value.detail


def test_what_the_law_forbids_names_its_article_and_counts_as_an_attempt() -> None:
    for rule in (task.ONE_OFFICER, task.NO_CERTIFICATE, task.FOREIGN_BODY, task.OUTSIDE):
        assert rule.law
        assert rule.category is Category.UNLAWFUL


def test_a_departments_officer_acts_in_every_township() -> None:
    department = holder(body="130624-fire", township=None)
    body = REPORT | {"body": "130624-fire", "township": "130624107"}
    assert issue(body, holders={"HB-1": department})


def test_a_task_ends_once(make: Builder) -> None:
    complete, fail = CompleteTask(done_on=DUE), FailTask(rule="inspections/cap-reached", law="Doc 54")
    opened = state(make)
    (completed,) = task.complete_task(opened, complete, TODAY)
    (failed,) = task.fail_task(opened, fail, TODAY)
    assert completed == TaskCompleted(completed_on=DUE)
    assert failed == TaskFailed(rule="inspections/cap-reached", law="Doc 54")
    for ended in (state(make, completed), state(make, failed)):
        assert task.complete_task(ended, complete, TODAY) == []
        assert task.fail_task(ended, fail, TODAY) == []


def test_a_task_is_flagged_once_after_its_day(make: Builder) -> None:
    opened, after = state(make), date(2026, 9, 11)
    assert task.flag_overdue(opened, None, DUE) == []
    (overdue,) = task.flag_overdue(opened, None, after)
    assert overdue == TaskOverdue(until=DUE, noticed_on=date(2026, 9, 11))
    assert task.flag_overdue(state(make, overdue), None, after) == []
    assert task.flag_overdue(state(make, make(TaskCompleted)), None, after) == []


@pytest.mark.parametrize(("done_on", "in_time"), [(DUE, True), (date(2026, 9, 11), False)])
def test_a_task_in_time_that_becomes_known_late_lifts_the_flag(make: Builder, done_on: date, in_time: bool) -> None:
    late = state(make, make(TaskOverdue, until=DUE))
    events = task.complete_task(late, CompleteTask(done_on=done_on), date(2026, 9, 12))
    lifted = [TaskOverdueLifted(until=DUE, lifted_on=date(2026, 9, 12))] * in_time
    assert events == [*lifted, TaskCompleted(completed_on=done_on)]
    done = state(make, make(TaskOverdue, until=DUE), *events)
    assert (done.standing, done.overdue is None) == (Standing.COMPLETED, in_time)


def test_the_tick_is_due_while_the_task_is_open_and_unflagged(make: Builder) -> None:
    assert task.due(state(make), WorkingDays()) == DUE
    for event in (make(TaskOverdue), make(TaskCompleted), make(TaskFailed)):
        assert task.due(state(make, event), WorkingDays()) is None


def test_the_standing_follows_the_facts(make: Builder) -> None:
    overdue, completed = make(TaskOverdue), make(TaskCompleted)
    found = [state(make), state(make, overdue), state(make, overdue, completed), state(make, make(TaskFailed))]
    assert [item.standing for item in found] == [
        Standing.ISSUED,
        Standing.OVERDUE,
        Standing.COMPLETED,
        Standing.FAILED,
    ]
