"""Lists of visits, patrols, draws and assignments: in short, by stage, lateness and words; several approved at once."""

import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.supervision import TaskIssued, TaskKind
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

type Assign = Callable[[str], Awaitable[str]]


async def listed(caller: Any, path: str, **query: Any) -> list[str]:
    answer = (await caller.ask(path, **query)).json()
    assert answer["total"] == len(answer["items"])
    return [item["id"] for item in answer["items"]]


async def test_visits_are_listed_in_short_by_stage_and_firm(cast: Any, assign: Assign) -> None:
    first, second = await assign("one"), await assign("two")
    await cast.head.act(f"{second}/approval")
    id, other = (path.removeprefix("/visits/") for path in (first, second))
    assert await listed(cast.a, "/visits", stage="approved") == [other]
    assert await listed(cast.a, "/visits", open=True, late=False) == sorted([id, other])
    assert await listed(cast.a, "/visits", word="某饭店", stage="assigned") == [id]
    assert await listed(cast.a, "/visits", word="查无此店") == []
    assert await listed(cast.stranger, "/visits", word="某饭店") == []
    (item,) = (await cast.a.ask("/visits", stage="approved")).json()["items"]
    assert "visit" not in item
    assert (item["kind"], item["draw"], item["result"], item["problems"]) == ("routine", "draw-two", None, 0)


async def test_patrols_are_listed_in_short_by_route_and_what_waits(cast: Any) -> None:
    sent = {"officers": ["HB-A", "HB-B"], "route": "沙河沿线", "patrol_on": "2026-09-08"}
    made = await cast.captain.act("/patrols", sent)
    assert made.status_code == 201, made.text
    id = made.json()["id"]
    assert await listed(cast.a, "/patrols", word="沙河", stage="out") == [id]
    assert await listed(cast.a, "/patrols", word="西街") == []
    (item,) = (await cast.a.ask("/patrols")).json()["items"]
    assert "patrol" not in item
    assert (item["route"], item["open"], item["late"], item["findings"]) == ("沙河沿线", True, False, 0)


def task(number: int) -> TaskIssued:
    return TaskIssued(
        kind=TaskKind.REPORT,
        township="130624100",
        body="130624100",
        officers=("HB-A", "HB-B"),
        instruction=f"核查第 {number} 处堆放点",
        issued_on=date(2026, 9, 7),
        due_on=date(2026, 9, 10 + number),
    )


async def test_assignments_are_late_by_the_day_and_tell_their_step(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    for number in (1, 2):
        await bench.hear(f"task-{number}", task(number))
    first, second = "assignment-task-1", "assignment-task-2"
    clock.advance(days=(date(2026, 9, 12) - clock().date()).days)
    assert await listed(cast.a, "/assignments", late=True) == [first]
    assert await listed(cast.a, "/assignments", late=False) == [second]
    assert await listed(cast.a, "/assignments", word="第2处") == [second]
    seen = (await cast.a.ask(f"/assignments/{first}")).json()
    (step,) = seen["next_steps"]
    assert (step["path"], step["schema"], step["may_i"], step["missing"]) == (
        f"/assignments/{first}/completion",
        "CompleteAssignment",
        True,
        [],
    )
    assert step["options"]["done_on"] == {
        "least": "2026-09-07",
        "most": "2026-09-12",
        "besides": [],
        "unit": None,
        "of": "",
    }
    (theirs,) = (await cast.supervisor.ask(f"/assignments/{first}")).json()["next_steps"]
    assert (theirs["may_i"], theirs["by"]) == (False, "officers")
    assert (await cast.b.ask(f"/assignments/{first}")).status_code == 404
    done = await cast.a.act(step["path"], {"report": "已清理"})
    assert done.json()["next_steps"] == []
    assert await listed(cast.a, "/assignments", stage="done") == [first]
    assert await listed(cast.a, "/assignments", late=True) == []


async def test_the_head_approves_several_visits_at_once(cast: Any, assign: Assign) -> None:
    paths = [await assign("one"), await assign("two")]
    await cast.head.act(f"{paths[1]}/approval")
    items = [{"path": f"{path}/approval", "version": 1, "key": str(uuid.uuid4())} for path in paths]
    answer = (await cast.head.act("/approvals", {"items": items})).json()
    assert [one["status"] for one in answer["items"]] == [200, 412]
    assert answer["items"][1]["problem"]["code"] == "stale-version"
    assert (await cast.a.ask(paths[0])).json()["stage"] == "approved"
