"""Work stands for itself: what it is about, where, since when and which item; and names stand beside codes."""

from datetime import date
from typing import Any

import pytest
from services.inspections.tests.draws.test_seeds import NAMED, SEAL, THROWN, THROWN_SEED
from services.inspections.tests.patrols.test_patrols import PATROL
from services.inspections.tests.visits.test_visits import Assign, answered, concluded, confirm, opened

from chassis.testing import Bench, Caller, SetClock, jpeg
from contracts.identity import OfficerRegistered
from contracts.supervision import TaskIssued, TaskKind
from contracts.values import Role
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

TOWN, FIRM = "130624100", "91130624MA0000001L"


async def items(caller: Caller, **wanted: str) -> list[dict[str, Any]]:
    found = (await caller.ask("/work")).raise_for_status().json()["items"]
    return [item for item in found if all(item[name] == value for name, value in wanted.items())]


async def test_a_visit_tells_the_firm_and_where_it_is(cast: Any, assign: Assign, clock: SetClock) -> None:
    path = await assign("one")
    (item,) = await items(cast.head)
    assert (item["what"], item["title"], item["place"]) == ("approve-visit", "阜平县某饭店", "阜平镇某街")
    assert (item["township"], item["party"], item["stage"], item["version"]) == (TOWN, None, "assigned", 1)
    assert (item["since"], item["until"], item["act"]) == ("2026-09-07", "2026-09-30", None)
    clock.advance(days=1)
    await cast.head.act(f"{path}/approval")
    assert [one["since"] for one in await items(cast.a)] == ["2026-09-08"]
    assert (await cast.a.ask("/work")).json()["labels"] == {TOWN: "阜平镇", "approved": "待检查"}


async def test_two_orders_of_one_visit_are_told_apart(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")), "safety-02", "safety-03")
    for item in ("safety-02", "safety-03"):
        order = {"item": item, "demand": "清理疏散通道", "until": "2026-09-20"}
        assert (await cast.a.act(f"{visit}/correction-terms", order)).status_code == 200
    acts = [item["act"] for item in await items(cast.b, what="confirm-visit-act")]
    assert acts == ["order-safety-02", "order-safety-03"]
    for act in acts:
        assert (await confirm(cast, visit, act)).status_code == 200
    assert (await concluded(cast, visit)).status_code == 200
    assert [item["act"] for item in await items(cast.a, what="recheck-term")] == ["safety-02", "safety-03"]


async def test_a_patrol_and_a_task_tell_what_is_to_be_done(bench: Bench[Service], cast: Any) -> None:
    await cast.captain.act("/patrols", PATROL)
    (patrol,) = await items(cast.a, kind="patrol")
    assert (patrol["title"], patrol["township"]) == (PATROL["route"], TOWN)
    task = TaskIssued(
        kind=TaskKind.REPORT,
        township=TOWN,
        body=TOWN,
        officers=("HB-A",),
        instruction="核实道路旁堆放的木料",
        issued_on=date(2026, 9, 7),
        due_on=date(2026, 9, 20),
        firm=None,
        item_lists=(),
    )
    await bench.hear("task-1", task)
    (assignment,) = await items(cast.a, kind="assignment")
    assert (assignment["title"], assignment["township"]) == ("核实道路旁堆放的木料", TOWN)


async def test_a_draw_waits_for_its_witness_and_then_for_the_draw_office(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    registered = OfficerRegistered(body="130624-justice", township=None, roles=(Role.SUPERVISOR,), name="某人")
    await bench.hear("supervisor-1", registered)
    sealed = (await cast.office.act("/draws", SEAL | {"seed": NAMED | THROWN})).json()
    assert await items(cast.office) == []
    (item,) = await items(cast.supervisor)
    assert (item["id"], item["what"], item["label"]) == (sealed["id"], "witness-seed", "见证随机数")
    assert "20260908-1" in item["title"]
    assert item["until"] == "2026-09-30"
    clock.advance(days=1)
    await cast.supervisor.act(f"/draws/{sealed['id']}/seed", {"seed": THROWN_SEED})
    assert await items(cast.supervisor) == []
    (item,) = await items(cast.office)
    assert (item["what"], item["label"], item["who"]) == ("hold-draw", "双随机抽取", "draw-office@*")
    assert (await cast.office.act(f"/draws/{sealed['id']}/holding", {"seed": THROWN_SEED})).status_code == 200
    assert await items(cast.office) == []


async def test_names_stand_beside_the_codes_of_firms_and_items(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")))
    seen = (await cast.a.ask(visit)).json()
    (listed,) = (await cast.a.ask("/visits")).json()["items"]
    concluding = (await concluded(cast, visit)).json()
    lists = (await cast.a.ask("/item-lists")).json()
    (safety,) = [one for one in lists if one["code"] == "safety"]
    for view in (seen, listed, concluding):
        assert view["labels"][FIRM] == "阜平县某饭店"
        assert view["labels"]["safety"] == safety["title"]
    for view in (seen, concluding):
        assert view["labels"]["safety-01"] == safety["items"][0]["text"]


async def test_what_was_noted_is_read_back_by_those_who_went_and_their_head(cast: Any, assign: Assign) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")))
    for caller in (cast.a, cast.b, cast.head):
        history = (await caller.ask(f"{visit}/history")).raise_for_status().json()
        notes = [event["personal"] for event in history["events"] if event["type"] == "inspections.item-answered.v1"]
        assert notes
        assert all(note == {"note": "现场记录"} for note in notes)
        assert history["labels"]["inspections.item-answered.v1"]
    for caller in (cast.c, cast.supervisor, cast.office):
        history = (await caller.ask(f"{visit}/history")).raise_for_status().json()
        assert {str(event["personal"]) for event in history["events"]} == {"{}"}
        assert "现场记录" not in str(history)
    assert (await cast.stranger.ask(f"{visit}/history")).status_code == 404


async def test_whoever_was_recused_from_a_visit_reads_no_notes(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await answered(cast, await opened(cast, await assign("one")))
    stored = await bench.service.visits.store.read(visit.removeprefix("/visits/"))
    recused = {"$set": {"state.assigned.recused": ["HB-A"], "version": stored.version + 1}}
    await bench.parts.documents.update("visit", {"_id": stored.id}, recused)
    assert "现场记录" not in (await cast.a.ask(f"{visit}/history")).text
    assert "现场记录" in (await cast.b.ask(f"{visit}/history")).text


async def test_what_was_seen_on_patrol_is_read_back_by_those_who_went_and_their_head(cast: Any) -> None:
    path = f"/patrols/{(await cast.captain.act('/patrols', PATROL)).json()['id']}"
    picture = await cast.b.upload(jpeg("smoke"))
    await cast.b.act(f"{path}/findings", {"place": "沙河滩地", "picture": picture, "description": "有人焚烧垃圾"})
    for caller in (cast.a, cast.b, cast.head):
        assert "有人焚烧垃圾" in (await caller.ask(f"{path}/history")).text
    for caller in (cast.c, cast.supervisor, cast.office):
        seen = (await caller.ask(f"{path}/history")).raise_for_status()
        assert "有人焚烧垃圾" not in seen.text
    assert (await cast.stranger.ask(f"{path}/history")).status_code == 404
