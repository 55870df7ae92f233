"""A draw of which nothing was computed is not held, and one that names no seed is neither sealed nor held."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.refusal import Refusal
from contracts.values import PersonId
from inspections.days.reference import load_inspection_terms
from inspections.draws.domain.draw import (
    NOT_SEALED,
    HoldDraw,
    SealDraw,
    WitnessSeed,
    hold_draw,
    seal_draw,
    witness_seed,
)
from inspections.draws.domain.facts import HoldFacts, People, SealFacts, WitnessFacts
from inspections.draws.domain.seeds import NO_SOURCE_NAMED
from inspections.draws.reference import load_seed_sources
from inspections.officers.domain import Humans
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
SEAL = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30", "seed": NAMED}


async def test_what_was_not_computed_is_not_drawn(bench: Bench[Service], cast: Any) -> None:
    draw = (await cast.office.act("/draws", SEAL)).json()["id"]
    later = datetime(2026, 9, 9, 2, tzinfo=UTC)
    facts = HoldFacts(
        on=date(2026, 9, 9), at=later, sources=load_seed_sources(), rehearsal=False, unable=frozenset(), held=None
    )
    with pytest.raises(Refusal) as refused:
        hold_draw(
            (await bench.service.draws.store.read(draw)).state, HoldDraw(seed="2026104 03 08 12 19 27 31 05"), facts
        )
    assert refused.value.rule is NOT_SEALED


def test_x36_nothing_is_sealed_without_a_seed(clock: SetClock) -> None:
    """Whoever gathers the facts: the decision itself refuses it."""
    nobody = People(holders={}, bodies={}, heads=frozenset(), unable=frozenset(), humans=Humans({}))
    facts = SealFacts(
        on=clock().date(),
        at=clock(),
        agency="130624-draw-office",
        sources=load_seed_sources(),
        inspection_terms=load_inspection_terms(),
        people=nobody,
        sealed=None,
        running={},
    )
    command = SealDraw.model_validate({name: value for name, value in SEAL.items() if name != "seed"})
    with pytest.raises(Refusal) as refused:
        seal_draw(command, facts)
    assert refused.value.rule is NO_SOURCE_NAMED


async def test_x36_a_draw_whose_tickets_were_never_opened_is_not_held(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    """As a version before sealed it, without the openings that its numbers would be made of."""
    draw = (await cast.office.act("/draws", SEAL)).json()["id"]
    change = {"$set": {"state.sealed.openings": None, "version": 2}}
    await bench.parts.documents.update("draw", {"_id": draw}, change)
    clock.advance(days=2)
    refused = await cast.office.act(f"/draws/{draw}/holding", {"seed": "2026104 03 08 12 19 27 31 05"})
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/no-seed-source")


async def test_x36_a_draw_that_names_no_seed_is_not_witnessed(
    bench: Bench[Service], cast: Any, clock: SetClock
) -> None:
    """One with witnesses names a seed; the decision relies on nobody for that."""
    draw = (await cast.office.act("/draws", SEAL)).json()["id"]
    witness = PersonId("supervisor-1")
    unnamed = {"seed_source": None, "witness_accounts": (witness,)}
    state = (await bench.service.draws.store.read(draw)).state
    state = replace(state, sealed=state.sealed.model_copy(update=unnamed))
    facts = WitnessFacts(
        on=clock().date(), at=clock(), caller=witness, agency="130624-justice", sources=load_seed_sources()
    )
    with pytest.raises(Refusal) as refused:
        witness_seed(state, WitnessSeed(seed="2026104 03 08 12 19 27 31 05"), facts)
    assert refused.value.rule is NO_SOURCE_NAMED
