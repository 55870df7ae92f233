"""Tasks: issued by the supervisor, reported by inspections, late by the clock."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, Caller, SetClock
from contracts.credit import FirmRegistered
from contracts.identity import CertificateSuspended
from contracts.inspections import AssignmentDeclined, AssignmentDone
from contracts.topics import TASKS
from contracts.values import Role
from supervision.service import Service

type Builder = Callable[..., Any]

FIRM = "91350100M000100Y43"
VISIT: dict[str, Any] = {
    "kind": "visit",
    "township": "130624100",
    "body": "130624100",
    "officers": ["HB-1", "HB-2"],
    "instruction": "核查疏散通道",
    "due_on": "2026-09-10",
    "firm": FIRM,
    "item_lists": ["fire"],
}
REPORT = VISIT | {"kind": "report", "officers": ["HB-1"], "firm": None, "item_lists": []}
pytestmark = pytest.mark.usefixtures("known")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("instruction", "联系 138-0013-8000"),
        ("instruction", "找 130624-19900101-0012"),
        ("item_lists", ["13800138000"]),
    ],
)
async def test_no_number_of_a_person_is_published(supervisor: Caller, field: str, value: Any) -> None:
    refused = await supervisor.act("/tasks", VISIT | {field: value})
    assert (refused.status_code, refused.json()["faults"][0]["field"].partition(".")[0]) == (422, field)
    assert "公开" in refused.json()["faults"][0]["reason"]


@pytest.fixture
def officer(bench: Bench[Service]) -> Caller:
    return bench.caller("officer-1", "130624100", Role.OFFICER, township="130624100", certificate="HB-1")


async def issued(supervisor: Caller, body: dict[str, Any] = VISIT) -> str:
    answer = await supervisor.act("/tasks", body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_the_supervisor_issues_a_visit(bench: Bench[Service], supervisor: Caller) -> None:
    """The supervisor assigns a task to two officers (V-9)."""
    key = str(uuid.uuid4())
    answer = await supervisor.act("/tasks", VISIT, key=key)
    assert answer.status_code == 201
    task = answer.json()
    assert (task["id"], task["standing"], task["issued_on"]) == (f"task-{key}", "issued", "2026-09-01")
    assert task["labels"] | {"visit": "入企检查", "issued": "办理中", "130624100": "阜平镇"} == task["labels"]
    assert (await supervisor.act("/tasks", VISIT, key=key)).json() == task
    stored = await bench.service.tasks.store.read(task["id"])
    assert [(item.id, item.sequence) for item in stored.state.issued.rests_on] == [
        ("officer-1", 2),
        ("officer-2", 2),
        (f"firm-{FIRM}", 1),
    ]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"officers": ["HB-1"]}, 409, "supervision/one-officer"),
        ({"officers": ["HB-1", "HB-9"]}, 409, "supervision/no-certificate"),
        ({"officers": ["HB-1", "HB-1"]}, 422, "supervision/same-officer"),
        ({"body": "130624101"}, 409, "supervision/foreign-body"),
        ({"township": "130624101"}, 409, "supervision/outside-territory"),
        ({"firm": "91130624MA0000001L"}, 422, "supervision/no-such-firm"),
        ({"item_lists": []}, 422, "supervision/visit-needs"),
        ({"kind": "report"}, 422, "supervision/not-a-visit"),
        ({"due_on": "2026-08-31"}, 422, "supervision/due-in-the-past"),
        ({"officers": []}, 422, "invalid"),
        ({"officers": ["HB-1", "HB-2", "HB-3"]}, 422, "invalid"),
        ({"township": "130624999"}, 422, "invalid"),
        ({"fine": 1}, 422, "invalid"),
    ],
)
async def test_what_may_not_be_issued_changes_nothing(
    bench: Bench[Service], supervisor: Caller, change: dict[str, Any], status: int, code: str
) -> None:
    refused = await supervisor.act("/tasks", VISIT | change)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.headers["content-type"] == "application/problem+json"
    assert await bench.parts.documents.find("task", {}) == []


async def test_a_firm_of_another_township_is_not_visited(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    other = make(FirmRegistered, code="91130624MA0000001L", township="130624101")
    await bench.hear("firm-other", other)
    refused = await supervisor.act("/tasks", VISIT | {"firm": "91130624MA0000001L"})
    assert (refused.status_code, refused.json()["code"]) == (409, "supervision/firm-elsewhere")


async def test_a_suspended_certificate_gets_no_task(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    await bench.hear("officer-1", make(CertificateSuspended, effective_from=date(2026, 9, 1)))
    refused = await supervisor.act("/tasks", REPORT)
    assert (refused.json()["code"], refused.json()["law"]) == ("supervision/no-certificate", "APL 42, 55")


async def test_nobody_else_issues(head: Caller, officer: Caller) -> None:
    for caller in (head, officer):
        refused = await caller.act("/tasks", VISIT)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")


async def test_a_dry_run_answers_and_writes_nothing(bench: Bench[Service], supervisor: Caller) -> None:
    assert (await supervisor.act("/tasks?dry_run=true", VISIT)).status_code == 201
    assert await bench.parts.documents.find("task", {}) == []


async def test_everybody_sees_their_tasks(bench: Bench[Service], supervisor: Caller, head: Caller) -> None:
    both, one = await issued(supervisor), await issued(supervisor, REPORT)
    second = bench.caller("officer-2", "130624100", Role.OFFICER, township="130624100", certificate="HB-2")
    neighbour = bench.caller("officer-9", "130624101", Role.HEAD, township="130624101")
    bare = bench.caller("officer-8", "130624100", Role.OFFICER)
    for caller, expected in ((supervisor, {both, one}), (head, {both, one}), (second, {both}), (neighbour, set())):
        assert {item["id"] for item in (await caller.ask("/tasks")).json()["items"]} == expected
    for caller in (supervisor, head, second):
        assert (await caller.ask(f"/tasks/{both}")).status_code == 200
    for caller in (second, neighbour, bare):
        assert (await caller.ask(f"/tasks/{one}")).status_code == 404
    assert (await bare.ask("/tasks")).json()["code"] == "supervision/no-tasks"
    assert (await neighbour.ask("/tasks", township="130624100")).status_code == 403
    assert (await supervisor.ask("/tasks")).json()["as_of"] == "2026-09-01T02:00:00.000Z"
    assert {item["id"] for item in (await supervisor.ask("/tasks", kind="report")).json()["items"]} == {one}


async def test_a_reported_task_is_done(bench: Bench[Service], make: Builder, supervisor: Caller) -> None:
    task = await issued(supervisor, REPORT)
    await bench.hear("assignment-1", make(AssignmentDone, task=task, done_on=date(2026, 9, 3)))
    view = (await supervisor.ask(f"/tasks/{task}")).json()
    assert (view["standing"], view["completed_on"]) == ("completed", "2026-09-03")
    assert [item["id"] for item in (await supervisor.ask("/tasks", standing="completed")).json()["items"]] == [task]
    assert await bench.parked() == []


async def test_a_declined_task_has_failed_and_says_why(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    task = await issued(supervisor)
    declined = make(AssignmentDeclined, task=task, rule="inspections/cap-reached", law="Doc 54")
    await bench.hear("assignment-1", declined)
    view = (await supervisor.ask(f"/tasks/{task}")).json()
    assert (view["standing"], view["rule"], view["law"]) == ("failed", "inspections/cap-reached", "Doc 54")


async def test_an_answer_to_an_unknown_task_waits_for_it(bench: Bench[Service], make: Builder) -> None:
    await bench.hear("assignment-1", make(AssignmentDone, task="task-unknown"))
    assert await bench.parked() == ["not-found"]


async def tick(bench: Bench[Service], clock: SetClock) -> int:
    return sum([await tick_due(one, clock) for one in bench.parts.ticking])


async def test_a_late_task_is_flagged_once_and_alerts_until_it_is_done(
    bench: Bench[Service], make: Builder, supervisor: Caller, clock: SetClock
) -> None:
    task = await issued(supervisor, REPORT)
    clock.advance(days=9)
    assert await tick(bench, clock) == 0
    clock.advance(days=1)
    assert await tick(bench, clock) == 1
    clock.advance(days=1)
    assert await tick(bench, clock) == 0
    assert [item["type"] for item in await bench.service.tasks.store.history(task)] == [
        "supervision.task-issued.v1",
        "supervision.task-overdue.v1",
    ]
    assert (await supervisor.ask(f"/tasks/{task}")).json()["standing"] == "overdue"

    await bench.hear_own("task", task, TASKS.name)
    (alert,) = (await supervisor.ask("/alerts", kind="task-overdue")).json()["items"]
    assert (alert["subject"], alert["township"], alert["until"]) == (task, "130624100", "2026-09-10")
    await bench.hear("assignment-1", make(AssignmentDone, task=task))
    await bench.hear_own("task", task, TASKS.name)
    assert not (await supervisor.ask("/alerts")).json()["items"][0]["open"]
    assert await bench.parked() == []


@pytest.mark.parametrize(("day", "reason"), [(date(2026, 9, 10), "in-time"), (date(2026, 9, 11), "done")])
async def test_a_task_in_time_that_becomes_known_late_was_no_matter_for_an_alert(
    bench: Bench[Service], make: Builder, supervisor: Caller, clock: SetClock, day: date, reason: str
) -> None:
    task = await issued(supervisor, REPORT)
    clock.advance(days=10)
    await tick(bench, clock)
    await bench.hear("assignment-1", make(AssignmentDone, task=task, done_on=day))
    await bench.hear_own("task", task, TASKS.name)
    (alert,) = (await supervisor.ask("/alerts", kind="task-overdue")).json()["items"]
    assert (alert["open"], alert["reason"]) == (False, reason)
    assert await bench.parked() == []


async def test_a_failed_task_is_late_no_more(
    bench: Bench[Service], make: Builder, supervisor: Caller, clock: SetClock
) -> None:
    task = await issued(supervisor, REPORT)
    clock.advance(days=10)
    await tick(bench, clock)
    await bench.hear("assignment-1", make(AssignmentDeclined, task=task))
    await bench.hear_own("task", task, TASKS.name)
    assert not (await supervisor.ask("/alerts")).json()["items"][0]["open"]


async def test_an_open_task_is_on_the_supervisors_list_until_it_is_settled(
    bench: Bench[Service], make: Builder, supervisor: Caller
) -> None:
    id = await issued(supervisor)
    (item,) = (await supervisor.ask("/work")).json()["items"]
    assert (item["id"], item["what"], item["label"]) == (id, "follow-task", "督办交办任务")
    assert (item["title"], item["township"], item["stage"]) == ("核查疏散通道", "130624100", "issued")
    assert item["until"] == "2026-09-10"
    await bench.hear(f"assignment-{id}", make(AssignmentDone, task=id, done_on=date(2026, 9, 2)))
    assert (await supervisor.ask("/work")).json()["items"] == []
