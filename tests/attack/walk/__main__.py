"""Walk long: `python -m tests.attack.walk --steps 200000 --seed 1`; seeds are printed, and a fault is made small."""

import argparse
import asyncio
import sys
import time
from random import Random

from tests.attack.walk.doors import Door, below_http, through_http
from tests.attack.walk.walking import drawn, shrunk, walked
from tests.attack.walk.worlds import Worlds

LENGTH, THROUGH_HTTP = 40, 20
"""Steps of a walk; of how many walks one goes through HTTP."""


async def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.attack.walk", description=__doc__)
    parser.add_argument("--steps", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1, help="the first one; each walk has the next")
    parser.add_argument("--most", type=int, default=1, help="faults after which it ends")
    given = parser.parse_args()
    begun, taken, accepted, seed, found = time.monotonic(), 0, 0, given.seed, 0
    known: set[str] = set()
    worlds = Worlds()
    while taken < given.steps and found < given.most:
        here = await worlds.of(seed)
        door: Door = through_http if seed % THROUGH_HTTP == 0 else below_http
        steps = drawn(Random(seed), LENGTH)
        walk = await walked(here, steps, door)
        taken, accepted = taken + len(walk.told), accepted + walk.accepted
        if walk.wrong and known.isdisjoint(walk.wrong):
            found += 1
            known |= set(walk.wrong)
            small = await shrunk(here, steps, door)
            again = await walked(here, small, door)
            print(f"seed {seed}: {small}", *again.told, *again.wrong, sep="\n  ", flush=True)
        seed += 1
    walks, seconds = seed - given.seed, time.monotonic() - begun
    print(
        f"walk | {walks} walks, {taken} steps, {accepted} accepted, {found} faults; "
        f"seeds {given.seed} to {seed - 1}; {seconds:.0f} s"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
