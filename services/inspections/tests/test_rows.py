"""The directory of firms follows the events of credit."""

from typing import Any

import pytest

from chassis.consuming import RowStore
from chassis.testing import Bench
from contracts.credit import TierChanged
from contracts.values import Tier
from inspections.rows import FIRM_ROWS
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

FIRM = "91130624MA0000001L"
OTHER_FIRM = "92130624MA0000002L"


async def tier_of(bench: Bench[Service], code: str) -> Tier:
    found = await RowStore(FIRM_ROWS, bench.parts.documents).find(f"firm-{code}")
    assert found
    return found.row.tier


async def test_a_firm_has_the_tier_that_it_was_last_heard_to_have(bench: Bench[Service]) -> None:
    before = await tier_of(bench, OTHER_FIRM)
    assert await tier_of(bench, FIRM) is not Tier.D
    changed: dict[str, Any] = {"explanation": "受到行政处罚", "model": "sample", "changed_on": "2026-09-07"}
    fallen = TierChanged.model_validate(changed | {"code": FIRM, "previous": "B", "tier": "D", "score": 20})
    await bench.hear(f"firm-{FIRM}", fallen)
    assert await tier_of(bench, FIRM) is Tier.D
    assert await tier_of(bench, OTHER_FIRM) is before
