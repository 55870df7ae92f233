"""Visits: what the law wants next, as long as nothing is left, and the commands that give it."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from tests.attack.walk.neighbours import another_day
from tests.attack.walk.people import BY_CERTIFICATE, OFFICERS, PEOPLE
from tests.attack.walk.world import Asked, Body, Course, Make, World

from contracts.inspections import Answer, UnmetReason
from inspections.visits.domain.visit import Visit, order_act

ITEMS = tuple(f"fire-0{number}" for number in range(1, 10))


def approval(world: World, visit: Visit, draw: Random) -> Body:
    return {}


def opening(world: World, visit: Visit, draw: Random) -> Body:
    return {}


def answers(world: World, visit: Visit, draw: Random) -> Body:
    return {"item": draw.choice(ITEMS), "answer": draw.choice(list(Answer)).value, "note": "已查看"}


def sheet(world: World, visit: Visit, draw: Random) -> Body:
    """Return answers to all that is not answered yet, and find a problem or two."""
    open_items = [item for item in ITEMS if item not in {one.item for one in visit.answers}]
    problems = draw.sample(open_items, min(len(open_items), draw.choice((0, 1, 1, 2, 3))))
    given = [{"item": item, "answer": "problem" if item in problems else "fine"} for item in open_items]
    return {"answers": given[:-1] if draw.random() < 0.1 else given}


def rectification(world: World, visit: Visit, draw: Random) -> Body:
    before, after = draw.sample(world.files, 2)
    return {"before": before, "after": after}


def term(world: World, visit: Visit, draw: Random) -> Body:
    return {"demand": "清理", "until": (world.today + timedelta(days=draw.choice((1, 7, 7)))).isoformat()}


def recheck(world: World, visit: Visit, draw: Random) -> Body:
    return {"fulfilled": draw.random() < 0.5, "picture": draw.choice(world.files)}


def referral(world: World, visit: Visit, draw: Random) -> Body:
    return {"place": "阜平镇东街"}


def forgone(world: World, visit: Visit, draw: Random) -> Body:
    return {"reason": "复查之后已经改正"}


def unmet(world: World, visit: Visit, draw: Random) -> Body:
    return {"reason": draw.choice(list(UnmetReason)).value, "note": "大门紧锁"}


def postponement(world: World, visit: Visit, draw: Random) -> Body:
    return {"inspect_until": (visit.inspect_until + timedelta(days=10)).isoformat(), "reason": "停业装修"}


def replacement(world: World, visit: Visit, draw: Random) -> Body:
    by = [person.certificate for person in OFFICERS if person.certificate not in visit.officers]
    ground = draw.choice(("certificate", "certificate", "recusal", "unable"))
    return {
        "replaced": draw.choice((visit.officers[-1], visit.officers[-1], visit.officers[0])),
        "by": draw.choice(["HB-1003", *by]),
        "ground": ground,
        "reason": "不能再去检查",
    }


def nothing(world: World, visit: Visit, draw: Random) -> Body:
    return {}


COMMANDS: dict[str, tuple[str, Make]] = {
    "approval": ("head", approval),
    "replacement": ("head", replacement),
    "postponement": ("head", postponement),
    "opening": ("officer", opening),
    "unmet": ("officer", unmet),
    "answers": ("officer", answers),
    "answer-sheets": ("officer", sheet),
    "rectifications": ("officer", rectification),
    "correction-terms": ("officer", term),
    "rechecks": ("officer", recheck),
    "referrals": ("officer", referral),
    "forgone-referrals": ("head", forgone),
    "conclusion": ("officer", nothing),
}
"""Who gives each: an officer of the visit, or the head."""


def wanted(world: World, visit: Visit, draw: Random) -> list[str]:
    """Return what is still to be done, in its order; what is about one item names it behind a colon."""
    confirmations = [f"acts/{act}/confirmation" for act in visit.unconfirmed()]
    if visit.over:
        return [*instead(visit), *confirmations, *afterwards(visit, draw)]
    return [*(() if visit.opened else before(visit, draw)), *confirmations, *inside(world, visit, draw)]


def before(visit: Visit, draw: Random) -> Iterator[str]:
    if not visit.approved:
        yield "approval"
    if draw.random() < 0.1:
        yield draw.choice(("replacement", "replacement", "postponement"))
    if "HB-1004" in visit.officers and draw.random() < 0.6:
        yield "replacement"
    if draw.random() < 0.12:
        yield "acts/record/confirmation"
        yield "unmet"
    yield "opening"


def inside(world: World, visit: Visit, draw: Random) -> Iterator[str]:
    if {one.item for one in visit.answers} != set(ITEMS):
        yield "answer-sheets" if draw.random() < 0.9 else "answers"
    elif draw.random() < 0.06:
        yield "answers"
    if draw.random() < 0.1:
        yield "replacement"
    for item in visit.problems():
        if item not in visit.dealt_with(world.today):
            yield f"{draw.choice(('rectifications', 'correction-terms', 'correction-terms', 'referrals'))}:{item}"
    if not visit.confirmed("record", visit.officers[0]):
        yield "acts/record/confirmation"
    yield "conclusion"


def instead(visit: Visit) -> Iterator[str]:
    """Yield what the head does about the one whose certificate ends in the walk."""
    if "HB-1004" in visit.officers and (visit.open_terms() or visit.unconfirmed()):
        yield "replacement"


def afterwards(visit: Visit, draw: Random) -> Iterator[str]:
    """Yield re-checks of what was ordered, and the referral of what stayed as it was."""
    for order in visit.open_terms():
        if visit.counts(order_act(order.item), order.officer):
            yield f"rechecks:{order.item}"
    referred = {one.item for one in visit.referred}
    for failed in visit.rechecks:
        if not failed.fulfilled and failed.item not in referred:
            yield f"{draw.choice(('referrals', 'referrals', 'forgone-referrals'))}:{failed.item}"


def given(world: World, id: str, visit: Visit, name: str, draw: Random) -> Asked:
    """Return a command as who may give it would."""
    command, _, item = name.partition(":")
    path = f"/visits/{id}/{command}"
    one, other = visit.officers[0], visit.officers[-1]
    if command.startswith("acts/"):
        recorder = visit.unconfirmed().get(command.split("/")[1], one)
        number = other if recorder == one else one
        return Asked(BY_CERTIFICATE[number if draw.random() < 0.9 else recorder], path, {}, world.key())
    recorder, make = COMMANDS[command]
    if recorder != "officer":
        fields = make(world, visit, draw) | ({"item": item or draw.choice(ITEMS)} if command in ABOUT_AN_ITEM else {})
        return Asked(PEOPLE[recorder], path, fields, world.key())
    who = BY_CERTIFICATE[one if draw.random() < 0.85 else other]
    about: dict[str, Any] = {"item": item} if item else {}
    if command in ABOUT_AN_ITEM and not item:
        about = {"item": draw.choice(visit.problems() or ITEMS)}
    return Asked(who, path, make(world, visit, draw) | about, world.key())


ABOUT_AN_ITEM = ("rectifications", "correction-terms", "rechecks", "referrals", "forgone-referrals")
DAYS = {
    "opening": "opened_on",
    "rectifications": "rectified_on",
    "correction-terms": "ordered_on",
    "rechecks": "rechecked_on",
    "conclusion": "concluded_on",
}
"""The day of what may be recorded later."""
VISIT = Course(
    verbs="visits",
    commands=COMMANDS,
    wanted=wanted,
    given=given,
    more={command: ((day, another_day),) for command, day in DAYS.items()},
)
