"""Imports heard again, and tiers that follow the ledgers of all years and forget with them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.deadlines.ticking import tick_due
from chassis.testing import Bench, Caller, SetClock
from contracts.inspections import UnmetReason, VisitResult
from credit.service import Service

type Firms = Callable[[int], dict[str, Any]]
type History = Callable[..., Awaitable[dict[str, Any]]]


async def test_an_import_heard_again_registers_nothing_twice(
    bench: Bench[Service], registrar: Caller, firm: Firms, everything: Any
) -> None:
    rows = [firm(number) for number in range(1, 20)]
    text = "\n".join([",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    first = (await registrar.act("/imports", {"csv": text, "sample": True})).json()["id"]
    second = (await registrar.act("/imports", {"csv": text, "sample": True})).json()["id"]
    await bench.hear_own("import", first, "credit.import")
    await bench.hear_own("import", second, "credit.import")
    assert len(await bench.parts.documents.find("firm", {})) == 19
    before = await everything()
    await bench.hear_own("import", first, "credit.import")
    await bench.hear_own("import", second, "credit.import")
    assert await everything() == before
    assert await bench.parked() == []


@pytest.mark.usefixtures("registered")
async def test_ledgers_of_two_years_add_up_in_whatever_order_they_are_heard(
    bench: Bench[Service], code: str, clock: SetClock, tier: Callable[[], Awaitable[str]], concluded: Any, unmet: Any
) -> None:
    clock.at = datetime(2027, 2, 1, 2, tzinfo=UTC)
    await bench.hear("visit-1", unmet(code, UnmetReason.NOT_FOUND))
    await bench.hear("visit-2", concluded(code, VisitResult.CLEAN, on=date(2027, 1, 20)))
    await bench.hear_own("ledger", f"ledger-{code}-2027", "credit.ledger")
    await bench.hear_own("ledger", f"ledger-{code}-2026", "credit.ledger")
    assert await tier() == "B"
    [firm] = await bench.parts.documents.find("firm", {})
    assert firm["state"]["tier_changed"] is None


@pytest.mark.usefixtures("registered")
async def test_a_forgotten_entry_brings_the_tier_back_by_itself(
    bench: Bench[Service], code: str, clock: SetClock, history: History, tier: Callable[[], Awaitable[str]], unmet: Any
) -> None:
    await bench.hear("visit-1", unmet(code, UnmetReason.NOT_FOUND))
    await history()
    [ticking] = bench.parts.ticking
    clock.at = datetime(2027, 8, 31, 2, tzinfo=UTC)
    assert (await tick_due(ticking, clock), await tier()) == (0, "C")
    clock.at = datetime(2027, 9, 1, 2, tzinfo=UTC)
    assert (await tick_due(ticking, clock), await tier()) == (1, "B")
    assert await tick_due(ticking, clock) == 0
    past = await history(on="2026-09-01")
    assert (past["score"], past["tier"], past["entries"][0]["counts"]) == (65, "C", True)
    today = await history()
    assert (today["score"], today["tier"], today["entries"][0]["counts"]) == (80, "B", False)
