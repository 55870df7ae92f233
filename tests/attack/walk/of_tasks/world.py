"""The world of tasks: the people are certified, two firms of the town and one elsewhere are known."""

from tests.attack.walk.neighbours import FIRM
from tests.attack.walk.of_inspections.beginning import FAR_FIRM, SHOP
from tests.attack.walk.of_inspections.world import firm
from tests.attack.walk.of_tasks.tasks import NEIGHBOURS, TASK, begin
from tests.attack.walk.people import ELSEWHERE, OFFICERS, TOWN, certificates, certified, posts, registered
from tests.attack.walk.world import BEGINNING, World

from chassis.testing import Bench, SetClock, in_memory
from supervision.__main__ import BLUEPRINT
from supervision.review import Known


async def world() -> World:
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock))
    for person in OFFICERS:
        await bench.hear(person.name, registered(person))
        await bench.hear(person.name, certified(person))
    for code, township in ((FIRM, TOWN), (SHOP, TOWN), (FAR_FIRM, ELSEWHERE)):
        await bench.hear(f"firm-{code}", firm(code, township))
    known = Known(certificates=certificates(), posts=posts())
    return World(
        blueprint=BLUEPRINT,
        bench=bench,
        clock=clock,
        courses={"task": TASK},
        begin=begin,
        known=lambda world, id: known,
        forgotten=("task", "refusal", "quota"),
        neighbours=NEIGHBOURS,
    )
