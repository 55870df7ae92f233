"""Terms of orders to correct have an end that can be, and days lie in years that can be meant."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chassis.testing import Bench, SetClock
from contracts.origin import Origin
from contracts.refusal import Refusal
from contracts.values import CHINA, PersonId, Role, VisitId
from inspections.days.inspection_terms import NO_INSPECTION_TERMS, check_inspect_until
from inspections.service import Service
from inspections.visits.domain.correction_terms import NO_CORRECTION_TERMS
from inspections.visits.domain.finding import SetCorrectionTerm, set_correction_term

pytestmark = pytest.mark.usefixtures("directories")

type Assign = Callable[[str], Awaitable[str]]
NAMED = {"source": "double-colour-ball", "issue": "2026104", "on": "2026-09-08"}
ORDER = {"item": "safety-01", "demand": "完成全员安全培训"}


@pytest.fixture
async def visit(cast: Any, assign: Assign) -> str:
    """A visit that goes on, with a problem."""
    path = await assign("one")
    await cast.head.act(f"{path}/approval")
    await cast.a.act(f"{path}/opening")
    answer = await cast.a.act(f"{path}/answers", {"item": "safety-01", "answer": "problem"})
    assert answer.status_code == 200, answer.text
    return path


async def test_a_term_is_as_long_as_published_at_most(cast: Any, visit: str, clock: SetClock) -> None:
    longest = clock().astimezone(CHINA).date() + timedelta(days=365)
    beyond = ORDER | {"until": (longest + timedelta(days=1)).isoformat()}
    refused = await cast.a.act(f"{visit}/correction-terms", beyond)
    assert (refused.status_code, refused.json()["code"]) == (422, "inspections/term-too-long")
    assert longest.isoformat() in refused.json()["detail"]
    taken = await cast.a.act(f"{visit}/correction-terms", ORDER | {"until": longest.isoformat()})
    assert taken.status_code == 200, taken.text


async def test_without_a_published_length_nothing_is_ordered(bench: Bench[Service], cast: Any, visit: str) -> None:
    visits = bench.service.visits
    published = replace(visits.facts.published, correction_terms=())
    without = replace(visits, facts=replace(visits.facts, published=published))
    who = Origin(
        actor=PersonId("officer-A"),
        agency="130624100",
        cause="http:officer-A:k",
        request="",
        at=bench.parts.clock(),
        certificate="HB-A",
        roles=frozenset({Role.OFFICER}),
    )
    command = SetCorrectionTerm.model_validate(ORDER | {"until": "2026-09-10"})
    with pytest.raises(Refusal) as refused:
        await without.change(VisitId(visit.removeprefix("/visits/")), set_correction_term, command, who)
    assert refused.value.rule is NO_CORRECTION_TERMS


@pytest.mark.parametrize("day", ["0001-01-01", "1989-12-31", "2101-01-01", "9999-12-31"])
async def test_days_lie_in_years_that_can_be_meant(cast: Any, visit: str, day: str) -> None:
    asked = [
        (cast.a, f"{visit}/correction-terms", ORDER | {"until": day}, "until"),
        (cast.head, f"{visit}/postponement", {"inspect_until": day, "reason": "停产检修"}, "inspect_until"),
        (cast.office, "/draws", {"wanted": 2, "item_lists": ["safety"], "inspect_until": day}, "inspect_until"),
        (
            cast.captain,
            "/patrols",
            {"officers": ["HB-A", "HB-B"], "route": "沙河沿线", "patrol_on": day},
            "patrol_on",
        ),
    ]
    for caller, path, body, field in asked:
        refused = await caller.act(path, body)
        assert (refused.status_code, field in refused.text) == (422, True), refused.text


async def test_an_inspection_is_made_within_the_published_time(
    bench: Bench[Service], cast: Any, assign: Assign, clock: SetClock
) -> None:
    path, latest = await assign("one"), clock().astimezone(CHINA).date() + timedelta(days=183)
    beyond = {"inspect_until": (latest + timedelta(days=1)).isoformat(), "reason": "停产检修"}
    for refused in (
        await cast.head.act(f"{path}/postponement", beyond),
        await cast.office.act("/draws", beyond | {"wanted": 2, "item_lists": ["safety"], "seed": NAMED}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (422, "inspections/inspected-too-late")
        assert latest.isoformat() in refused.json()["detail"]
    put_off = await cast.head.act(f"{path}/postponement", beyond | {"inspect_until": latest.isoformat()})
    assert put_off.status_code == 200, put_off.text
    with pytest.raises(Refusal) as none:
        check_inspect_until(latest, (), latest)
    assert none.value.rule is NO_INSPECTION_TERMS
