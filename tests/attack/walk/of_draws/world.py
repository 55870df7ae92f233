"""The world of draws: officers certified for two fields, heads, and firms of the town and of another one."""

from dataclasses import replace

from tests.attack.walk.of_draws.draws import DRAW, FIRMS, NEIGHBOURS, begin
from tests.attack.walk.of_inspections.beginning import FAR_FIRM
from tests.attack.walk.of_inspections.world import firm
from tests.attack.walk.people import ELSEWHERE, OFFICERS, PEOPLE, TOWN, certificates, certified, posts, registered
from tests.attack.walk.world import BEGINNING, World

from chassis.documents import MemoryBlobs
from chassis.testing import Bench, SetClock, in_memory
from contracts.inspections import DrawHeld, DrawSealed
from inspections import verify_draw
from inspections.__main__ import BLUEPRINT
from supervision.review import History, Known, Published


async def world() -> World:
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock))
    for person in OFFICERS:
        await bench.hear(person.name, registered(person))
        await bench.hear(person.name, certified(person, "fire", "safety"))
    for other in ("head", "deputy", "other-head", "supervisor", "draw-office"):
        await bench.hear(other, registered(PEOPLE[other]))
    for code in FIRMS:
        await bench.hear(f"firm-{code}", firm(code, ELSEWHERE if code == FAR_FIRM else TOWN))
    known = Known(certificates=certificates(), posts=posts())
    return World(
        blueprint=BLUEPRINT,
        bench=bench,
        clock=clock,
        courses={"draw": DRAW},
        begin=begin,
        known=lambda world, id: replace(known, sealings=sealings(world)),
        forgotten=("draw", "claim", "refusal", "quota"),
        neighbours=NEIGHBOURS,
        faults=not_verified,
    )


def sealings(world: World) -> dict[str, Published[DrawSealed]]:
    seals = ((id, history.first(DrawSealed)) for id, history in world.histories.items())
    return {id: seal for id, seal in seals if seal}


def not_verified(world: World, history: History) -> list[str]:
    """Return what the tool that imports nothing of ours holds against the record of a draw that was held."""
    held, sealed = history.last(DrawHeld), history.first(DrawSealed)
    if not held or not sealed:
        return []
    blobs = world.bench.parts.blobs
    assert isinstance(blobs, MemoryBlobs)
    data, _ = blobs.files[held.event.record]
    record = verify_draw.load(data)
    published = verify_draw.published_faults(record, data, sealed.event.pool, held.event.record)
    return [*verify_draw.differences(record), *published]
