"""Lists of powers: confirmed as a document published them, recalled, confirmed anew."""

from datetime import timedelta
from random import Random

from tests.attack.walk.neighbours import POWERS, another_day, one_of
from tests.attack.walk.people import ELSEWHERE, PEOPLE, TOWN
from tests.attack.walk.world import Asked, Body, Course, World

from cases.powers.domain.power_list import Listing


def begin(world: World, draw: Random) -> Asked:
    power = draw.choice(POWERS)
    if draw.random() < 0.1:
        return Asked(PEOPLE["supervisor"], f"/powers/{power}/recall", recall(world, None, draw), world.key())
    return Asked(PEOPLE["supervisor"], f"/powers/{power}/confirmation", confirmation(world, None, draw), world.key())


def confirmation(world: World, listing: Listing | None, draw: Random) -> Body:
    published = world.today - timedelta(days=draw.choice((0, 1, 30)))
    recalls = [one.effective_from for one in listing.recalled] if listing and draw.random() < 0.8 else []
    since = max([published, *recalls]) + timedelta(days=draw.choice((0, 1, 30)))
    listed: Body = {
        "townships": [TOWN] if draw.random() < 0.6 else [TOWN, ELSEWHERE],
        "published_on": published.isoformat(),
        "valid_from": since.isoformat(),
        "document": f"阜政发〔{published.year}〕3号",
        "source": "阜平县赋权清单",
    }
    if draw.random() < 0.3:
        listed["valid_until"] = (since + timedelta(days=draw.choice((0, 365)))).isoformat()
    return listed


def recall(world: World, listing: Listing | None, draw: Random) -> Body:
    begun = listing.confirmed[-1].valid_from if listing and listing.confirmed else world.today
    day = max(begun, world.today) + timedelta(days=draw.choice((0, 1, 30)))
    return {"effective_from": day.isoformat(), "source": "阜平县赋权清单调整"}


def wanted(world: World, listing: Listing, draw: Random) -> list[str]:
    """Return what the bureau may do next: take back what it gave, or list it anew."""
    given = len(listing.confirmed) > len(listing.recalled)
    return ["recall", "confirmation"] if given and draw.random() < 0.7 else ["confirmation", "recall"]


def given(world: World, id: str, listing: Listing, name: str, draw: Random) -> Asked:
    person, make = LIST.commands[name]
    path = f"/powers/{id.removeprefix('power-')}/{name}"
    return Asked(PEOPLE[person], path, make(world, listing, draw), world.key())


LIST = Course(
    verbs="powers",
    commands={"confirmation": ("supervisor", confirmation), "recall": ("supervisor", recall)},
    wanted=wanted,
    given=given,
    more={"confirmation": (("valid_until", another_day), ("sample", one_of(True)))},
)
NEIGHBOURS = {
    "townships": one_of([], [TOWN], [TOWN, TOWN], [ELSEWHERE], ["130624999"], [TOWN + " "]),
    "published_on": another_day,
    "valid_from": another_day,
    "valid_until": another_day,
    "effective_from": another_day,
    "document": one_of("阜政发〔2026〕3号", "阜政发〔2025〕3号", "阜政发〔2027〕3号", "口头", "阜政发(2026)3号", None),
}
