"""Places under the yearly cap: claimed before an opening, used by it, freed without it (E-5)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.credit import TierChanged
from contracts.inspections import PlaceFreed, VisitKind
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.values import PersonId, Role, Tier, VisitId
from inspections.caps.domain.cap import ClaimPlace
from inspections.caps.domain.visit_caps import NO_CAPS, VisitReason
from inspections.service import Service
from inspections.visits.domain.assigning import AssignVisit
from inspections.visits.domain.visiting import OpenVisit

pytestmark = pytest.mark.usefixtures("directories")

TOWN = "130624100"
FIRM = "91130624MA0000001L"
CAP = f"cap-{FIRM}-2026"

type Assign = Callable[[str], Awaitable[str]]


async def opened(cast: Any, visit: str) -> str:
    await cast.head.act(f"{visit}/approval")
    answer = await cast.a.act(f"{visit}/opening")
    assert answer.status_code == 200, answer.text
    return visit


def officer_a(bench: Bench[Service]) -> Origin:
    return Origin(
        actor=PersonId("officer-A"),
        agency=TOWN,
        certificate="HB-A",
        roles=frozenset({Role.OFFICER}),
        cause="http:officer-A:k",
        request="",
        at=bench.parts.clock(),
    )


async def claim(bench: Bench[Service], visit: str) -> None:
    command = ClaimPlace(visit, FIRM, TOWN, VisitKind.ROUTINE, VisitReason.LOT, date(2026, 9, 7))
    await bench.service.caps.claim(command, officer_a(bench))


@pytest.mark.parametrize("tier", Tier)
async def test_x35_c7_the_third_visit_in_a_year_is_refused_whatever_the_class(
    bench: Bench[Service], cast: Any, assign: Assign, tier: Tier
) -> None:
    changed: dict[str, Any] = {"code": FIRM, "previous": "B", "tier": tier, "score": 20, "model": "sample"}
    changed |= {"explanation": "信用核查", "changed_on": "2026-09-01"}
    await bench.hear(f"firm-{FIRM}", TierChanged.model_validate(changed))
    for draw in ("one", "two"):
        await opened(cast, await assign(draw))
    third = await assign("three")
    await cast.head.act(f"{third}/approval")
    refused = await cast.a.act(f"{third}/opening")
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/cap-reached")
    assert f"visit-two-{FIRM}" in refused.json()["detail"]
    assert (await cast.a.ask(third)).json()["stage"] == "approved"


async def test_a_place_claimed_in_vain_is_free_again(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    """The claim was written, the process died before the opening; then nobody was found."""
    vain = await assign("vain")
    await cast.head.act(f"{vain}/approval")
    claimed = bench.service.caps.store
    visit_id = vain.removeprefix("/visits/")
    await claim(bench, visit_id)
    await cast.b.act(f"{vain}/acts/record/confirmation")
    await cast.a.act(f"{vain}/unmet", {"reason": "not-found", "note": "登记住所无此企业"})
    await bench.hear_own("visit", visit_id, "inspections.visit")
    for draw in ("one", "two"):
        await opened(cast, await assign(draw))
    cap = await claimed.read(f"cap-{FIRM}-2026")
    assert cap.state.freed == (PlaceFreed(visit=visit_id),)
    assert len(cap.state.holding()) == 2


async def test_a_claim_that_comes_after_the_visit_ended_takes_no_place(
    bench: Bench[Service], cast: Any, assign: Assign
) -> None:
    """The opening was decided and its claim long under way; meanwhile nobody was found, and that was heard."""
    vain = await assign("vain")
    await cast.head.act(f"{vain}/approval")
    visit_id = vain.removeprefix("/visits/")
    await cast.b.act(f"{vain}/acts/record/confirmation")
    await cast.a.act(f"{vain}/unmet", {"reason": "closed", "note": "大门紧闭"})
    for _ in range(2):
        await bench.hear_own("visit", visit_id, "inspections.visit")
    await claim(bench, visit_id)
    cap = (await bench.service.caps.store.read(f"cap-{FIRM}-2026")).state
    assert (cap.claimed, cap.freed) == ((), (PlaceFreed(visit=visit_id),))
    assert (await cast.a.act(f"{vain}/opening")).json()["code"] == "inspections/visit-over"
    for draw in ("one", "two"):
        await opened(cast, await assign(draw))


async def test_a_dry_run_of_an_opening_claims_nothing(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    tried = await cast.a.act(f"{visit}/opening?dry_run=true")
    assert (tried.status_code, tried.json()["stage"]) == (200, "opened")
    assert await bench.service.caps.store.find(CAP) is None
    assert (await cast.a.ask(visit)).json()["stage"] == "approved"


async def test_x35_a_dry_run_says_that_no_place_is_left(cast: Any, assign: Assign) -> None:
    for draw in ("one", "two"):
        await opened(cast, await assign(draw))
    third = await assign("three")
    await cast.head.act(f"{third}/approval")
    refused = await cast.a.act(f"{third}/opening?dry_run=true")
    assert refused.json()["code"] == "inspections/cap-reached"


async def test_where_no_caps_are_published_no_visit_is_opened(bench: Bench[Service], cast: Any, assign: Assign) -> None:
    visit = await assign("one")
    await cast.head.act(f"{visit}/approval")
    visits = bench.service.visits
    published = replace(visits.facts.published, caps=())
    unpublished = replace(visits, facts=replace(visits.facts, published=published))
    with pytest.raises(Refusal) as refused:
        await unpublished.open(VisitId(visit.removeprefix("/visits/")), OpenVisit(), officer_a(bench))
    assert refused.value.rule is NO_CAPS


async def test_x35_a_visit_on_a_clue_can_not_plead_the_lot(bench: Bench[Service], cast: Any) -> None:
    command = AssignVisit(
        kind=VisitKind.CASE,
        firm=FIRM,
        township=TOWN,
        body=TOWN,
        officers=("HB-A", "HB-B"),
        item_lists=("safety",),
        inspect_until=date(2026, 9, 30),
        draw="draw-one",
        task=None,
    )
    await bench.service.visits.assign("visit-1", command, officer_a(bench))
    await cast.head.act("/visits/visit-1/approval")
    refused = await cast.a.act("/visits/visit-1/opening")
    assert (refused.status_code, refused.json()["code"]) == (409, "inspections/reason-of-other-kind")
