"""Makes a failing schedule smaller: less trouble, fewer faults, fewer wishes, as long as something is found.

What is taken away moves all chances that are drawn after it, so the smaller schedule may fail in another way: compare
its findings with those of the seed.
"""

from collections.abc import Iterator
from dataclasses import replace

from tests.simulation.play import carried_out
from tests.simulation.schedule import Schedule


def shrunk(plan: Schedule) -> Schedule:
    """Return the plan without what its failure does not need; the plan itself if nothing fails."""
    while smaller := next((one for one in smaller_ones(plan) if carried_out(one).findings), None):
        plan = smaller
    return plan


def smaller_ones(plan: Schedule) -> Iterator[Schedule]:
    if plan.trouble:
        yield replace(plan, trouble=0.0)
    if plan.deaths:
        yield replace(plan, deaths=0)
    for at in range(len(plan.faults)):
        yield replace(plan, faults=(*plan.faults[:at], *plan.faults[at + 1 :]))
    for at in range(len(plan.asked)):
        yield replace(plan, asked=(*plan.asked[:at], *plan.asked[at + 1 :]))
    for at, asked in enumerate(plan.asked):
        if asked.again is not None:
            once = replace(asked, again=None, instead=None)
            yield replace(plan, asked=(*plan.asked[:at], once, *plan.asked[at + 1 :]))


def described(plan: Schedule) -> Iterator[str]:
    """Yield the plan as lines to read."""
    yield f"trouble {plan.trouble}, deaths {plan.deaths}, {'one api and one worker' if plan.apart else 'two of all'}"
    yield from (f"  {fault.at:7.3f} {fault.what} ({fault.which}) for {fault.seconds} s" for fault in plan.faults)
    for wish in sorted(plan.asked, key=lambda asked: asked.at):
        again = (
            ""
            if wish.again is None
            else f", again after {wish.again} s" + (f" as {wish.instead}" if wish.instead else "")
        )
        yield f"  {wish.at:7.3f} {wish.key} {wish.verb.__name__} {wish.id} {wish.command}{again}"
