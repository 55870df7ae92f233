"""Mutants before the second judge: walks without a rule or a gate, until the judge finds what came of it.

A walk that never comes to a rule goes as ever without it. So one round of walks with the whole law tells which walks
come to which rule, and a mutant is walked by these alone. Not every rule can be shown by a published history: who may
see a case, what a file is, which values a body may have.
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from tests.attack.mutants.mutants import Call, Gate, Handed, Mutant
from tests.attack.mutants.taking import Watch
from tests.attack.mutants.trial import apart
from tests.attack.walk.doors import below_http
from tests.attack.walk.walking import drawn, walked
from tests.attack.walk.worlds import MAKE

from cases.case import queries as of_a_case
from inspections.visits import queries as of_a_visit

LENGTH, MOST = 40, 60
"""Steps of a walk; walks that a mutant is given, of those that come to what it takes away."""

type Taken = Call | Handed | Gate
type Place = tuple[str, int]  # a world, and the seed of a walk in it


@dataclass(frozen=True)
class Shown:
    """`near` is how many walks came to what the mutant takes away; `what` the judge found, or else what broke."""

    mutant: Mutant
    near: int
    what: str

    @property
    def by_the_judge(self) -> bool:
        return self.what.startswith("seed")


def shown(mutants: Sequence[Mutant], worlds: Sequence[str], walks: int, tell: Callable[[Shown], None]) -> list[Shown]:
    """Walk on each mutant in a fork of its own, and tell of each what the walks in these worlds showed."""
    watch, found = Watch(), []
    near: dict[Taken, list[Place]] = {}
    for world in worlds:
        for taken, places in apart(partial(coming_near, watch, world, walks))().items():
            near[taken] = [*near.get(taken, ()), *places]
    for mutant in mutants:
        watch.taken, places = mutant.taken, near.get(mutant.taken, [])
        what = apart(partial(walked_without, places[:MOST]))() if places else ""
        found.append(Shown(mutant, len(places), what))
        tell(found[-1])
    return found


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
        await walked(here, drawn(Random(seed), LENGTH), below_http)
        for one in watch.met:
            near[one].append((world, seed))
    return dict(near)


def walked_without(places: Sequence[Place]) -> str:
    return asyncio.run(first_wrong(places))


async def first_wrong(places: Sequence[Place]) -> str:
    without_steps()
    worlds, broken = {name: await MAKE[name]() for name in sorted({name for name, _ in places})}, ""
    for name, seed in places:
        walk = await walked(worlds[name], drawn(Random(seed), LENGTH), below_http)
        if by_the_judge := [wrong for wrong in walk.wrong if wrong.startswith("X-")]:
            return f"seed {seed} among {name}: {by_the_judge[0]}"
        broken = broken or "".join(walk.wrong[:1])
    return broken
