"""How cases and clues begin."""

from datetime import timedelta
from random import Random

from tests.attack.walk.neighbours import POWERS
from tests.attack.walk.people import PAIR, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, World


def begin(world: World, draw: Random) -> Asked:
    if draw.random() < 0.15:
        who = draw.choice(("hotline", "supervisor", "first"))
        return Asked(PEOPLE[who], "/clues", clue(world, draw), world.key())
    return Asked(PEOPLE["first"], "/cases", filing(world, draw), world.key())


def filing(world: World, draw: Random) -> Body:
    act_on = world.today - timedelta(days=draw.choice((3, 3, 12, 25)))
    return {
        "power": draw.choice(POWERS) if draw.random() < 0.5 else "EN-03",
        "township": TOWN,
        "act_on": act_on.isoformat(),
        "place": "阜平镇东街",
        "officers": list(PAIR),
    }


def clue(world: World, draw: Random) -> Body:
    return {
        "township": TOWN,
        "seen_on": (world.today - timedelta(days=draw.choice((0, 2)))).isoformat(),
        "place": "阜平镇东街",
        "description": "有人焚烧轮胎",
        "informant": "某人",
    }
