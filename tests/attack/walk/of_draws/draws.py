"""Draws: sealed before the seed is known, held once it came out, sealed again for a reason."""

from datetime import timedelta
from random import Random
from typing import Any

from tests.attack.walk.neighbours import FIRM, another_day, one_of
from tests.attack.walk.of_inspections.beginning import FAR_FIRM, SHOP
from tests.attack.walk.people import ELSEWHERE, OFFICERS, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, Course, World

from inspections.draws.domain.draw import Draw
from inspections.draws.reference import load_seed_sources

WITNESSES: list[dict[str, str | None]] = [
    {"name": "甲乙", "role": "县司法局工作人员", "account": "supervisor"},
    {"name": "丙丁", "role": "县公证处公证员"},
]
THROWN = "40817 55290 13376 90142"
BALLS = "03 08 12 19 27 31 05"
SECOND_FIRM = "91130624MA0000001L"
FIRMS = (FIRM, SHOP, SECOND_FIRM, FAR_FIRM)
REASON = "另行组织专项抽查"
LOTTERY = load_seed_sources()[0].sources["double-colour-ball"]


def begin(world: World, draw: Random) -> Asked:
    return Asked(PEOPLE["draw-office"], "/draws", sealed(world, draw), world.key())


def sealed(world: World, draw: Random) -> Body:
    body: Body = {
        "wanted": draw.choice((1, 2, 3)),
        "item_lists": draw.choice((["fire"], ["safety"], ["fire", "safety"])),
        "inspect_until": (world.today + timedelta(days=draw.choice((0, 10, 30, 60)))).isoformat(),
        "seed": named(world, draw),
        "recusals": [recusal(draw)] if draw.random() < 0.3 else [],
    }
    return body | ({"reason": REASON} if world.histories and draw.random() < 0.8 else {})


def named(world: World, draw: Random) -> Body:
    """Name a seed of the next days: mostly one that is thrown before witnesses, of which a day has nine."""
    on = world.today + timedelta(days=draw.choice((1, 1, 2, 3)))
    if draw.random() < 0.3:
        return lottery(world, draw)
    issue = f"{on:%Y%m%d}-{draw.randint(1, 9)}"
    return {"source": "witnessed", "issue": issue, "on": on.isoformat(), "witnesses": WITNESSES}


def lottery(world: World, draw: Random) -> Body:
    """Name an issue of the lottery, or its neighbour: of another number, of a day that has passed or has none."""
    on = world.today + timedelta(days=draw.choice((-2, 0, 1, 1, 2, 2, 3)))
    number = LOTTERY.number_on(on) + draw.choice((-1, 0, 0, 0, 1, 3, 4))
    return {"source": "double-colour-ball", "issue": f"{on:%Y}{number:03}", "on": on.isoformat()}


def another_seed(world: World, draw_: Any, value: Any, draw: Random) -> Body:
    seed = named(world, draw)
    change: Body = draw.choice(
        (
            {"witnesses": WITNESSES[:1]},
            {"witnesses": [WITNESSES[0]] * 2},
            {"witnesses": []},
            {"witnesses": [WITNESSES[0] | {"account": account} for account in (None, "draw-office")]},
            {"witnesses": [WITNESSES[0] | {"account": draw.choice((None, "draw-office", "nobody"))}, WITNESSES[1]]},
            {"issue": f"{world.today:%Y%m%d}-1", "on": world.today.isoformat()},
            {"on": another_day(world, draw_, None, draw)},
            {"source": "coin"},
        )
    )
    return seed | change


def recusal(draw: Random) -> Body:
    return {
        "firm": draw.choice(FIRMS),
        "certificate": draw.choice([person.certificate for person in OFFICERS]),
        "reason": "与企业负责人是亲属",
        "decided_by": draw.choice(("head", "head", "deputy", "other-head", "captain", "third", "nobody")),
    }


def holding(world: World, state: Draw, draw: Random) -> Body:
    numbers = THROWN if state.sealed.seed_source == "witnessed" else BALLS
    return {"seed": f"{state.sealed.seed_issue} {numbers}"}


def wanted(world: World, state: Draw, draw: Random) -> list[str]:
    if state.held or draw.random() < 0.1:
        return ["sealing"]
    thrown = state.sealed.seed_source == "witnessed" and not state.witnessed
    return [*(["seed"] if thrown else []), "holding", "sealing"]


def given(world: World, id: str, state: Draw, name: str, draw: Random) -> Asked:
    """Hold the draw, or witness its seed, mostly after the moment for which all wait; or seal another one."""
    if name == "sealing":
        return begin(world, draw)
    known_from = state.sealed.seed_known_from
    if known_from and draw.random() < 0.8:
        world.clock.at = max(world.clock.at, known_from - timedelta(seconds=draw.choice((0, 0, 0, 2))))
    who = PEOPLE["draw-office" if name == "holding" else draw.choice(("supervisor",) * 5 + ("head",))]
    return Asked(who, f"/draws/{id}/{name}", holding(world, state, draw), world.key())


def otherwise(world: World, state: Draw, value: Any, draw: Random) -> Any:
    """Return another writing of a seed, or another name for one that is sealed."""
    if not isinstance(value, str):
        return another_seed(world, state, value, draw)
    issue, _, numbers = value.partition(" ")
    return draw.choice(
        (f"{issue}  {numbers}", value + " ", numbers, f"2026001 {BALLS}", f"{issue} {numbers[::-1]}", "")
    )


def other_recusals(world: World, state: Any, value: Any, draw: Random) -> list[Body]:
    return [recusal(draw) | draw.choice(({}, {"reason": ""})) for _ in range(draw.choice((0, 1, 2, 6)))]


DRAW = Course(
    verbs="draws",
    commands={
        "seed": ("supervisor", holding),
        "holding": ("draw-office", holding),
        "sealing": ("draw-office", holding),
    },
    wanted=wanted,
    given=given,
    more={"holding": (("seed_source", one_of("随便写写")),)},
)
NEIGHBOURS = {
    "wanted": one_of(0, 1, 4, 10_000, 10_001),
    "item_lists": one_of([], ["fire"], ["fire", "fire"], ["unknown"], ["safety"]),
    "inspect_until": another_day,
    "seed": otherwise,
    "recusals": other_recusals,
    "reason": one_of("", REASON, "132423187001010017", None),
    "quotas": one_of([{"township": TOWN, "wanted": 1}], [{"township": ELSEWHERE, "wanted": 10_000}]),
}
