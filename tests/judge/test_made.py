"""Whatever is asked of a case, a judge without a store finds what the service finds (docs/decisions/0050)."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.walk.of_cases.world import world as world_of_cases
from tests.attack.walk.walking import KINDS, drawn, walked
from tests.judge.made import LENGTH, JudgingDoor, made_cases, pack_of

from cases import judge
from cases.case.domain.known import Told
from cases.case.domain.procedure import Today
from contracts.calendar import WorkingDays
from contracts.origin import Origin

STEPS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 999)), min_size=20, max_size=30)


def test_a_judge_and_the_service_find_the_same() -> None:
    with asyncio.Runner() as runner:
        world = runner.run(world_of_cases())
        door = JudgingDoor(judge.load(pack_of(world)))

        @settings(max_examples=25, deadline=None, database=None, derandomize=True)
        @given(STEPS)
        def walks(steps: list[tuple[str, int]]) -> None:
            door.wrong.clear()
            runner.run(walked(world, steps, door))
            assert not door.wrong, door.wrong[0]

        walks()
        kinds = Counter(next(iter(made.verdict)) for made in door.made)
        assert kinds.keys() >= {"events", "refused", "undecided"}, kinds


async def test_made_cases_are_the_same_of_the_same_seed() -> None:
    first, again = [await lines(seed=3) for _ in range(2)]
    assert first == again
    assert len(first) == 40


async def lines(seed: int) -> list[str]:
    return [made.line() async for made in made_cases(40, seed)]


async def no_listing(told: Told, power: str) -> None:
    """Forget what the bureau said of a power."""


def yesterday(told: Told, who: Origin) -> Today:
    return replace(told.day, on=who.on.replace(day=1), recorded_on=who.on.replace(day=1))


def weekends(monkeypatch: pytest.MonkeyPatch, judges: judge.Judge) -> judge.Judge:
    return replace(judges, day=replace(judges.day, calendar=WorkingDays()))


def without_listing(monkeypatch: pytest.MonkeyPatch, judges: judge.Judge) -> judge.Judge:
    monkeypatch.setattr(Told, "listing", no_listing)
    return judges


def on_another_day(monkeypatch: pytest.MonkeyPatch, judges: judge.Judge) -> judge.Judge:
    monkeypatch.setattr(Told, "today", yesterday)
    return judges


@pytest.mark.parametrize("broken", [weekends, without_listing, on_another_day])
async def test_a_judge_that_knows_less_is_found(
    monkeypatch: pytest.MonkeyPatch, broken: Callable[[pytest.MonkeyPatch, judge.Judge], judge.Judge]
) -> None:
    world = await world_of_cases()
    door = JudgingDoor(broken(monkeypatch, judge.load(pack_of(world))))
    for seed in range(60):
        await walked(world, drawn(Random(seed), LENGTH), door)
        if door.wrong:
            return
    pytest.fail("no walk shows it")


def test_what_a_pack_carries_is_what_a_judge_needs() -> None:
    files = judge.rule_files()
    assert "cases/case/domain/decisions.py" in files
    assert "cases/data/procedures/ordinary.toml" in files
    assert not [path for path in files if path.startswith(("chassis", "cases/case/api", "cases/service"))]
