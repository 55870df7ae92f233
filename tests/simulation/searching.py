"""Search for failures: plays many schedules, over several processes if asked, and prints the failing seeds."""

import multiprocessing
import time
from collections import Counter

from tests.simulation.play import Outcome, play

EACH = 100
TOLD = 12
SAID_EVERY = 1_000


def told(outcome: Outcome) -> None:
    print(f"seed {outcome.seed}: {len(outcome.findings)} findings after {outcome.seconds:.1f} virtual seconds")
    for finding in outcome.findings[:TOLD]:
        print(f"  {finding}")


def searched(first: int, schedules: int, jobs: int) -> int:
    """Print progress, and the seeds of failures as they are found."""
    begun, done, failed = time.monotonic(), 0, list[int]()
    happened: Counter[str] = Counter()
    parts = [range(at, min(at + EACH, first + schedules)) for at in range(first, first + schedules, EACH)]
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for outcomes in pool.imap_unordered(outcomes_of, parts):
            for outcome in outcomes:
                done += 1
                happened.update(outcome.trace.counts)
                if outcome.findings:
                    failed.append(outcome.seed)
                    told(outcome)
            if done % SAID_EVERY == 0 or done == schedules:
                rate = done / (time.monotonic() - begun)
                print(f"{done} of {schedules}, {rate:.0f} a second, {len(failed)} failed", flush=True)
    print("what went wrong:", ", ".join(f"{name} {count}" for name, count in sorted(happened.items())))
    if failed:
        print(f"failed: {sorted(failed)}; see each by `python -m tests.simulation --seed N`")
    return 1 if failed else 0


def outcomes_of(seeds: range) -> list[Outcome]:
    return [play(seed) for seed in seeds]


def first_failure(seeds: range) -> Outcome | None:
    return next((outcome for seed in seeds if (outcome := play(seed)).findings), None)
