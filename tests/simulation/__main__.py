"""Play many schedules, or one of them again with its trace: `python -m tests.simulation`."""

import argparse
import sys

from tests.simulation.play import carried_out
from tests.simulation.schedule import schedule
from tests.simulation.searching import searched, told
from tests.simulation.shrinking import described, shrunk


def main() -> int:
    given = arguments()
    if given.seed is not None and given.schedules is None:
        return replayed(given.seed, given.shrink)
    return searched(given.seed or 0, given.schedules or 2_000, given.jobs)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--schedules", type=int, help="how many; without a seed 2000")
    parser.add_argument("--seed", type=int, help="alone: play this one again and show it; else the first one")
    parser.add_argument(
        "--shrink", action="store_true", help="with a seed alone: play the smallest schedule that fails"
    )
    parser.add_argument("--jobs", type=int, default=1)
    return parser.parse_args()


def replayed(seed: int, shrink: bool) -> int:
    plan = shrunk(schedule(seed)) if shrink else schedule(seed)
    outcome = carried_out(plan, kept=True)
    print("\n".join(outcome.trace.lines))
    print("\n".join(described(plan)))
    told(outcome)
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
