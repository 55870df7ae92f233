"""The world of the justice bureau's lists of powers."""

from tests.attack.walk.of_powers.lists import LIST, NEIGHBOURS, begin
from tests.attack.walk.world import BEGINNING, World

from cases.__main__ import BLUEPRINT
from chassis.testing import Bench, SetClock, in_memory
from supervision.review import Known


async def world() -> World:
    clock = SetClock(BEGINNING)
    return World(
        blueprint=BLUEPRINT,
        bench=Bench(BLUEPRINT, in_memory(clock)),
        clock=clock,
        courses={"power": LIST},
        begin=begin,
        known=lambda world, id: Known(),
        forgotten=("power", "refusal", "quota"),
        neighbours=NEIGHBOURS,
    )
