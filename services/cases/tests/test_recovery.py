"""After a restore the fine of an act belongs to the case that imposed it, as before (X-08)."""

from typing import Any

from cases.recovery import reclaim


async def forget_claims(town: Any) -> None:
    """Delete the claims, as an older copy lacks them."""
    for claim in await town.bench.parts.documents.find("claim", {}):
        await town.bench.parts.documents.delete("claim", {"_id": claim["_id"]})


async def test_x08_a_second_fine_is_refused_after_a_restore_too(town: Any) -> None:
    first, second = await town.ready(), await town.ready()
    await town.decide(first)
    await forget_claims(town)
    reclaimed = await reclaim(town.bench.service)
    assert [line.endswith(f"for {first}") for line in reclaimed.taken] == [True]
    assert (await town.decide(second)).json()["code"] == "cases/second-fine"
    again = await reclaim(town.bench.service)
    assert (again.taken, again.contested, again.gone) == ([], [], [])


async def test_the_fine_is_taken_from_a_case_that_had_only_claimed_it(town: Any, people: Any) -> None:
    idle, fined = await town.ready(), await town.ready()
    await town.decide(fined)
    await forget_claims(town)
    mark = people.good(await town.first.ask(f"/cases/{idle}"))["case"]["party"]["act_mark"]
    await town.claim(idle, mark)
    assert len((await reclaim(town.bench.service)).taken) == 1
    assert (await town.decide(idle)).json()["code"] == "cases/second-fine"


async def test_two_fines_of_one_act_are_told(town: Any) -> None:
    """Nothing lawful leads there; a restore of what was forked might."""
    first, second = await town.ready(), await town.ready()
    await town.decide(first)
    await forget_claims(town)
    await town.decide(second)
    reclaimed = await reclaim(town.bench.service)
    assert [line.endswith(f"for {first}") for line in reclaimed.contested] == [True]


async def test_a_case_that_fined_nobody_holds_nothing(town: Any, people: Any) -> None:
    open_case, struck = await town.ready(), await town.ready()
    people.good(await town.head.act(f"/cases/{struck}/withdrawal", {"reasons": "重复立案"}))
    assert (await reclaim(town.bench.service)).taken == []
    assert (await town.decide(open_case)).status_code == 200
