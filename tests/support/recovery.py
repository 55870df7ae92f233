"""Time from a kill -9 until people notice nothing of it any more."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial

from tests.support.casework import Casework
from tests.support.clients import Command, Told
from tests.support.errands import TASK, Errand
from tests.support.waiting import eventually
from tests.support.witness import Witness

PROPERTY = "recovery"
"""The name under which a test reports a kind of process and its seconds, for the table at the end (conftest.py)."""
COMMANDS_AT_ONCE = 6
PAUSE_SECONDS = 0.02

type Effect = Callable[[Casework, Witness], Awaitable[None]]


async def until_again(effect: Effect, casework: Casework, witness: Witness, since: float) -> float:
    """Return the seconds from the kill until all commands given right after it, some at once, had their effect."""
    await asyncio.gather(*(effect(casework, witness) for _ in range(COMMANDS_AT_ONCE)))
    return time.monotonic() - since


async def acknowledged(casework: Casework, witness: Witness) -> None:
    """File a case."""
    await done(casework, casework.town.filing())


def told_of(errand: Errand) -> Effect:
    async def acknowledged(casework: Casework, witness: Witness) -> None:
        await done(casework, errand.command(casework.town))

    return acknowledged


async def seen(casework: Casework, witness: Witness) -> None:
    """File a case, and wait until the supervisor sees it."""
    told = await done(casework, casework.town.filing())
    row = partial(witness.documents, "supervision", "case_rows", {"_id": told.id})
    await eventually(row, f"the supervisor sees {told.id}", pause=PAUSE_SECONDS)


async def taken(casework: Casework, witness: Witness) -> None:
    """File a case from a clue, and wait until the clue names the case."""
    clue = (await casework.clients.tell(casework.town.clue())).id
    told = await done(casework, casework.town.filing(clue=clue))
    named = partial(witness.documents, "cases", "clue", {"_id": clue, "state.taken.case": told.id})
    await eventually(named, f"the clue {clue} names {told.id}", pause=PAUSE_SECONDS)


async def on_a_list(casework: Casework, witness: Witness) -> None:
    """Issue a task as the supervisor, and wait until it is on the officer's list."""
    task = (await done(casework, TASK.command(casework.town))).id
    listed = partial(witness.documents, "inspections", "assignment", {"_id": f"assignment-{task}"})
    await eventually(listed, f"{task} is on a list", pause=PAUSE_SECONDS)


async def done(casework: Casework, command: Command) -> Told:
    told = await casework.clients.tell(command)
    assert told.acknowledged, told
    casework.heard(told)
    return told
