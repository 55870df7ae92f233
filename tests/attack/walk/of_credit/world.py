"""The world of the register of firms, which the second judge does not read: nothing unlawful is its own affair."""

from tests.attack.walk.of_credit.firms import FIRMS, IMPORTS, NEIGHBOURS, begin
from tests.attack.walk.world import BEGINNING, World

from chassis.testing import Bench, SetClock, in_memory
from contracts.credit import FirmRegistered
from contracts.credit_code import is_code
from credit.__main__ import BLUEPRINT
from supervision.review import History, Known


async def world() -> World:
    clock = SetClock(BEGINNING)
    return World(
        blueprint=BLUEPRINT,
        bench=Bench(BLUEPRINT, in_memory(clock)),
        clock=clock,
        courses={"firm": FIRMS, "import": IMPORTS},
        begin=begin,
        known=lambda world, id: Known(),
        forgotten=("firm", "import", "refusal", "quota"),
        neighbours=NEIGHBOURS,
        faults=faults,
    )


def faults(world: World, history: History) -> list[str]:
    """Return what must not stand in the register: a code that can't be, or one firm registered twice."""
    registered = history.of(FirmRegistered)
    wrong = [f"a code that can't be: {one.event.code}" for one in registered if not is_code(one.event.code)]
    return [*wrong, *(f"registered twice: {one.event.code}" for one in registered[1:])]
