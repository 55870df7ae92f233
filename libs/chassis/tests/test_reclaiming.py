"""After a restore a claim goes to whoever has used it: taken again, left, taken from the idle, or contested."""

from dataclasses import replace

import pytest
from libs.chassis.tests.box_office import asked
from libs.chassis.tests.copies import Depot
from libs.chassis.tests.doubles import claim_store
from libs.chassis.tests.language import TicketNoted

from chassis.deadlines import SYSTEM, Claims, Fate, ReclaimOutcome
from chassis.deadlines.claims import USED_BY_ANOTHER, Claim, Claimed, Looked, TakeClaim, retake_claim
from chassis.recovery import Reclaimed, facts, verify
from contracts.origin import Origin
from contracts.refusal import Refusal, Rule

TAKEN = Rule("tests/taken", "已为 {holder} 所占")


@pytest.fixture
def fates() -> dict[str, Fate]:
    """Return the fate of each claimant; `b` is the one whose published fact has used the claim."""
    return {"b": Fate.USED}


@pytest.fixture
def claims(fates: dict[str, Fate]) -> Claims:
    async def fate(claimant: str) -> Fate:
        return fates.get(claimant, Fate.UNUSED)

    return Claims(claim_store(), fate)


@pytest.fixture
def who() -> Origin:
    return replace(asked("x"), cause="event:case-b:7/reclaim")


async def holder(claims: Claims) -> str:
    return (await claims.store.read("act-1")).state.claimed.claimant


async def test_a_lost_claim_is_taken_again_once(claims: Claims, who: Origin) -> None:
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.TAKEN
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.HELD
    with pytest.raises(Refusal):
        await claims.take("act-1", "c", TAKEN, asked("c"))
    await claims.look("act-1", asked("look"))
    assert (await claims.store.read("act-1")).state.kept
    assert await verify(claims.store) == []


async def test_what_the_copy_has_is_left(claims: Claims, who: Origin) -> None:
    await claims.take("act-1", "b", TAKEN, asked("b"))
    before = await claims.store.documents.find("claim", {})
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.HELD
    assert await claims.store.documents.find("claim", {}) == before


async def test_a_freed_one_is_taken_again(claims: Claims, who: Origin) -> None:
    await claims.take("act-1", "a", TAKEN, asked("a"))
    await claims.look("act-1", asked("look"))
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.TAKEN
    assert await holder(claims) == "b"


@pytest.mark.parametrize("fate", [Fate.UNUSED, Fate.OPEN])
async def test_one_that_is_held_and_not_used_is_taken_away(
    claims: Claims, fates: dict[str, Fate], who: Origin, fate: Fate
) -> None:
    """As in a copy from before the first holder gave up."""
    fates["a"] = fate
    await claims.take("act-1", "a", TAKEN, asked("a"))
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.TAKEN
    assert await holder(claims) == "b"
    types = [record["type"] for record in await claims.store.history("act-1")]
    assert types[-2:] == ["chassis.claim-freed.v1", "chassis.claimed.v1"]
    with pytest.raises(Refusal):
        await claims.take("act-1", "a", TAKEN, asked("a-2"))
    assert await verify(claims.store) == []


@pytest.mark.parametrize("kept", [False, True])
async def test_two_that_used_the_same_are_told(claims: Claims, fates: dict[str, Fate], who: Origin, kept: bool) -> None:
    fates["a"] = Fate.USED
    await claims.take("act-1", "a", TAKEN, asked("a"))
    if kept:
        await claims.look("act-1", asked("look"))
        fates["a"] = Fate.UNUSED
    assert await claims.reclaim("act-1", "b", who) is ReclaimOutcome.CONTESTED
    assert await holder(claims) == "a"


def test_the_second_who_used_it_is_refused_by_name() -> None:
    claim = Claim(claimed=Claimed(claimant="a", claimed_on=asked("x").on))
    with pytest.raises(Refusal) as refused:
        retake_claim(claim, TakeClaim("b", USED_BY_ANOTHER), Looked(asked("x").on, Fate.USED))
    assert (refused.value.rule, refused.value.detail) == (USED_BY_ANOTHER, "已为 a 所使用")


def test_what_became_of_claims_is_counted() -> None:
    reclaimed = Reclaimed()
    for number, again in enumerate(ReclaimOutcome):
        reclaimed.count(f"act-{number}", f"case-{number}", again)
    assert (reclaimed.taken, reclaimed.contested) == (["act-1 for case-1"], ["act-2 for case-2"])


async def test_facts_are_found_with_who_claims_for_them() -> None:
    depot = Depot()
    await depot.sell("ticket-0")
    await depot.sell("ticket-1")
    await depot.note("north")
    await depot.note("south")
    found = [fact async for fact in facts(depot.store, TicketNoted)]
    assert [(fact.id, fact.record["data"]["text"]) for fact in found] == [("ticket-1", "north"), ("ticket-1", "south")]
    who = found[1].who
    assert (who.actor, who.cause, who.at) == (SYSTEM, "event:ticket-1:3/reclaim", asked("x").at)
    assert who.request == found[1].record["digest"]
