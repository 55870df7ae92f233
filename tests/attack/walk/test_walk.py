"""A walk of mischief: whatever is asked in whatever order, nothing unlawful is recorded.

Most walks call the routes' functions below HTTP, which is faster; a share goes through HTTP with tokens, roles and JSON
as they are. `make attack` walks longer, from seeds of its own.
"""

import asyncio
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from tests.attack.walk.doors import Door, below_http, through_http
from tests.attack.walk.walking import KINDS, Step, Walk, drawn, shrunk, walked
from tests.attack.walk.world import World, world

WEIGHTED = tuple(kind for kind, often in KINDS.items() for _ in range(often))
NUMBERS = 1_000
LEAST_STEPS, MOST_STEPS = 30, 34
WALKS_PER_WORLD = 50

STEPS = st.lists(st.integers(0, len(WEIGHTED) * NUMBERS - 1), min_size=LEAST_STEPS, max_size=MOST_STEPS)
PHASES = (Phase.explicit, Phase.generate)  # a fault is made small by leaving steps out, which says more


class Walker:
    """Takes walks in one world after the other, on a loop of its own: hypothesis knows no coroutines."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.world: World | None = None
        self.walks = self.steps = self.accepted = 0

    def take(self, numbers: list[int], door: Door) -> Walk:
        steps = [(WEIGHTED[number // NUMBERS], number % NUMBERS) for number in numbers]
        return self.runner.run(self.taken(steps, door))

    async def taken(self, steps: list[Step], door: Door) -> Walk:
        if self.world is None or self.walks % WALKS_PER_WORLD == 0:
            self.world = await world()
        walk = await walked(self.world, steps, door)
        self.walks, self.steps, self.accepted = self.walks + 1, self.steps + len(steps), self.accepted + walk.accepted
        if walk.wrong:
            small = await shrunk(self.world, steps, door)
            again = await walked(self.world, small, door)
            pytest.fail("\n".join([f"replay: {small}", *again.told, *(again.wrong or walk.wrong)]))
        return walk


@pytest.fixture
def walker() -> Iterator[Walker]:
    walker = Walker()
    with walker.runner:
        yield walker


def check(walker: Walker, examples: int, door: Door, beginning: int) -> None:
    @seed(beginning)
    @settings(max_examples=examples, deadline=None, database=None, phases=PHASES)
    @given(STEPS)
    def walks(numbers: list[int]) -> None:
        walker.take(numbers, door)

    walks()
    assert walker.walks >= examples
    assert walker.steps >= examples * LEAST_STEPS
    assert walker.accepted > walker.steps // 5, "too little is lawful: the walks say nothing"


def test_some_walks(walker: Walker) -> None:
    """So that a fault shows at once; the many are below."""
    check(walker, 40, below_http, 0)


@pytest.mark.long
@pytest.mark.parametrize("beginning", [1, 2, 3, 4])
def test_nothing_unlawful_is_recorded(walker: Walker, beginning: int) -> None:
    check(walker, 730, below_http, beginning)


@pytest.mark.long
def test_nothing_unlawful_is_recorded_through_http(walker: Walker) -> None:
    check(walker, 80, through_http, 5)


def allow(*given: object, **named: object) -> None:
    """Refuse nothing."""


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("cases.case.domain.decision.check_notified", "X-17"),
        ("cases.case.domain.notice.check_proposal", "X-09"),
        ("cases.case.domain.evidence.check_moment", "X-32"),
    ],
)
async def test_a_rule_that_is_missing_is_found(monkeypatch: pytest.MonkeyPatch, rule: str, found: str) -> None:
    """Else the walks would say nothing; by seeds, as `make attack` draws them."""
    monkeypatch.setattr(rule, allow)
    here = await world()
    for number in range(400):
        walk = await walked(here, drawn(Random(number), MOST_STEPS), below_http)
        if any(found in wrong for wrong in walk.wrong):
            return
    pytest.fail("no walk shows it")
