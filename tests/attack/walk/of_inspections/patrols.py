"""Patrols: what was found, who confirmed it, what is referred."""

from collections.abc import Iterator
from random import Random

from tests.attack.walk.neighbours import another_day
from tests.attack.walk.people import BY_CERTIFICATE, OFFICERS, PEOPLE
from tests.attack.walk.world import Asked, Body, Course, Make, World

from inspections.patrols.domain.patrol import Patrol


def finding(world: World, patrol: Patrol, draw: Random) -> Body:
    return {"place": "城南街", "picture": draw.choice(world.files), "description": "占道"}


def referral(world: World, patrol: Patrol, draw: Random) -> Body:
    found = draw.choice(patrol.found).finding if patrol.found else "finding-x"
    return {"finding": found, "power": draw.choice(("EN-09", "FI-01"))}


def replacement(world: World, patrol: Patrol, draw: Random) -> Body:
    by = draw.choice([person.certificate for person in OFFICERS])
    ground = draw.choice(("certificate", "recusal", "unable"))
    return {"replaced": draw.choice(patrol.officers), "by": by, "ground": ground, "reason": "不能再去巡查"}


def aside(world: World, patrol: Patrol, draw: Random) -> Body:
    known = [one.finding for one in patrol.found] or ["finding-x"]
    return {"finding": draw.choice(known), "same_as": draw.choice((None, *known)), "reasons": "同一行为"}


def nothing(world: World, patrol: Patrol, draw: Random) -> Body:
    return {}


COMMANDS: dict[str, tuple[str, Make]] = {
    "findings": ("officer", finding),
    "referrals": ("officer", referral),
    "set-aside": ("officer", aside),
    "conclusion": ("officer", nothing),
    "replacement": ("head", replacement),
}


def wanted(world: World, patrol: Patrol, draw: Random) -> list[str]:
    return list(left(patrol, draw))


def left(patrol: Patrol, draw: Random) -> Iterator[str]:
    confirmed = {one.finding for one in patrol.confirmed}
    if not patrol.concluded and (not patrol.found or draw.random() < 0.15):
        yield "findings"
    if draw.random() < 0.1:
        yield "replacement"
    for one in patrol.found:
        if one.finding not in confirmed:
            yield f"findings/{one.finding}/confirmation"
        if one.finding in patrol.open_findings and draw.random() < 0.7:
            yield f"referrals:{one.finding}"
    if patrol.open_findings and draw.random() < 0.15:
        yield f"set-aside:{patrol.open_findings[-1]}"
    if not patrol.concluded:
        yield "conclusion"


def given(world: World, id: str, patrol: Patrol, name: str, draw: Random) -> Asked:
    command, _, about = name.partition(":")
    path, (one, *others) = f"/patrols/{id}/{command}", patrol.officers
    if command.endswith("/confirmation"):
        found = next((found for found in patrol.found if found.finding == command.split("/")[1]), None)
        number = (others or [one])[-1] if found is None or found.officer == one else one
        return Asked(BY_CERTIFICATE[number if draw.random() < 0.85 else one], path, {}, world.key())
    role, make = COMMANDS[command]
    body = make(world, patrol, draw) | ({"finding": about} if about else {})
    if role != "officer":
        return Asked(PEOPLE[role], path, body, world.key())
    return Asked(BY_CERTIFICATE[one if draw.random() < 0.9 else (others or [one])[-1]], path, body, world.key())


PATROL = Course(
    verbs="patrols",
    commands=COMMANDS,
    wanted=wanted,
    given=given,
    more={"findings": (("found_on", another_day),), "conclusion": (("concluded_on", another_day),)},
)
