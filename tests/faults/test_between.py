"""kill -9 between a claim and its use: the repeat gets the place once, or it is freed."""

import asyncio
import uuid
from dataclasses import dataclass

import httpx
import pytest
from tests.support.clients import Clients, Command
from tests.support.faults import VISIT, faults
from tests.support.house import House
from tests.support.standing import killed_before
from tests.support.town import TODAY, Town
from tests.support.visits import approved, opening
from tests.support.witness import Witness

pytestmark = pytest.mark.stack

DONE, CAP_REACHED = (200, ""), (409, "inspections/cap-reached")


@dataclass(frozen=True)
class Door:
    """A firm of which `first` used one place and `second` claimed the last, unopened; `third` wants one too."""

    firm: str
    first: str
    second: str
    third: str
    key: str

    @property
    def visits(self) -> list[str]:
        return [self.first, self.second, self.third]


@pytest.fixture(scope="module")
async def doors(
    house: House,
    town: Town,
    gateway: httpx.AsyncClient,
    witness: Witness,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Door, Door]:
    """Return firms at which the process was killed after it had claimed the place for `second`."""
    clients = Clients(gateway)
    repeated, given_up = await asyncio.gather(*(half_used(town, clients, witness, number) for number in (80, 81)))
    asked = {command.second: (opening(town, command.second), command.key) for command in (repeated, given_up)}
    folder = tmp_path_factory.mktemp("standing")
    await killed_before(house, clients, "inspections api", "update visit", asked, folder)
    return repeated, given_up


async def half_used(town: Town, clients: Clients, witness: Witness, number: int) -> Door:
    firm = town.firm(number)
    await town.registered(firm)
    await witness.quiet()
    first, second, third = await approved(town, clients, witness, firm.code, 3)
    assert await clients.outcome(opening(town, first)) == DONE
    return Door(firm.code, first, second, third, str(uuid.uuid4()))


async def places(witness: Witness, door: Door) -> dict[str, list[str]]:
    """Return the visits that claimed, used and freed a place of the firm, once everything is handled."""
    await witness.quiet()
    (cap,) = await witness.documents("inspections", "cap", {"_id": f"cap-{door.firm}-{TODAY.year}"})
    return {name: [claim["visit"] for claim in cap["state"][name]] for name in ("claimed", "used", "freed")}


async def test_a_visit_whose_place_was_claimed_is_opened_by_the_repeat(
    doors: tuple[Door, Door], house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    door, _ = doors
    both = [door.first, door.second]
    assert await places(witness, door) == {"claimed": both, "used": [door.first], "freed": []}
    assert await clients.outcome(opening(town, door.third)) == CAP_REACHED
    for _ in range(2):
        assert await clients.outcome(opening(town, door.second), door.key) == DONE
    assert await clients.outcome(opening(town, door.third)) == CAP_REACHED
    assert await places(witness, door) == {"claimed": both, "used": both, "freed": []}
    assert await faults(witness, clients, town, door.visits, VISIT) == []
    assert await house.tool("inspections", "verify") == (0, "inspections: 0 findings\n")


async def test_a_place_whose_visit_came_to_nothing_is_given_back(
    doors: tuple[Door, Door], house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    """Nobody repeats: the officers note later that they could not inspect, and another visit gets the place."""
    _, door = doors
    assert await clients.outcome(opening(town, door.third)) == CAP_REACHED
    assert await clients.outcome(there_too(town, door.second)) == DONE
    assert await clients.outcome(unmet(town, door.second)) == DONE
    both = [door.first, door.second]
    assert await places(witness, door) == {"claimed": both, "used": [door.first], "freed": [door.second]}
    assert await clients.outcome(opening(town, door.third)) == DONE
    used = [door.first, door.third]
    assert await places(witness, door) == {"claimed": [*both, door.third], "used": used, "freed": [door.second]}
    assert await faults(witness, clients, town, door.visits, VISIT) == []
    assert await house.tool("inspections", "verify") == (0, "inspections: 0 findings\n")


def there_too(town: Town, visit: str) -> Command:
    return Command(town.pair[1], f"/api/inspections/visits/{visit}/acts/record/confirmation", {})


def unmet(town: Town, visit: str) -> Command:
    body = {"reason": "closed", "note": "大门紧闭"}
    return Command(town.pair[0], f"/api/inspections/visits/{visit}/unmet", body)
