"""Mutants before the second judge: walks without a rule or a gate, until the judge finds what came of it.

Not every rule can be shown by a published history: who may see a case, what a file is, which values a body may have.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from tests.attack.mutants.mutants import Mutant
from tests.attack.mutants.taking import Watch
from tests.attack.mutants.trial import apart
from tests.attack.walk.doors import below_http
from tests.attack.walk.walking import drawn, walked
from tests.attack.walk.world import world

LENGTH = 40


def shown(mutants: Sequence[Mutant], walks: int, tell: Callable[[Mutant, str], None]) -> dict[str, str]:
    """Walk on each mutant in a fork of its own; return by name what was wrong, empty where no walk showed it."""
    watch, found = Watch(), {}
    for mutant in mutants:
        watch.taken = mutant.taken
        found[mutant.name] = apart(partial(walked_without, walks))()
        tell(mutant, found[mutant.name])
    return found


def walked_without(walks: int) -> str:
    return asyncio.run(first_wrong(walks))


async def first_wrong(walks: int) -> str:
    here = await world()
    for seed in range(walks):
        walk = await walked(here, drawn(Random(seed), LENGTH), below_http)
        if by_the_judge := [wrong for wrong in walk.wrong if wrong.startswith("X-")]:
            return f"seed {seed}: {by_the_judge[0]}"
    return ""
