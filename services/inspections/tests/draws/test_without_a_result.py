"""A draw of which nothing was computed is not held."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.refusal import Refusal
from inspections.draws.domain.draw import NOT_SEALED, HoldDraw, hold_draw
from inspections.draws.domain.facts import HoldFacts
from inspections.draws.reference import load_seed_sources
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
SEAL = {"wanted": 2, "item_lists": ["safety"], "inspect_until": "2026-09-30", "seed": NAMED}


async def test_what_was_not_computed_is_not_drawn(bench: Bench[Service], cast: Any) -> None:
    draw = (await cast.office.act("/draws", SEAL)).json()["id"]
    later = datetime(2026, 9, 9, 2, tzinfo=UTC)
    facts = HoldFacts(on=date(2026, 9, 9), at=later, sources=load_seed_sources(), rehearsal=False, held=None)
    with pytest.raises(Refusal) as refused:
        hold_draw(
            (await bench.service.draws.store.read(draw)).state, HoldDraw(seed="2026104 03 08 12 19 27 31 05"), facts
        )
    assert refused.value.rule is NOT_SEALED
