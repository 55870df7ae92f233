"""Clues: set aside, or taken by a case that is filed from them."""

from random import Random
from typing import Any

from tests.attack.walk.neighbours import another_day, one_of
from tests.attack.walk.of_cases.filing import filing
from tests.attack.walk.people import PEOPLE
from tests.attack.walk.world import Asked, Body, Course, World


def aside(world: World, clue: Any, draw: Random) -> Body:
    return {"reasons": "不属于本机关管辖"}


def wanted(world: World, clue: Any, draw: Random) -> list[str]:
    if clue.taken or clue.set_aside:
        return []
    return ["filing", "set-aside"] if draw.random() < 0.6 else ["set-aside", "filing"]


def given(world: World, id: str, clue: Any, name: str, draw: Random) -> Asked:
    if name == "filing":
        return Asked(PEOPLE["first"], "/cases", filing(world, draw) | {"clue": id}, world.key())
    return Asked(PEOPLE["first"], f"/clues/{id}/{name}", aside(world, clue, draw), world.key())


CLUE = Course(
    verbs="clues",
    commands={"set-aside": ("first", aside), "filing": ("first", aside)},
    wanted=wanted,
    given=given,
    more={"filing": (("act_on", another_day), ("procedure", one_of("simple", "ordinary")))},
)
