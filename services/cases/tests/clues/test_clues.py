"""Clues from the hotline and from officers."""

from typing import Any

from chassis.deadlines.ticking import tick_due
from contracts.cases import ClueOverdue
from contracts.values import Role

CLUE = {
    "township": "130624100",
    "seen_on": "2026-08-30",
    "place": "河滩",
    "description": "有人焚烧轮胎",
    "informant": "赵某 13800000000",
}


async def test_a_clue_waits_for_its_township_and_keeps_its_informant(town: Any, people: Any) -> None:
    registered = await town.hotline.act("/clues", CLUE)
    clue = people.good(registered, 201)
    assert (clue["source"], clue["received_on"], clue["open"]) == ("hotline", "2026-09-01", True)
    assert clue["labels"]["hotline"] == "12345热线"
    seen = await town.first.ask(f"/clues/{clue['id']}")
    assert seen.json()["description"] == "有人焚烧轮胎"
    for answer in (registered, seen, await town.first.ask("/clues"), await town.hotline.ask(f"/clues/{clue['id']}")):
        assert "赵某" not in answer.text
    assert (await town.stranger.ask(f"/clues/{clue['id']}")).status_code == 404
    assert (await town.stranger.ask("/clues")).json()["items"] == []
    work = (await town.first.ask("/work")).json()["items"]
    assert [(item["id"], item["label"]) for item in work] == [(clue["id"], "核查线索")]


async def test_a_case_takes_its_clue(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    case = await town.file(clue=clue)
    for _ in range(2):
        await town.bench.hear_own("case", case, "cases.case")
    assert await town.bench.parked() == []
    taken = people.good(await town.first.ask(f"/clues/{clue}"))
    assert (taken["case"], taken["open"], taken["version"]) == (case, False, 2)
    second = await town.first.act("/cases", town.filing(clue=clue))
    assert second.json()["code"] == "cases/clue-taken"
    assert (await town.first.ask("/clues", open=True)).json()["items"] == []
    assert len((await town.hotline.ask("/clues", open=False)).json()["items"]) == 1


async def test_a_clue_tells_how_a_case_is_filed_from_it(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)
    assert not any(step["may_i"] for step in clue["next_steps"])
    other = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    filing, aside = people.good(await town.first.ask(f"/clues/{clue['id']}"))["next_steps"]
    assert (filing["path"], filing["schema"], filing["may_i"], filing["next"]) == ("/cases", "FileCase", True, True)
    assert [one["value"] for one in aside["options"]["same_as"]["choices"]] == [other]
    body = {"power": "EN-03", "officers": town.officers} | filing["prefill"]
    people.good(await town.first.act(f"{filing['path']}?dry_run=true", body), 201)
    for same in ({}, {"same_as": other}):
        people.good(await town.first.act(f"{aside['path']}?dry_run=true", {"reasons": "现场核实为自家取暖"} | same))
    after = people.good(await town.first.act(aside["path"], {"reasons": "现场核实为自家取暖"}))["next_steps"]
    assert {obstacle["code"] for step in after for obstacle in step["missing"]} == {"cases/clue-set-aside"}
    assert "next_steps" not in people.good(await town.first.ask("/clues"))["items"][0]


async def test_a_clue_is_set_aside_with_reasons_by_its_township(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    reasons = {"reasons": "现场核实为自家取暖"}
    foreign = await town.stranger.act(f"/clues/{clue}/set-aside", reasons)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "not-found")
    (attempt,) = await town.bench.parts.documents.find("refusal", {})
    assert attempt["state"]["refused"]["rule"] == "cases/clue-handled-elsewhere"
    aside = await town.first.act(f"/clues/{clue}/set-aside", reasons)
    assert people.good(aside)["set_aside_on"] == "2026-09-01"
    assert "取暖" not in aside.text
    filed = await town.first.act("/cases", town.filing(clue=clue))
    assert filed.json()["code"] == "cases/clue-set-aside"


async def test_x02_whose_certificate_ended_sets_no_clue_aside(town: Any, people: Any) -> None:
    """The same person may still report a clue, as anybody may."""
    ended = town.bench.caller("officer-hb-1009", "130624100", Role.OFFICER, certificate="HB-1009", township="130624100")
    clue = people.good(await ended.act("/clues", CLUE), 201)["id"]
    refused = await ended.act(f"/clues/{clue}/set-aside", {"reasons": "现场核实为自家取暖"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/not-certified")


async def test_clues_that_may_be_about_one_act_are_shown_and_joined(town: Any, people: Any) -> None:
    first = people.good(await town.hotline.act("/clues", CLUE), 201)
    assert first["similar"] == []
    second = people.good(await town.first.act("/clues", CLUE | {"place": "河滩 附近"}), 201)
    assert second["similar"] == [first["id"]]
    assert people.good(await town.first.ask(f"/clues/{first['id']}"))["similar"] == [second["id"]]
    elsewhere = people.good(await town.hotline.act("/clues", CLUE | {"township": "130624101"}), 201)
    assert elsewhere["similar"] == []
    path = f"/clues/{second['id']}/set-aside"
    joined = people.good(await town.first.act(path, {"reasons": "同一堆轮胎", "same_as": first["id"]}))
    assert (joined["open"], joined["same_as"]) == (False, first["id"])


async def test_a_case_from_a_clue_that_is_not_there(town: Any) -> None:
    refused = await town.first.act("/cases", town.filing(clue="clue-nowhere"))
    assert (refused.status_code, refused.json()["code"]) == (422, "cases/no-clue")


async def test_x40_a_clue_that_nobody_checks_is_flagged_once(town: Any, people: Any) -> None:
    """Fifteen days from the day on which it came in; what is dealt with is not flagged any more."""
    ids = [
        people.good(await town.hotline.act("/clues", CLUE | {"place": place}), 201)["id"] for place in ("河滩", "桥头")
    ]
    await town.first.act(f"/clues/{ids[1]}/set-aside", {"reasons": "现场核实为自家取暖"})
    for days, flags in ((15, 0), (1, 1), (1, 1)):
        town.clock.advance(days=days)
        for ticking in town.bench.parts.ticking:
            await tick_due(ticking, town.clock)
        histories = [await town.bench.service.clues.store.history(id) for id in ids]
        overdue = [record["data"] for records in histories for record in records if record["type"] == ClueOverdue.type]
        assert len(overdue) == flags
    told = {"township": "130624100", "until": "2026-09-16", "noticed_on": "2026-09-17"}
    assert [{name: one[name] for name in told} for one in overdue] == [told]
    assert (await town.first.ask("/work")).json()["items"][0]["until"] == "2026-09-16"
