"""Fifty officers at one firm's door, and one place left under the year's cap: one of them gets it (X-35)."""

import asyncio
from collections import Counter
from dataclasses import replace
from itertools import cycle

import pytest
from tests.support.clients import Clients
from tests.support.faults import VISIT, faults
from tests.support.house import House
from tests.support.town import TODAY, Town
from tests.support.visits import approved, opening
from tests.support.witness import Witness

from contracts.topics import CAPS

pytestmark = pytest.mark.stack

OPENINGS = 50
WON, LOST = (200, ""), (409, "inspections/cap-reached")


@pytest.mark.parametrize("processes", [1, 2])
async def test_one_of_fifty_openings_gets_the_last_place(
    processes: int, house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    firm = town.firm(10 + processes)
    await town.registered(firm)
    await witness.quiet()
    first, *others = await approved(town, clients, witness, firm.code, OPENINGS + 1)
    assert (await clients.tell(opening(town, first))).status == 200
    attempts_before = await counted(town)
    doors = [""]
    if processes == 2:
        house.start("inspections api 2")
        await house.ready("inspections api 2")
        doors = [house.door("inspections api"), house.door("inspections api 2")]
    # By both officers in turn: so many refusals of one person within a minute are not even looked at.
    openings = [
        replace(opening(town, visit, number % 2), door=door)
        for number, (visit, door) in enumerate(zip(others, cycle(doors), strict=False))
    ]
    answers = await asyncio.gather(*(clients.tell(command) for command in openings))
    if processes == 2:
        await house.stop("inspections api 2")
    assert Counter((answer.status, answer.code) for answer in answers) == {WON: 1, LOST: OPENINGS - 1}
    assert await faults(witness, clients, town, [first, *others], VISIT) == []
    winner = next(answer.id for answer in answers if answer.acknowledged)
    await holds(witness, firm.code, {first, winner})
    assert await counted(town) - attempts_before == OPENINGS - 1


async def holds(witness: Witness, firm: str, visits: set[str]) -> None:
    """Check that the cap's history, its topic and the visits agree on who got a place."""
    where = {"state.assigned.firm": firm, "state.opened": {"$ne": None}}
    opened = await witness.documents("inspections", "visit", where)
    assert {visit["_id"] for visit in opened} == visits
    (cap,) = await witness.documents("inspections", "cap", {"_id": f"cap-{firm}-{TODAY.year}"})
    for fact in ("claimed", "used"):
        assert sorted(claim["visit"] for claim in cap["state"][fact]) == sorted(visits)
    published = [record.sequence for record in await witness.published(CAPS) if record.id == cap["_id"]]
    assert list(dict.fromkeys(published)) == [1, 2, 3, 4]


async def counted(town: Town) -> int:
    """Return the supervisor's count of attempts refused by the cap, in the whole county."""
    answer = await town.supervisor.ask("/api/supervision/attempts/counts")
    return sum(
        count["count"] for count in answer["counts"] if count["rule"] == LOST[1] and count["township"] == "county"
    )
