"""`python -m tests.simulation`: many schedules, or one of them again with all that happened in it."""

import argparse
import sys

from tests.simulation.play import play
from tests.simulation.searching import searched, told


def main() -> int:
    given = arguments()
    if given.seed is not None and given.schedules is None:
        return replayed(given.seed)
    return searched(given.seed or 0, given.schedules or 2_000, given.jobs)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, help="how many; without a seed 2000")
    parser.add_argument("--seed", type=int, help="alone: play this one again and show it; else the first one")
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def replayed(seed: int) -> int:
    outcome = play(seed, kept=True)
    print("\n".join(outcome.trace.lines))
    told(outcome)
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
