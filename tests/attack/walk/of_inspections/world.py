"""The world of visits and patrols: the people are certified, two firms of the town and one elsewhere are known."""

from dataclasses import replace

from pydantic import SecretStr
from tests.attack.walk.neighbours import FIRM
from tests.attack.walk.of_inspections.beginning import FAR_FIRM, SHOP, begin
from tests.attack.walk.of_inspections.patrols import PATROL
from tests.attack.walk.of_inspections.visits import VISIT
from tests.attack.walk.people import (
    ACT_KEY,
    ELSEWHERE,
    OFFICERS,
    PEOPLE,
    TOWN,
    certificates,
    certified,
    posts,
    registered,
)
from tests.attack.walk.world import BEGINNING, World

from chassis.process import Settings
from chassis.testing import Bench, SetClock, in_memory, jpeg
from contracts.credit import FirmKind, FirmRegistered, Risk
from contracts.inspections import VisitAssigned, VisitOpened
from contracts.values import Tier
from inspections.__main__ import BLUEPRINT
from supervision.review import Elsewhere, History, Known
from supervision.review.domain.pictures import pictures_in

PICTURES = 24


async def world() -> World:
    clock = SetClock(BEGINNING)
    bench = Bench(BLUEPRINT, in_memory(clock, Settings(act_key=SecretStr(ACT_KEY))))
    for person in OFFICERS:
        await bench.hear(person.name, registered(person))
        await bench.hear(person.name, certified(person))
    for code, township in ((FIRM, TOWN), (SHOP, TOWN), (FAR_FIRM, ELSEWHERE)):
        await bench.hear(f"firm-{code}", firm(code, township))
    known = Known(certificates=certificates(), posts=posts())
    made = World(
        blueprint=BLUEPRINT,
        bench=bench,
        clock=clock,
        courses={"visit": VISIT, "patrol": PATROL},
        begin=begin,
        known=lambda world, id: replace(known, places=places(world, id), pictures=pictures(world)),
        forgotten=("visit", "patrol", "cap", "assignment", "claim", "refusal", "quota"),
    )
    first = made.caller(PEOPLE["first"])
    made.files = tuple([await first.upload(jpeg(str(number))) for number in range(PICTURES)])
    return made


def firm(code: str, township: str) -> FirmRegistered:
    return FirmRegistered(
        code=code,
        name="阜平县某饭店",
        township=township,
        kind=FirmKind.ENTERPRISE,
        field="catering",
        risk=Risk.ORDINARY,
        address="阜平镇某街",
        tier=Tier.B,
        legal_person="某人",
    )


def places(world: World, id: str) -> tuple[Elsewhere, ...]:
    """Return the counted visits of the same body at the same firm in the year of this one."""
    mine = place(world.histories[id])
    others = [history for history in world.histories.values() if history.id != id and place(history) == mine]
    opened = [(history.id, history.first(VisitOpened)) for history in others if mine]
    return tuple(Elsewhere(id=other, at=one.at) for other, one in opened if one)


def pictures(world: World) -> dict[str, tuple[Elsewhere, ...]]:
    """Return what names each picture."""
    shown: dict[str, tuple[Elsewhere, ...]] = {}
    for id, history in world.histories.items():
        for one in history.events:
            for picture in pictures_in(one.event):
                shown[picture] = (*shown.get(picture, ()), Elsewhere(id=id, at=one.at))
    return shown


def place(history: History) -> tuple[str, str, int] | None:
    """Return body, firm and year of a counted visit."""
    sent, opened = history.first(VisitAssigned), history.first(VisitOpened)
    if not sent or not opened or not opened.event.counted:
        return None
    return sent.event.body, sent.event.firm, opened.event.opened_on.year
