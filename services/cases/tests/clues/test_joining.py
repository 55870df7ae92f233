"""Clues that are joined, set aside and filed at the same time: each is answered once (APL 54; X-40)."""

import asyncio
from typing import Any

import pytest

from cases.clues.domain import JOINED_BACK
from cases.clues.holdings import clue_id, setting_aside
from chassis.deadlines import HEAD, JOINED
from chassis.deadlines.ticking import tick_due
from contracts.origin import Origin
from contracts.values import PersonId

CLUE = {
    "township": "130624100",
    "seen_on": "2026-08-30",
    "place": "河滩",
    "description": "有人焚烧轮胎",
    "informant": "来电人",
}
TWO, THREE = ("河滩", "河滩附近"), ("河滩", "河滩附近", "河滩北侧")


async def registered(town: Any, people: Any, places: tuple[str, ...]) -> list[str]:
    return [people.good(await town.hotline.act("/clues", CLUE | {"place": place}), 201)["id"] for place in places]


async def join(town: Any, one: str, other: str, query: str = "") -> Any:
    return await town.first.act(f"/clues/{one}/set-aside{query}", {"reasons": "同一堆轮胎", "same_as": other})


async def claimed(town: Any, id: str, claimant: str) -> None:
    """Claim as another command does that was not written yet."""
    who = Origin(actor=PersonId("officer-2"), agency="130624100", cause="http:2", request="", at=town.clock())
    await town.bench.service.clues.claims.take(id, claimant, JOINED_BACK, who)


@pytest.mark.parametrize("places", [TWO, THREE])
async def test_x40_clues_joined_in_a_ring_at_once_are_not_all_set_aside(
    town: Any, people: Any, places: tuple[str, ...]
) -> None:
    ring = await registered(town, people, places)
    answers = await asyncio.gather(*[join(town, one, ring[place - 1]) for place, one in enumerate(ring)])
    refused = {answer.json()["code"] for answer in answers if answer.status_code != 200}
    assert refused
    assert refused <= {"cases/clue-joined-back", "cases/clue-has-joined", "cases/clue-set-aside"}
    open_ones = [one["id"] for one in (await town.first.ask("/clues", open=True)).json()["items"]]
    assert 1 <= len(open_ones) < len(ring)
    filed = await town.first.act("/cases", town.filing(clue=open_ones[0]))
    assert filed.status_code == 201, filed.text


@pytest.mark.parametrize("side", [HEAD, JOINED])
async def test_x40_a_clue_on_its_way_into_another_joining_is_not_joined(town: Any, people: Any, side: str) -> None:
    one, other = await registered(town, people, TWO)
    held, rule = (one, "cases/clue-has-joined") if side == HEAD else (other, "cases/clue-joined-back")
    await claimed(town, f"joining-{held}", f"{held}/{side}")
    for query in ("?dry_run=true", ""):
        refused = await join(town, one, other, query)
        assert (refused.status_code, refused.json()["code"]) == (409, rule)
    assert (await join(town, other, one)).status_code == 200


async def test_x40_what_others_were_joined_to_joins_none(town: Any, people: Any) -> None:
    first, second, third = await registered(town, people, THREE)
    people.good(await join(town, second, first))
    refused = await join(town, first, third)
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/clue-has-joined")
    assert (await join(town, third, second)).json()["code"] == "cases/clue-set-aside"
    people.good(await join(town, third, first))
    people.good(await town.first.act(f"/clues/{first}/set-aside", {"reasons": "现场核实为自家取暖"}))


async def test_a_clue_is_filed_or_set_aside_never_both(town: Any, people: Any) -> None:
    (clue,) = await registered(town, people, ("河滩",))
    aside = town.first.act(f"/clues/{clue}/set-aside", {"reasons": "现场核实为自家取暖"})
    filed = town.second.act("/cases", town.filing(clue=clue))
    answers = await asyncio.gather(filed, aside)
    assert sorted(answer.status_code for answer in answers) in ([200, 409], [201, 409])


async def test_a_clue_that_was_filed_is_not_set_aside_before_it_hears_of_it(town: Any, people: Any) -> None:
    (clue,) = await registered(town, people, ("河滩",))
    await town.file(clue=clue)
    refused = await town.first.act(f"/clues/{clue}/set-aside", {"reasons": "现场核实为自家取暖"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cases/clue-taken")


async def test_a_claim_that_came_to_nothing_is_freed_on_the_next_day(town: Any, people: Any) -> None:
    """A command that broke off after it had claimed bars nobody for good; what came about stays claimed."""
    one, other, third = await registered(town, people, THREE)
    for id, claimant in (
        (clue_id(one), setting_aside(one)),
        (f"joining-{one}", f"{one}/{JOINED}"),
        (f"joining-{other}", f"{other}/{HEAD}"),
    ):
        await claimed(town, id, claimant)
    assert (await town.first.act("/cases", town.filing(clue=one))).json()["code"] == "cases/clue-taken"
    for kept in (False, True):
        town.clock.advance(days=1)
        for ticking in town.bench.parts.ticking:
            await tick_due(ticking, town.clock)
        claims = await town.bench.parts.documents.find("claim", {})
        assert len(claims) >= 3
        assert all(bool(claim["state"]["kept" if kept else "freed"]) for claim in claims)
        if not kept:
            people.good(await join(town, other, one))
            people.good(await join(town, third, one))
            await town.file(clue=one)


async def test_x40_a_setting_aside_that_is_refused_leaves_no_joining_behind(town: Any, people: Any) -> None:
    one, other, third = await registered(town, people, THREE)
    await town.file(clue=one)
    assert (await join(town, one, other)).json()["code"] == "cases/clue-taken"
    people.good(await join(town, other, third))


async def test_x40_a_clue_that_others_were_joined_to_is_offered_none_to_join(town: Any, people: Any) -> None:
    one, other, third = await registered(town, people, THREE)

    async def offered(id: str) -> list[str]:
        _, aside = people.good(await town.first.ask(f"/clues/{id}"))["next_steps"]
        return [choice["value"] for choice in aside["options"].get("same_as", {"choices": []})["choices"]]

    assert sorted(await offered(one)) == sorted([other, third])
    people.good(await join(town, other, one))
    assert await offered(one) == []
    assert await offered(third) == [one]
