"""A walk of mischief: whatever is asked in whatever order, nothing unlawful is recorded.

Most walks call the routes' functions below HTTP, which is faster; a share goes through HTTP with tokens, roles and JSON
as they are. `make attack` walks longer, from seeds of its own.
"""

import asyncio
import struct
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st
from tests.attack.walk.doors import Door, below_http, through_http
from tests.attack.walk.walking import KINDS, Step, Walk, drawn, shrunk, walked
from tests.attack.walk.world import World
from tests.attack.walk.worlds import MAKE

from contracts.refusal import Rule, refuse

WEIGHTED = tuple(kind for kind, often in KINDS.items() for _ in range(often))
NUMBERS = 1_000
LEAST_STEPS, MOST_STEPS = 31, 36
"""Commands and waits of a walk, its beginning among them; what is drawn for it."""
WALKS_PER_WORLD = 50

STEPS = st.binary(min_size=4 * MOST_STEPS, max_size=4 * MOST_STEPS)
"""Four bytes for each step, since hypothesis draws bytes at once."""
WALKS = [
    ("cases", 1, 440),
    ("cases", 2, 440),
    ("inspections", 5, 320),
    ("inspections", 6, 320),
    ("draws", 8, 200),
    ("tasks", 8, 500),
    ("accounts", 8, 260),
    ("powers", 8, 400),
    ("credit", 8, 120),
]
"""World, beginning and number of those below HTTP; walks among draws and accounts cost most."""
PHASES = (Phase.explicit, Phase.generate)  # a fault is made small by leaving steps out, which says more


class Walker:
    """Takes walks in a world, on a loop of its own: hypothesis knows no coroutines."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.world: World | None = None
        self.walks = self.steps = self.accepted = 0

    def take(self, drawn: bytes, name: str, door: Door) -> Walk:
        numbers = struct.unpack(f">{MOST_STEPS}I", drawn)
        steps = [(WEIGHTED[number // NUMBERS % len(WEIGHTED)], number % NUMBERS) for number in numbers]
        return self.runner.run(self.taken(steps, name, door))

    async def taken(self, steps: list[Step], name: str, door: Door) -> Walk:
        if self.world is None:
            self.world = await MAKE[name]()
        walk = await walked(self.world, steps, door, LEAST_STEPS)
        told = len(walk.told)
        self.walks, self.steps, self.accepted = self.walks + 1, self.steps + told, self.accepted + walk.accepted
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


def check(walker: Walker, examples: int, name: str, door: Door, beginning: int) -> None:
    @seed(beginning)
    @settings(max_examples=examples, deadline=None, database=None, phases=PHASES)
    @given(STEPS)
    def walks(numbers: bytes) -> None:
        walker.take(numbers, name, door)

    walks()
    assert walker.walks >= examples
    assert walker.steps >= examples * (LEAST_STEPS - 1)
    assert walker.accepted > walker.steps // 6, "too little is lawful: the walks say nothing"


@pytest.mark.parametrize("name", MAKE)
def test_some_walks(walker: Walker, name: str) -> None:
    """So that a fault shows at once; the many are below."""
    check(walker, 10, name, below_http, 0)


@pytest.mark.long
@pytest.mark.parametrize(("name", "beginning", "examples"), WALKS)
def test_nothing_unlawful_is_recorded(walker: Walker, name: str, beginning: int, examples: int) -> None:
    check(walker, examples, name, below_http, beginning)


@pytest.mark.long
@pytest.mark.parametrize("name", MAKE)
def test_nothing_unlawful_is_recorded_through_http(walker: Walker, name: str) -> None:
    check(walker, 20, name, through_http, 7)


def allowing(rule: str) -> Callable[..., None]:
    """Refuse by every rule but one."""

    def refuse_otherwise(by: Rule, **facts: object) -> None:
        if not by.code.endswith(f"/{rule}"):
            refuse(by, **facts)

    return refuse_otherwise


@pytest.mark.parametrize(
    ("name", "module", "rule", "found", "length"),
    [
        ("cases", "cases.case.domain.decision", "heavier-than-notified", "X-17", 34),
        ("cases", "cases.penalty.domain.fine", "fine-above-maximum", "X-09", 34),
        ("cases", "cases.case.domain.evidence", "evidence-ahead", "X-32", 34),
        ("cases", "cases.case.domain.evidence", "no-evidence", "X-23", 34),
        ("cases", "chassis.deadlines.claims", "second-fine", "X-08", 60),
        ("draws", "inspections.draws.domain.draw", "sealed-before", "X-36", 34),
        ("draws", "inspections.draws.domain.seeds", "seed-known-already", "X-36", 34),
        ("draws", "inspections.draws.domain.draw", "not-their-head", "X-03", 34),
        ("draws", "chassis.deadlines.claims", "issue-taken", "X-36", 34),
        ("tasks", "contracts.identity.two_officers", "no-certificate", "X-02", 34),
        ("tasks", "supervision.tasks.domain", "one-officer", "X-01", 34),
        ("tasks", "supervision.tasks.terms", "due-too-late", "X-41", 34),
        ("accounts", "identity.officers.domain.validity", "valid-too-long", "X-41", 34),
        ("accounts", "chassis.deadlines.claims", "person-known", "X-01", 34),
        ("accounts", "chassis.deadlines.claims", "certificate-number-taken", "X-02", 34),
        ("accounts", "identity.officers.domain.certificate", "backdated", "X-41", 34),
        ("accounts", "identity.officers.domain.certificate", "certificate-withdrawn", "X-02", 34),
        ("accounts", "identity.officers.domain.separation", "incompatible-roles", "X-41", 34),
        ("powers", "cases.powers.domain.power_list", "power-before-its-list", "X-41", 34),
        ("powers", "cases.powers.domain.power_list", "already-recalled", "X-04", 34),
    ],
)
async def test_a_rule_that_is_missing_is_found(
    monkeypatch: pytest.MonkeyPatch, name: str, module: str, rule: str, found: str, length: int
) -> None:
    """Else the walks would say nothing; by seeds, as `make attack` draws them."""
    monkeypatch.setattr(f"{module}.refuse", allowing(rule))
    here = await MAKE[name]()
    for number in range(400):
        walk = await walked(here, drawn(Random(number), length), below_http)
        if any(found in wrong for wrong in walk.wrong):
            return
    pytest.fail("no walk shows it")
