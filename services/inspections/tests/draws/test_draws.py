"""A draw is sealed, held once, verified by anyone, and becomes visits."""

import json
from pathlib import Path
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from inspections import verify_draw
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
SEAL = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30", "seed": NAMED}
SEED = {"seed": "2026104 03 08 12 19 27 31 05"}


async def held(bench: Bench[Service], cast: Any, clock: SetClock) -> dict[str, Any]:
    """The draw, held after the lottery of Tuesday, 21:15."""
    sealed = (await cast.office.act("/draws", SEAL)).json()
    clock.advance(days=2)
    answer = await cast.office.act(f"/draws/{sealed['id']}/holding", SEED)
    assert answer.status_code == 200, answer.text
    await bench.hear_own("draw", sealed["id"], "inspections.draw")
    found: dict[str, Any] = answer.json()
    return found


async def test_the_drawn_firms_become_visits_of_their_pairs_once(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    draw = await held(bench, cast, clock)
    await bench.hear_own("draw", draw["id"], "inspections.draw")
    visits = (await cast.a.ask("/visits")).json()["items"]
    assert {visit["firm"] for visit in visits} == {firm["firm"] for firm in draw["drawn"]}
    assert {tuple(sorted(visit["officers"])) for visit in visits} == {("HB-A", "HB-B")}
    assert {visit["stage"] for visit in visits} == {"assigned"}
    assert await bench.parked() == []


async def test_anyone_can_verify_the_record(bench: Bench[Service], cast: Any, clock: SetClock, tmp_path: Path) -> None:
    draw = await held(bench, cast, clock)
    record = await cast.a.ask(f"/draws/{draw['id']}/record")
    file = tmp_path / "record.json"
    file.write_bytes(record.content)
    assert verify_draw.main([str(file), "--seal", draw["pool"]]) == 0
    tampered = json.loads(record.content)
    tampered["seed"] += "!"
    file.write_text(json.dumps(tampered))
    assert verify_draw.main([str(file)]) == 1


async def test_x36_a_draw_is_not_repeated(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    draw = await held(bench, cast, clock)
    again = await cast.office.act(f"/draws/{draw['id']}/holding", {"seed": "2026104 01 02 03 04 05 06 07"})
    assert (again.status_code, again.json()["code"]) == (409, "inspections/already-held")


async def test_x34_a_list_that_is_not_published_can_not_be_drawn_for(cast: Any) -> None:
    refused = await cast.office.act("/draws", SEAL | {"item_lists": ["nothing-here"]})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/list-not-published")


async def test_an_officer_without_certificate_on_the_day_is_left_out_with_the_reason(cast: Any) -> None:
    sealed = (await cast.office.act("/draws", SEAL)).json()
    pool = (await cast.a.ask(f"/draws/{sealed['id']}/pool")).text
    assert "130624100\tHB-C\t抽取当日执法证件无效" in pool
    assert "130624100\tHB-A\n" in pool


async def test_a_dry_run_seals_nothing(bench: Bench[Service], cast: Any) -> None:
    tried = await cast.office.act("/draws?dry_run=true", SEAL)
    assert (tried.status_code, tried.json()["firms"]) == (201, 2)
    assert (await cast.office.ask("/draws")).json()["items"] == []


@pytest.mark.parametrize("seed", ["2026104 03 08 12 19 27 31 05", "2026104 01 02 03 04 05 06 07"])
async def test_x36_a_draw_is_not_rehearsed(cast: Any, clock: SetClock, seed: str) -> None:
    """Nobody learns beforehand whom a seed would draw."""
    sealed = (await cast.office.act("/draws", SEAL)).json()
    path = f"/draws/{sealed['id']}/holding"
    clock.advance(days=2)
    tried = await cast.office.act(f"{path}?dry_run=true", {"seed": seed})
    assert (tried.status_code, tried.json()["code"]) == (409, "inspections/draw-rehearsed")
    assert (await cast.office.ask(f"/draws/{sealed['id']}")).json()["held_on"] is None
    assert (await cast.office.act(path, {"seed": seed})).status_code == 200
    after = await cast.office.act(f"{path}?dry_run=true", SEED)
    assert after.json()["code"] == "inspections/draw-rehearsed"


async def test_a_draw_tells_what_it_waits_for(cast: Any, clock: SetClock) -> None:
    sealed = (await cast.office.act("/draws", SEAL)).json()
    (early,) = sealed["next_steps"]
    assert sealed["labels"][early["law"]] == "《优化营商环境条例》第五十四条；国发〔2019〕5号 三(四)"
    assert (early["name"], early["may_i"], early["next"], early["schema"]) == ("hold-draw", True, True, "HoldDraw")
    assert [obstacle["code"] for obstacle in early["missing"]] == ["inspections/seed-too-early"]
    clock.advance(days=2)
    (ripe,) = (await cast.office.ask(f"/draws/{sealed['id']}")).json()["next_steps"]
    assert ripe["missing"] == []
    assert not (await cast.head.ask(f"/draws/{sealed['id']}")).json()["next_steps"][0]["may_i"]
    held = await cast.office.act(ripe["path"], SEED)
    (after,) = held.json()["next_steps"]
    assert ([obstacle["code"] for obstacle in after["missing"]], after["next"]) == (["inspections/already-held"], False)
    assert "next_steps" not in (await cast.office.ask("/draws")).json()["items"][0]


async def test_only_the_draw_office_draws(cast: Any) -> None:
    refused = await cast.head.act("/draws", SEAL)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")


async def test_a_day_that_passed_is_refused(cast: Any) -> None:
    refused = await cast.office.act("/draws", SEAL | {"inspect_until": "2026-01-01"})
    assert (refused.status_code, refused.json()["code"]) == (422, "inspections/in-the-past")


async def test_a_draw_that_was_not_held_has_no_record(cast: Any) -> None:
    sealed = (await cast.office.act("/draws", SEAL)).json()
    refused = await cast.a.ask(f"/draws/{sealed['id']}/record")
    assert (refused.status_code, refused.json()["code"]) == (404, "inspections/not-held")


async def test_x39_the_pool_and_the_record_tell_no_class(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    """Only who may read credit learns whose the tickets are; anybody else verifies the draw without it."""
    draw = await held(bench, cast, clock)
    pool = (await cast.a.ask(f"/draws/{draw['id']}/pool")).text
    assert "[firms]\n91130624MA0000001L\t130624100\n92130624MA0000002L\t130624100\n[tickets]\n" in pool
    assert pool.count("\n130624\t") == 20
    for reader in (cast.a, cast.head, cast.stranger):
        refused = await reader.ask(f"/draws/{draw['id']}/openings")
        assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    for reader in (cast.supervisor, cast.office):
        openings = (await reader.ask(f"/draws/{draw['id']}/openings")).text
        assert "92130624MA0000002L\t130624100\tB\tordinary\t1\n" in openings
    (record,) = (await bench.service.draws.store.history(draw["id"]))[:1]
    (link,) = {(await cast.a.ask(f"/files/{record['data']['openings']}")).status_code}
    assert link == 404


async def test_anybody_reads_the_record_of_a_draw_without_an_account(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    draw = await held(bench, cast, clock)
    public = await bench.client.get(f"/published-draws/{draw['id']}")
    assert public.status_code == 200, public.text
    assert public.headers["content-type"] == "application/json"
    assert public.content == (await cast.office.ask(f"/draws/{draw['id']}/record")).content
    told = json.loads(public.content)
    assert (told["draw"], told["pool_sha256"]) == (draw["id"], draw["pool"])
    assert not any(word in public.text for word in ("某人", "某饭店", "某街"))


async def test_x36_before_it_is_held_nothing_of_a_draw_is_public(bench: Bench[Service], cast: Any) -> None:
    sealed = (await cast.office.act("/draws", SEAL)).json()
    for id, code in ((sealed["id"], "inspections/not-held"), ("draw-unknown", "not-found")):
        refused = await bench.client.get(f"/published-draws/{id}")
        assert (refused.status_code, refused.json()["code"]) == (404, code)


async def test_x39_a_record_that_tells_a_class_is_not_public(bench: Bench[Service], cast: Any, clock: SetClock) -> None:
    draw = await held(bench, cast, clock)
    change = {"$set": {"version": 2}, "$unset": {"state.sealed.openings": ""}}
    await bench.parts.documents.update("draw", {"_id": draw["id"]}, change)
    refused = await bench.client.get(f"/published-draws/{draw['id']}")
    assert (refused.status_code, refused.json()["code"]) == (403, "inspections/tells-classes")
    assert (await cast.supervisor.ask(f"/draws/{draw['id']}/record")).status_code == 200


async def test_x39_the_files_of_an_earlier_version_are_for_those_who_read_credit(
    bench: Bench[Service], cast: Any
) -> None:
    sealed = (await cast.office.act("/draws", SEAL)).json()
    change = {"$set": {"version": 2}, "$unset": {"state.sealed.openings": ""}}
    await bench.parts.documents.update("draw", {"_id": sealed["id"]}, change)
    refused = await cast.a.ask(f"/draws/{sealed['id']}/pool")
    assert (refused.status_code, refused.json()["code"]) == (403, "inspections/tells-classes")
    assert (await cast.supervisor.ask(f"/draws/{sealed['id']}/pool")).status_code == 200
    assert (await cast.supervisor.ask(f"/draws/{sealed['id']}/openings")).json()["code"] == "inspections/not-sealed"
