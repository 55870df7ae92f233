"""A task that the supervisor takes back: off the officer's list, with the visit that it means unless that has begun."""

from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.inspections import AssignmentWithdrawn, VisitTaskWithdrawn, VisitWithdrawn
from contracts.supervision import TaskIssued, TaskKind, TaskWithdrawn
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"
FIRM = "91130624MA0000001L"
VISIT = "visit-from-task-1"
WITHDRAWN = TaskWithdrawn(withdrawn_on=date(2026, 9, 7), reason="该企业已经注销")


def task(kind: TaskKind) -> TaskIssued:
    visit = kind is TaskKind.VISIT
    return TaskIssued(
        kind=kind,
        township=TOWN,
        body=TOWN,
        officers=("HB-A", "HB-B"),
        instruction="核查群众反映的问题",
        issued_on=date(2026, 9, 7),
        due_on=date(2026, 9, 20),
        firm=FIRM if visit else None,
        item_lists=("safety",) if visit else (),
    )


async def types(bench: Bench[Service], id: str) -> list[str]:
    return [item["type"] for item in await bench.service.visits.store.history(id)]


async def test_a_report_is_off_the_list_and_says_why(bench: Bench[Service], cast: Any) -> None:
    await bench.hear("task-1", task(TaskKind.REPORT))
    await bench.hear("task-1", WITHDRAWN)
    assert (await cast.a.ask("/work")).json()["items"] == []
    page = (await cast.a.ask("/assignments/assignment-task-1")).json()
    told = {name: page[name] for name in ("stage", "open", "withdrawn_on", "reason")}
    assert told == {"stage": "taken-back", "open": False, "withdrawn_on": "2026-09-07", "reason": "该企业已经注销"}
    assert (page["labels"]["taken-back"], page["next_steps"]) == ("已撤回", [])
    refused = await cast.a.act("/assignments/assignment-task-1/completion", {"report": "已核查"})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/assignment-withdrawn")
    assert "该企业已经注销" in refused.json()["detail"]
    stored = await bench.service.assignments.store.read("assignment-task-1")
    expected = AssignmentWithdrawn(task="task-1", withdrawn_on=date(2026, 9, 7), reason="该企业已经注销")
    assert stored.state.withdrawn == expected
    await bench.hear("task-1", WITHDRAWN)
    assert await bench.parked() == []


async def test_what_was_reported_stays_reported(bench: Bench[Service], cast: Any) -> None:
    await bench.hear("task-1", task(TaskKind.REPORT))
    await cast.a.act("/assignments/assignment-task-1/completion", {"report": "已核查"})
    await bench.hear("task-1", WITHDRAWN)
    assert (await cast.a.ask("/assignments/assignment-task-1")).json()["stage"] == "done"
    assert await bench.parked() == []


@pytest.mark.parametrize("approved", [False, True])
async def test_a_visit_that_has_not_begun_falls_away(bench: Bench[Service], cast: Any, approved: bool) -> None:
    await bench.hear("task-1", task(TaskKind.VISIT))
    if approved:
        await cast.head.act(f"/visits/{VISIT}/approval")
    await bench.hear("task-1", WITHDRAWN)
    page = (await cast.a.ask(f"/visits/{VISIT}")).json()
    assert (page["stage"], page["open"], page["late"], page["ended_on"]) == ("taken-back", False, False, "2026-09-07")
    assert page["labels"]["taken-back"] == "已撤回"
    stored = (await bench.service.visits.store.read(VISIT)).state
    assert stored.withdrawn == VisitWithdrawn(task="task-1", withdrawn_on=date(2026, 9, 7), reason="该企业已经注销")
    for caller in (cast.a, cast.b, cast.head):
        assert (await caller.ask("/work")).json()["items"] == []
    assert not [step for step in page["next_steps"] if not step["missing"]]


@pytest.mark.parametrize(
    ("who", "path", "body"),
    [
        ("head", "approval", None),
        ("head", "postponement", {"inspect_until": "2026-09-25", "reason": "改期"}),
        ("a", "opening", {}),
        ("a", "unmet", {"reason": "closed", "note": "关门"}),
        ("b", "acts/record/confirmation", None),
    ],
)
async def test_nothing_is_done_on_a_visit_that_was_withdrawn(
    bench: Bench[Service], cast: Any, who: str, path: str, body: Any
) -> None:
    await bench.hear("task-1", task(TaskKind.VISIT))
    await bench.hear("task-1", WITHDRAWN)
    refused = await getattr(cast, who).act(f"/visits/{VISIT}/{path}", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/visit-withdrawn")
    assert refused.json()["remedy"]


async def test_a_visit_under_way_goes_on_and_says_so(bench: Bench[Service], cast: Any) -> None:
    await bench.hear("task-1", task(TaskKind.VISIT))
    await cast.head.act(f"/visits/{VISIT}/approval")
    assert (await cast.a.act(f"/visits/{VISIT}/opening", {})).status_code == 200
    await bench.hear("task-1", WITHDRAWN)
    page = (await cast.a.ask(f"/visits/{VISIT}")).json()
    assert (page["stage"], page["open"]) == ("opened", True)
    assert page["visit"]["task_withdrawn"]["reason"] == "该企业已经注销"
    assert (await types(bench, VISIT))[-1] == VisitTaskWithdrawn.type
    assert {item["what"] for item in (await cast.a.ask("/work")).json()["items"]} == {"conclude-visit"}
    assert (await cast.a.ask("/assignments/assignment-task-1")).json()["stage"] == "taken-back"

    items = [one["value"] for one in steps(page)["answer-item"]["options"]["item"]["choices"]]
    for item in items:
        await cast.a.act(f"/visits/{VISIT}/answers", {"item": item, "answer": "fine"})
    await cast.b.act(f"/visits/{VISIT}/acts/record/confirmation")
    ended = await cast.a.act(f"/visits/{VISIT}/conclusion", {})
    assert ended.json()["stage"] == "concluded", ended.text
    await bench.hear_own("visit", VISIT, "inspections.visit")
    assert (await cast.a.ask("/assignments/assignment-task-1")).json()["stage"] == "taken-back"
    assert await bench.parked() == []


def steps(page: Any) -> dict[str, Any]:
    return {step["name"]: step for step in page["next_steps"]}


async def test_a_place_that_an_opening_claimed_is_free_again(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    await bench.hear("task-1", task(TaskKind.VISIT))
    await cast.head.act(f"/visits/{VISIT}/approval")
    await bench.hear("task-1", WITHDRAWN)
    await bench.hear_own("visit", VISIT, "inspections.visit")
    cap = await bench.service.caps.store.read(f"cap-{FIRM}-2026")
    assert cap.state.is_freed(VISIT)


async def test_a_task_that_was_declined_has_nothing_to_take_back(bench: Bench[Service], cast: Any) -> None:
    await bench.hear("task-1", task(TaskKind.VISIT).model_copy(update={"officers": ("HB-A",)}))
    await bench.hear("task-1", WITHDRAWN)
    listed = (await cast.supervisor.ask("/assignments")).json()["items"]
    assert listed[0]["stage"] == "declined"
    assert await bench.parked() == []
