"""Take rules and gates of the law away, one by one, and show which test noticed: `python -m tests.attack.mutants`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from tests.attack.mutants.mutants import EQUAL, Mutant, mutants
from tests.attack.mutants.trial import Outcome, Verdict, tried
from tests.attack.mutants.unseen import why_unseen

ROOMS = ("services", "libs/contracts/tests")
WALKED: Final[Mapping[str, tuple[str, ...]]] = {
    "cases.case": ("cases",),
    "cases.clues": ("cases",),
    "cases.days": ("cases",),
    "cases.officers": ("cases",),
    "cases.penalty": ("cases",),
    "cases.powers": ("cases", "powers"),
    "credit": ("credit",),
    "ordinary": ("cases",),
    "inspections.draws": ("draws",),
    "inspections": ("inspections", "draws"),
    "identity.officers": ("accounts",),
    "identity.sign_in": ("accounts",),
    "supervision.tasks": ("tasks",),
    "contracts": ("cases", "inspections", "draws", "tasks", "accounts", "powers", "credit"),
}
"""Beginnings of the names of mutants, and the worlds whose walks come to them; the first that fits counts."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.attack.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of names; without any, all mutants")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rooms", nargs="+", default=ROOMS, help="where to look for tests")
    parser.add_argument("--walks", type=int, help="walk so often on each, until the second judge finds what came of it")
    given = parser.parse_args()
    chosen = tuple(one for one in mutants() if not given.words or any(word in one.name for word in given.words))
    if given.walks:
        return judged(chosen, given.walks)
    begun = time.monotonic()

    def tell(verdict: Verdict) -> None:
        print(
            f"{time.monotonic() - begun:6.1f} s  {verdict.outcome}: {verdict.mutant.name}  ({verdict.by})", flush=True
        )

    verdicts = tried(chosen, tell, given.rooms, given.jobs)
    left = [one for one in verdicts if (one.outcome is Outcome.KILLED) == (one.mutant.name in EQUAL)]
    counted = Counter(verdict.outcome for verdict in verdicts)
    told = ", ".join(f"{counted[outcome]} {outcome}" for outcome in Outcome)
    print(f"mutants of the law | {len(chosen)}: {told}; {time.monotonic() - begun:.0f} s")
    for one in left:
        print(f"mutants of the law | left: {one.mutant.name}")
    return 1 if left else 0


def worlds_of(mutant: Mutant) -> tuple[str, ...]:
    return next((worlds for beginning, worlds in WALKED.items() if mutant.name.startswith(beginning)), ())


def judged(chosen: Sequence[Mutant], walks: int) -> int:
    """Tell which mutants a walk shows; fails on those that walks come to, and that are shown by none nor listed."""
    from tests.attack.mutants.judged import OUTCOMES, Shown, Walks  # it imports what pytest wants to import first

    walked, begun = Walks(walks), time.monotonic()
    found: list[Shown] = []
    for mutant in chosen:
        if worlds := worlds_of(mutant):
            one = walked.shown(mutant, worlds)
            near = f"(near: {one.near}, otherwise: {one.otherwise})"
            print(
                f"{time.monotonic() - begun:6.1f} s  {one.outcome}: {mutant.name}  {near}  {one.what}".rstrip(),
                flush=True,
            )
            found.append(one)
    counted = Counter(one.outcome for one in found)
    told = ", ".join(f"{counted[outcome]} {outcome}" for outcome in OUTCOMES)
    print(f"mutants of the law | walks and the second judge | {len(found)}: {told}; {time.monotonic() - begun:.0f} s")
    left = [one.mutant.name for one in found if one.outcome == "not shown" and why_unseen(one.mutant.name) is None]
    for name in left:
        print(f"mutants of the law | unseen by the judge, and not listed: {name}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
