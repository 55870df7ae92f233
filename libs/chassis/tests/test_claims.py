"""Claims: one claimant at a time, until it is final, and freed only if it ended without using what it claimed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from libs.chassis.tests.box_office import NOW, asked
from libs.chassis.tests.doubles import claim_store

from chassis.deadlines import Claims, Fate, Ticking
from chassis.deadlines.ticking import tick_due
from contracts.refusal import Refusal, Rule

TAKEN = Rule("tests/taken", "{holder} 已占")
NUMBER = "claim-number-7"


class Desk:
    """The claims of a service whose claimants have the fates that the test sets."""

    def __init__(self) -> None:
        self.fates: dict[str, Fate] = {}
        self.claims = Claims(claim_store(), self.fate)
        self.now = NOW

    async def fate(self, claimant: str) -> Fate:
        return self.fates.get(claimant, Fate.OPEN)

    async def take(self, claimant: str, key: str = "") -> None:
        who = replace(asked(key or f"take-{claimant}"), at=self.now)
        await self.claims.take(NUMBER, claimant, TAKEN, who)

    async def days_pass(self, days: int) -> int:
        """Advance the time, and return how many claims were looked after."""
        self.now += timedelta(days=days)
        return await tick_due(Ticking(self.claims.store, self.claims.look), lambda: self.now)

    async def is_taken(self) -> bool:
        with pytest.raises(Refusal) as refusal:
            await self.take("somebody")
        return refusal.value.rule is TAKEN


@pytest.fixture
def desk() -> Desk:
    return Desk()


async def test_the_second_claimant_is_refused_and_told_who_has_it(desk: Desk) -> None:
    await desk.take("ticket-1")
    with pytest.raises(Refusal) as refusal:
        await desk.take("ticket-2")
    assert (refusal.value.rule, refusal.value.facts) == (TAKEN, {"holder": "ticket-1"})


async def test_whoever_has_it_may_ask_again(desk: Desk) -> None:
    await desk.take("ticket-1")
    await desk.take("ticket-1")
    await desk.take("ticket-1", "another key")
    assert len(await desk.claims.store.history(NUMBER)) == 1


async def test_time_alone_frees_nothing(desk: Desk) -> None:
    await desk.take("ticket-1")
    for _ in range(3):
        assert await desk.days_pass(400) == 1
        assert await desk.days_pass(0) == 0
    assert await desk.is_taken()


async def test_what_was_not_used_is_free_after_the_end(desk: Desk) -> None:
    await desk.take("ticket-1")
    desk.fates["ticket-1"] = Fate.UNUSED
    assert await desk.days_pass(1) == 1
    await desk.take("ticket-2")
    assert (await desk.claims.store.read(NUMBER)).state.claimed.claimant == "ticket-2"


async def test_what_was_used_is_kept_for_ever_and_not_looked_at_again(desk: Desk) -> None:
    await desk.take("ticket-1")
    desk.fates["ticket-1"] = Fate.USED
    assert [await desk.days_pass(days) for days in (1, 1, 400)] == [1, 0, 0]
    assert await desk.is_taken()
