"""How visits and patrols begin: by a draw or a task that is heard, by a captain."""

from datetime import timedelta
from random import Random

from tests.attack.walk.neighbours import FIRM
from tests.attack.walk.people import ELSEWHERE, OFFICERS, PAIR, PEOPLE, TOWN
from tests.attack.walk.world import Asked, World

from contracts.event import Event
from contracts.inspections import DrawHeld, DrawnFirm
from contracts.supervision import TaskIssued, TaskKind

SHOP, FAR_FIRM = "92130624MA0000002L", "91130624MA0TETX2H8"


def begin(world: World, draw: Random) -> Asked:
    key = world.key()
    if draw.random() < 0.3:
        body = {"officers": list(PAIR), "route": "城南街", "patrol_on": world.today.isoformat()}
        return Asked(PEOPLE["captain"], "/patrols", body, key)
    if draw.random() < 0.5:
        return Asked(PEOPLE["supervisor"], f"task-{key}", {}, key, event=task(world, draw))
    return Asked(PEOPLE["hotline"], f"draw-{key}", {}, key, event=drawn(world, draw))


def drawn(world: World, draw: Random) -> Event:
    """A draw of one firm; whom it sends was certified when it was sealed."""
    pair = PAIR if draw.random() < 0.8 else ("HB-1001", "HB-1004")
    firm = DrawnFirm(firm=draw.choice((FIRM, SHOP)), township=TOWN, number="0" * 64, officers=pair)
    return DrawHeld(
        seed="a seed",
        seed_source="a lottery",
        record="0" * 64,
        held_on=world.today,
        inspect_until=world.today + timedelta(days=30),
        item_lists=("fire",),
        drawn=(firm,),
    )


def task(world: World, draw: Random) -> Event:
    """A task of the supervisor, which the service looks at before it sends anybody."""
    others = [person.certificate or "" for person in OFFICERS]
    officers = PAIR if draw.random() < 0.75 else ("HB-1001", draw.choice(others))
    near = draw.random() < 0.9
    return TaskIssued(
        kind=TaskKind.VISIT,
        township=TOWN,
        body=TOWN if near else draw.choice((TOWN, ELSEWHERE)),
        officers=officers if draw.random() < 0.95 else PAIR[:1],
        instruction="入企检查",
        issued_on=world.today,
        due_on=world.today + timedelta(days=30),
        firm=draw.choice((FIRM, SHOP)) if near else FAR_FIRM,
        item_lists=("fire",) if draw.random() < 0.9 else ("unknown",),
    )
