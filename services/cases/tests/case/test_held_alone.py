"""What one case in the county holds alone: a receipt, a clue (APL 54, 70; X-26)."""

import asyncio
from hashlib import sha256
from typing import Any

import pytest

from cases.case.holdings import receipt_id
from cases.recovery import reclaim
from chassis.deadlines.ticking import tick_due

CLUE = {
    "township": "130624100",
    "seen_on": "2026-08-20",
    "place": "阜平镇东街",
    "description": "焚烧轮胎",
    "informant": "来电人",
}


async def fined(town: Any, **filing: Any) -> str:
    """Return a case whose decision was served."""
    case = await town.ready(**filing)
    assert (await town.decide(case)).status_code == 200
    await town.step(case, "service", method="in-person")
    return str(case)


async def pay(town: Any, case: str, receipt: str, amount: int = 500_00) -> Any:
    payment = {"paid_on": "2026-09-01", "amount": amount, "receipt": receipt}
    return await town.first.act(f"/cases/{case}/payment", payment)


@pytest.mark.parametrize(
    "writing",
    ["P-0001", "p-0001", "Ｐ－０００１", " P - 0001", "P0001", "P—0001", "P/0001", "（P）0001", "票据第P0001号"],
)
async def test_x26_a_receipt_pays_one_fine_in_the_county(town: Any, writing: str) -> None:
    first, second = await fined(town), await fined(town, act_on="2026-06-21")
    assert (await pay(town, first, "P-0001")).status_code == 200
    for case in (first, second):
        refused = await pay(town, case, writing)
        assert (refused.status_code, refused.json()["code"]) == (409, "cases/receipt-used")
        assert first not in refused.text


async def test_x26_the_same_receipt_at_once_is_recorded_once(town: Any) -> None:
    cases = [await fined(town, act_on=f"2026-0{month}-0{month}") for month in (4, 6, 8)]
    answers = await asyncio.gather(*[pay(town, case, "P-0001") for case in cases])
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_a_receipt_that_was_refused_stays_free(town: Any) -> None:
    first, second = await fined(town), await fined(town, act_on="2026-06-21")
    assert (await pay(town, first, "P-0001", amount=2_000_00)).json()["code"] == "cases/overpaid"
    assert (await pay(town, second, "P-0001")).status_code == 200


async def test_a_used_receipt_is_kept_and_claimed_again_after_a_restore(town: Any) -> None:
    first, second = await fined(town), await fined(town, act_on="2026-06-21")
    await pay(town, first, "P-0001")
    town.clock.advance(days=1)
    await tick_due(town.bench.parts.ticking[0], town.clock)
    claims = await town.bench.parts.documents.find("claim", {})
    assert all(claim["state"]["kept"] for claim in claims)
    for claim in claims:
        await town.bench.parts.documents.delete("claim", {"_id": claim["_id"]})
    assert len((await reclaim(town.bench.service)).taken) == 3
    assert (await pay(town, second, "P-0001")).json()["code"] == "cases/receipt-used"


async def test_a_receipt_of_before_is_claimed_in_the_writing_of_today(town: Any) -> None:
    """Versions before told P-0001 from P0001: what they claimed is claimed once more by a restore."""
    first, second = await fined(town), await fined(town, act_on="2026-06-21")
    await pay(town, first, "P-0001")
    (claim,) = await town.bench.parts.documents.find("claim", {"_id": receipt_id("P-0001")})
    await town.bench.parts.documents.delete("claim", {"_id": claim["_id"]})
    older = f"receipt-{sha256(b'P-0001').hexdigest()}"
    await town.bench.parts.documents.insert("claim", claim | {"_id": older})
    taken = (await reclaim(town.bench.service)).taken
    assert taken == [f"{receipt_id('P0001')} for {first}"]
    assert (await pay(town, second, "P0001")).json()["code"] == "cases/receipt-used"


async def test_one_case_is_filed_from_a_clue(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    filings = [town.first.act("/cases", town.filing(clue=clue)) for _ in range(3)]
    answers = await asyncio.gather(*filings)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"cases/clue-taken"}


async def test_a_dry_run_of_a_filing_leaves_the_clue(town: Any, people: Any) -> None:
    clue = people.good(await town.hotline.act("/clues", CLUE), 201)["id"]
    dry = await town.first.act("/cases?dry_run=true", town.filing(clue=clue))
    assert dry.status_code in (200, 201)
    assert (await town.first.act("/cases", town.filing(clue=clue))).status_code == 201
