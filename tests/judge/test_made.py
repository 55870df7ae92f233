"""Whatever is asked of a case or a visit, a judge without a store finds what the service finds (decision 0050)."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.walk.walking import KINDS, drawn, walked
from tests.judge.courts import CASES, COURTS, VISITS, Court
from tests.judge.made import LENGTH, JudgingDoor, made_of

from cases import judge as cases_judge
from cases.case.domain.known import Told
from cases.case.domain.procedure import Today
from contracts.calendar import WorkingDays
from contracts.judging import Judge, Officers
from contracts.origin import Origin
from inspections import judge as inspections_judge
from inspections.visits.domain.known import Told as ToldOfVisits
from inspections.visits.domain.reserved import Reserved

EXAMPLES = 13
STEPS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 999)), min_size=20, max_size=30)


@pytest.mark.parametrize("court", COURTS, ids=lambda court: court.service)
def test_a_judge_and_the_service_find_the_same(court: Court) -> None:
    with asyncio.Runner() as runner:
        world = runner.run(court.world())
        door = JudgingDoor(court, court.judge())

        @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True)
        @given(STEPS)
        def walks(steps: list[tuple[str, int]]) -> None:
            door.wrong.clear()
            runner.run(walked(world, steps, door))
            assert not door.wrong, door.wrong[0]

        walks()
        kinds = Counter(next(iter(made.verdict)) for made in door.made)
        assert kinds.keys() >= {"events", "refused", "undecided"}, kinds


@pytest.mark.parametrize("court", COURTS, ids=lambda court: court.service)
async def test_made_ones_are_the_same_of_the_same_seed(court: Court) -> None:
    first, again = [await lines(court, seed=3) for _ in range(2)]
    assert first == again
    assert len(first) == 20


async def lines(court: Court, seed: int) -> list[str]:
    return [made.line() async for made in made_of(court, 20, seed)]


async def no_listing(told: Told, power: str) -> None:
    """Forget what the bureau said of a power."""


def yesterday(told: Told, who: Origin) -> Today:
    return replace(told.day, on=who.on.replace(day=1), recorded_on=who.on.replace(day=1))


def weekends(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    return replace(judges, day=replace(judges.day, calendar=WorkingDays()))


def without_listing(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    monkeypatch.setattr(Told, "listing", no_listing)
    return judges


def on_another_day(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    monkeypatch.setattr(Told, "today", yesterday)
    return judges


def without_item_lists(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    return replace(judges, published=replace(judges.published, item_lists=()))


def without_people(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    nobody = property(lambda told: Officers(people=(), named=told.known.named, elsewhere=Reserved.OFFICER))
    monkeypatch.setattr(ToldOfVisits, "certified", nobody)
    return judges


def with_every_claim(monkeypatch: pytest.MonkeyPatch, judges: Any) -> Any:
    monkeypatch.setattr(ToldOfVisits, "holds", lambda told, matter, what: True)
    return judges


BREAKS = [
    (CASES, weekends),
    (CASES, without_listing),
    (CASES, on_another_day),
    (VISITS, without_item_lists),
    (VISITS, without_people),
    (VISITS, with_every_claim),
]


@pytest.mark.parametrize(("court", "broken"), BREAKS, ids=[broken.__name__ for _, broken in BREAKS])
async def test_a_judge_that_knows_less_is_found(
    monkeypatch: pytest.MonkeyPatch, court: Court, broken: Callable[[pytest.MonkeyPatch, Judge[Any]], Judge[Any]]
) -> None:
    world = await court.world()
    door = JudgingDoor(court, broken(monkeypatch, court.judge()))
    for seed in range(60):
        await walked(world, drawn(Random(seed), LENGTH), door)
        if door.wrong:
            return
    pytest.fail("no walk shows it")


def test_what_a_pack_carries_is_what_a_judge_needs() -> None:
    files = cases_judge.rule_files()
    assert "cases/case/domain/decisions.py" in files
    assert "cases/data/procedures/ordinary.toml" in files
    assert not [path for path in files if path.startswith(("chassis", "cases/case/api", "cases/service"))]
    files = inspections_judge.rule_files()
    assert "inspections/visits/domain/decisions.py" in files
    assert "inspections/data/item-lists.toml" in files
    others = ("chassis", "cases", "inspections/visits/api", "inspections/service", "inspections/draws")
    assert not [path for path in files if path.startswith(others)]
