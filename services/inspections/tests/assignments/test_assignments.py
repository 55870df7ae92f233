"""Tasks of the supervisor: on the officer's list, through a visit, or declined."""

from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.credit import FirmRegistered
from contracts.inspections import AssignmentDeclined
from contracts.supervision import TaskIssued, TaskKind
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"
FIRM = "91130624MA0000001L"


def task(kind: TaskKind, **more: Any) -> TaskIssued:
    return TaskIssued(
        kind=kind,
        township=TOWN,
        body=TOWN,
        officers=("HB-A", "HB-B"),
        instruction="核查群众反映的问题",
        issued_on=date(2026, 9, 7),
        due_on=date(2026, 9, 20),
        **more,
    )


async def test_a_task_stands_on_the_officers_list_until_reported(bench: Bench[Service], cast: Any) -> None:
    """A task that was pushed to the officers stays there until they report (V-9)."""
    await bench.hear("task-1", task(TaskKind.REPORT))
    assert [item["what"] for item in (await cast.a.ask("/work")).json()["items"]] == ["complete-assignment"]
    other = await cast.b.act("/assignments/assignment-task-1/completion", {"report": "已核查"})
    assert (other.status_code, other.json()["code"]) == (404, "not-found")
    done = await cast.a.act("/assignments/assignment-task-1/completion", {"report": "已核查"})
    assert done.json()["assignment"]["done"]["task"] == "task-1"
    twice = await cast.a.act("/assignments/assignment-task-1/completion", {"report": "已核查"})
    assert twice.json()["code"] == "inspections/assignment-settled"
    assert (await cast.a.ask("/assignments")).json()["items"][0]["id"] == "assignment-task-1"


async def test_a_task_counts_as_done_on_its_own_day(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    """What the officers did in time is in time, however late they come to report it."""
    await bench.hear("task-1", task(TaskKind.REPORT))
    clock.advance(days=20)
    completion = "/assignments/assignment-task-1/completion"
    ahead = await cast.a.act(completion, {"report": "已核查", "done_on": "2026-09-28"})
    assert (ahead.status_code, ahead.json()["code"]) == (422, "inspections/future-day")
    before = await cast.a.act(completion, {"report": "已核查", "done_on": "2026-09-06"})
    assert (before.status_code, before.json()["code"]) == (422, "inspections/day-too-early")
    done = await cast.a.act(completion, {"report": "已核查", "done_on": "2026-09-20"})
    assert (done.json()["assignment"]["done"]["done_on"], done.json()["assignment"]["done"]["recorded_on"]) == (
        "2026-09-20",
        "2026-09-27",
    )


async def test_a_task_that_means_a_visit_waits_for_approval_and_ends_with_it(bench: Bench[Service], cast: Any) -> None:
    await bench.hear("task-2", task(TaskKind.VISIT, firm=FIRM, item_lists=("safety",)))
    visit = "visit-from-task-2"
    assert (await cast.a.ask(f"/visits/{visit}")).json()["stage"] == "assigned"
    by_visit = await cast.a.act("/assignments/assignment-task-2/completion", {"report": "已核查"})
    assert by_visit.json()["code"] == "inspections/done-by-visit"
    await cast.head.act(f"/visits/{visit}/approval")
    await cast.b.act(f"/visits/{visit}/acts/record/confirmation")
    await cast.a.act(f"/visits/{visit}/unmet", {"reason": "closed", "note": "关门"})
    await bench.hear_own("visit", visit, "inspections.visit")
    listed = (await cast.supervisor.ask("/assignments")).json()["items"]
    assert (listed[0]["task"], listed[0]["stage"], listed[0]["open"]) == ("task-2", "done", False)


async def test_an_unlawful_task_is_declined_with_its_article(bench: Bench[Service], cast: Any) -> None:
    event = task(TaskKind.VISIT, firm=FIRM, item_lists=("safety",))
    alone = event.model_copy(update={"officers": ("HB-A",)})
    await bench.hear("task-3", alone)
    listed = (await cast.supervisor.ask("/assignments")).json()["items"]
    declined = AssignmentDeclined(task="task-3", rule="inspections/one-officer", law="APL 42")
    assert listed[0]["stage"] == "declined"
    assert all(listed[0][name] == declined.public()[name] for name in ("task", "rule", "law"))
    assert await bench.parked() == []
    late = await cast.a.act("/assignments/assignment-task-3/completion", {"report": "已核查"})
    assert (late.status_code, late.json()["code"]) == (409, "inspections/assignment-settled")


async def test_a_task_for_a_firm_not_heard_of_yet_waits_and_is_done_by_itself(
    bench: Bench[Service], cast: Any, new_firm: FirmRegistered
) -> None:
    await bench.hear("task-4", task(TaskKind.VISIT, firm=new_firm.code, item_lists=("safety",)))
    assert await bench.parked() == ["inspections/no-such-firm"]
    await bench.hear(f"firm-{new_firm.code}", new_firm)
    await bench.consuming.retry()
    assert await bench.parked() == []
    assert (await cast.head.ask("/visits", firm=new_firm.code)).json()["items"][0]["stage"] == "assigned"


async def test_x34_a_firm_of_another_township_is_not_visited(
    bench: Bench[Service], cast: Any, new_firm: FirmRegistered
) -> None:
    elsewhere = new_firm.model_copy(update={"township": "130624101"})
    await bench.hear(f"firm-{new_firm.code}", elsewhere)
    await bench.hear("task-5", task(TaskKind.VISIT, firm=new_firm.code, item_lists=("safety",)))
    listed = (await cast.supervisor.ask("/assignments")).json()["items"]
    assert listed[0]["rule"] == "inspections/firm-elsewhere"


async def test_x02_officers_of_another_body_are_not_sent(bench: Bench[Service], cast: Any) -> None:
    abroad = task(TaskKind.VISIT, firm=FIRM, item_lists=("safety",)).model_copy(update={"body": "130624101"})
    await bench.hear("task-6", abroad)
    listed = (await cast.supervisor.ask("/assignments")).json()["items"]
    assert listed[0]["rule"] == "inspections/officer-of-other-body"
