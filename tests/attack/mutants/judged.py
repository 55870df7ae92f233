"""Mutants before the second judge: walks without a rule or a gate, until the judge finds what came of it.

A walk that never comes to a rule goes as ever without it. So one round of walks with the whole law tells which walks
come to which rule, and a mutant is walked by these alone. Where another rule refuses the same command, these go as
ever, too, and there is nothing to find. Not every rule can be shown by a published history: who may see a case, what a
file is, which values a body may have.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random

from tests.attack.mutants.mutants import Call, Gate, Handed, Mutant
from tests.attack.mutants.taking import Watch
from tests.attack.mutants.trial import apart
from tests.attack.walk.doors import below_http
from tests.attack.walk.walking import Walk, drawn, walked
from tests.attack.walk.worlds import MAKE

from cases.case import queries as of_a_case
from inspections.visits import queries as of_a_visit

OUTCOMES = ("shown", "broken", "not shown", "refused all the same", "not met")
LENGTH, MOST = 40, 60
"""Steps of a walk; walks that a mutant is given, of those that come to what it takes away."""

type Taken = Call | Handed | Gate
type Place = tuple[str, int, str]  # a world, the seed of a walk in it, and what that walk was answered


@dataclass(frozen=True)
class Shown:
    """`near` is how many walks came to what the mutant takes away, `otherwise` how many of them went otherwise without.

    `what` is what the judge found, or else what broke; the walks end with the first that the judge finds something in.
    """

    mutant: Mutant
    near: int
    otherwise: int
    what: str

    @property
    def outcome(self) -> str:
        """Tell what came of it, where no walk went otherwise that another rule refused the same."""
        if self.what:
            return "shown" if self.what.startswith("seed") else "broken"
        return "not shown" if self.otherwise else "refused all the same" if self.near else "not met"


@dataclass
class Walks:
    """So many walks in each world that is asked for; `near` tells of each world which of them come to what."""

    count: int
    watch: Watch = field(default_factory=Watch)
    near: dict[str, dict[Taken, list[Place]]] = field(default_factory=dict)

    def shown(self, mutant: Mutant, worlds: Sequence[str]) -> Shown:
        """Walk on a mutant in a fork of its own, and return what the walks in these worlds showed."""
        places = [place for world in worlds for place in self.near_in(world).get(mutant.taken, ())]
        self.watch.taken = mutant.taken
        otherwise, what = apart(partial(walked_without, places[:MOST]))() if places else (0, "")
        return Shown(mutant, len(places), otherwise, what)

    def near_in(self, world: str) -> dict[Taken, list[Place]]:
        if world not in self.near:
            self.watch.taken = None
            self.near[world] = apart(partial(coming_near, self.watch, world, self.count))()
        return self.near[world]


def coming_near(watch: Watch, world: str, walks: int) -> dict[Taken, list[Place]]:
    return asyncio.run(met(watch, world, walks))


def without_steps() -> None:
    """Leave the next steps out of the answers here: they would meet every rule, and ask what has no answer without."""
    for module, name, nothing in ((of_a_case, "next_steps", ([], {})), (of_a_visit, "offered", ())):
        setattr(module, name, lambda *given, nothing=nothing: nothing)


async def met(watch: Watch, world: str, walks: int) -> dict[Taken, list[Place]]:
    """Return by what refuses a command the walks that it does so in."""
    without_steps()
    here, near = await MAKE[world](), defaultdict[Taken, list[Place]](list)
    for seed in range(walks):
        watch.met.clear()
        walk = await walked(here, drawn(Random(seed), LENGTH), below_http)
        for one in watch.met:
            near[one].append((world, seed, answers(walk)))
    return dict(near)


def answers(walk: Walk) -> str:
    """Return which commands of a walk were accepted, by a hash."""
    accepted = [number for number, line in enumerate(walk.told) if line.endswith("-> 200")]
    return hashlib.sha256(f"{len(walk.told)} {accepted}".encode()).hexdigest()


def walked_without(places: Sequence[Place]) -> tuple[int, str]:
    return asyncio.run(first_wrong(places))


async def first_wrong(places: Sequence[Place]) -> tuple[int, str]:
    without_steps()
    worlds, broken, otherwise = {name: await MAKE[name]() for name in sorted({name for name, *_ in places})}, "", 0
    for name, seed, before in places:
        walk = await walked(worlds[name], drawn(Random(seed), LENGTH), below_http)
        otherwise += answers(walk) != before
        if by_the_judge := [wrong for wrong in walk.wrong if wrong.startswith("X-")]:
            return otherwise, f"seed {seed} among {name}: {by_the_judge[0]}"
        broken = broken or "".join(walk.wrong[:1])
    return otherwise, broken
