"""For any commands and faults: acknowledged = stored = published = applied, once and in order."""

import os
import subprocess
import sys
from collections import Counter

import pytest
from tests.simulation.play import play
from tests.simulation.schedule import What
from tests.simulation.searching import first_failure, outcomes_of

PARTS = [range(at, at + 250) for at in range(0, 2_000, 250)]
HOW_TO_REPLAY = "see `python -m tests.simulation --seed {}`"


@pytest.mark.long
@pytest.mark.parametrize("seeds", PARTS, ids=[f"{part.start}-{part.stop - 1}" for part in PARTS])
def test_two_thousand_schedules(seeds: range) -> None:
    failure = first_failure(seeds)
    assert failure is None, (HOW_TO_REPLAY.format(failure.seed), failure.findings)


def test_a_few_schedules_with_all_that_can_go_wrong() -> None:
    """The part of the long test that `--unit` has time for; a fault that never happens is not tried."""
    outcomes = outcomes_of(range(3_000, 3_060))
    assert {outcome.seed: outcome.findings for outcome in outcomes if outcome.findings} == {}
    happened = sum((Counter(outcome.trace.counts) for outcome in outcomes), Counter[str]())
    assert set(What) - set(happened) == set()
    assert happened["death"] > len(outcomes) / 4


@pytest.mark.long
def test_the_same_seed_is_the_same_schedule() -> None:
    """Whatever was played before, and however this Python orders its sets."""
    here = [str(play(seed, kept=True).trace.lines) for seed in (7, 8, 7)]
    assert here[0] == here[2]
    assert len(here[0]) > 10_000
    program = "import sys; from tests.simulation.play import play; print(play(7, kept=True).trace.lines)"
    for salt in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": salt}
        there = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
        assert there.stdout.strip() == here[0], there.stderr
