"""After a restore every visit that was opened has its place under the cap, also beyond it (E-5)."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from chassis.recovery import verify
from chassis.testing import Bench
from inspections.recovery import reclaim
from inspections.service import Service

pytestmark = pytest.mark.usefixtures("directories")

FIRM = "91130624MA0000001L"
type Assign = Callable[[str], Awaitable[str]]

CAP = f"cap-{FIRM}-2026"


async def approved(cast: Any, assign: Assign, draw: str) -> str:
    """The id of an approved visit to the firm, drawn in a draw of this name."""
    path = await assign(draw)
    assert (await cast.head.act(f"{path}/approval")).status_code == 200
    return path.removeprefix("/visits/")


async def opened(cast: Any, assign: Assign, draw: str) -> str:
    visit = await approved(cast, assign, draw)
    assert (await cast.a.act(f"/visits/{visit}/opening")).status_code == 200
    return visit


async def forget_places(bench: Bench[Service]) -> None:
    """They were never published, and the copy is older."""
    await bench.parts.documents.delete("cap", {"_id": CAP})


async def test_x35_lost_places_are_taken_again_and_the_cap_holds(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visits = [await opened(cast, assign, draw) for draw in ("one", "two")]
    await approved(cast, assign, "idle")
    await forget_places(bench)
    reclaimed = await reclaim(bench.service)
    assert reclaimed.taken == [f"{CAP} for {visit}" for visit in sorted(visits)]
    third = await approved(cast, assign, "three")
    refused = await cast.a.act(f"/visits/{third}/opening")
    assert refused.json()["code"] == "inspections/cap-reached"
    assert (await reclaim(bench.service)).taken == []
    assert [line for line in await verify(bench.service.caps.store) if "unpublished" not in line] == []


async def test_the_opening_that_is_heard_again_marks_the_place_as_used(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    visit = await opened(cast, assign, "one")
    await forget_places(bench)
    await reclaim(bench.service)
    await bench.hear_own("visit", visit, "inspections.visit")
    cap = (await bench.service.caps.store.read(CAP)).state
    assert ([fact.visit for fact in cap.claimed], [fact.visit for fact in cap.used]) == ([visit], [visit])


async def test_what_happened_counts_beyond_the_cap(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    """The copy had the places, another opening took one of them in the time that was lost."""
    first = await opened(cast, assign, "one")
    await forget_places(bench)
    for draw in ("two", "three"):
        await opened(cast, assign, draw)
    assert (await reclaim(bench.service)).taken == [f"{CAP} for {first}"]
    assert len((await bench.service.caps.store.read(CAP)).state.holding()) == 3


async def test_where_nothing_was_lost_nothing_is_written(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    await opened(cast, assign, "one")
    before = await bench.parts.documents.find("cap", {})
    assert (await reclaim(bench.service)).taken == []
    assert await bench.parts.documents.find("cap", {}) == before
