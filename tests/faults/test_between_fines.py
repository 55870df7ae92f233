"""kill -9 between the claim of an act and its one fine (APL 29): the repeat decides once, or the act is freed."""

import asyncio
import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.support.clients import Clients, Command
from tests.support.days import living_at
from tests.support.faults import faults
from tests.support.house import House
from tests.support.ledgers import events_of_claim
from tests.support.standing import killed_before
from tests.support.town import MORNING, POWER, TODAY, Town, matter
from tests.support.waiting import eventually
from tests.support.witness import Witness

from county import Firm
from season.prosecuting import Docket, Prosecuting

pytestmark = pytest.mark.stack

CLAIMED, FREED = "chassis.claimed.v1", "chassis.claim-freed.v1"
DONE, SECOND_FINE = (200, ""), (409, "cases/second-fine")


@dataclass(frozen=True)
class Act:
    """One act with two cases: `claiming` was about to fine it, `other` wants to."""

    firm: Firm
    claiming: Docket
    other: Docket
    key: str

    @property
    def cases(self) -> list[str]:
        return [self.claiming.id, self.other.id]


@pytest.fixture(scope="module")
async def acts(
    house: House, town: Town, gateway: httpx.AsyncClient, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Act, Act]:
    """Return acts claimed by a process that was killed before it wrote the decision."""
    clients = Clients(gateway)
    repeated, given_up = await asyncio.gather(*(twice_ready(town, clients, number) for number in (82, 83)))
    asked = {
        command.claiming.id: (penalty(command.claiming, command.firm), command.key) for command in (repeated, given_up)
    }
    folder = tmp_path_factory.mktemp("standing")
    await killed_before(house, clients, "cases api", "update case", asked, folder)
    return repeated, given_up


async def twice_ready(town: Town, clients: Clients, number: int) -> Act:
    firm = town.firm(number)
    claiming, other = [await ready(town, clients, firm) for _ in range(2)]
    return Act(firm, claiming, other, str(uuid.uuid4()))


async def ready(town: Town, clients: Clients, firm: Firm) -> Docket:
    """Return a case that lacks only the decision."""
    docket = Docket((await clients.tell(town.filing())).id, town.pair, town.head, POWER)
    prosecuting, accused = Prosecuting(town.cast), matter(firm)
    await prosecuting.investigate(docket, accused.offender, TODAY)
    await prosecuting.notify(docket, accused)
    await prosecuting.waive(docket)
    return docket


def penalty(docket: Docket, firm: Firm) -> Command:
    body = matter(firm).proposal() | {"reasons": "依据裁量情节，作出处罚决定"}
    return Command(docket.head, f"{docket.path}/penalty", body)


def withdrawal(docket: Docket) -> Command:
    return Command(docket.head, f"{docket.path}/withdrawal", {"reasons": "重复立案"})


async def fines(witness: Witness, act: Act) -> int:
    cases = await witness.documents("cases", "case", {"_id": {"$in": act.cases}})
    return sum(record["type"] == "cases.penalty-decided.v1" for case in cases for record in case["events"])


async def test_an_act_that_was_claimed_is_fined_by_the_repeat(
    acts: tuple[Act, Act], town: Town, clients: Clients, witness: Witness
) -> None:
    act, _ = acts
    assert await events_of_claim(witness, act.claiming.id) == [CLAIMED]
    assert await fines(witness, act) == 0
    assert await clients.outcome(penalty(act.other, act.firm)) == SECOND_FINE
    for _ in range(2):
        assert await clients.outcome(penalty(act.claiming, act.firm), act.key) == DONE
    assert await clients.outcome(penalty(act.other, act.firm)) == SECOND_FINE
    assert (await fines(witness, act), await events_of_claim(witness, act.claiming.id)) == (1, [CLAIMED])
    assert await faults(witness, clients, town, act.cases) == []


async def test_an_act_whose_case_was_struck_is_freed_by_its_tick(
    acts: tuple[Act, Act], house: House, town: Town, clients: Clients, witness: Witness, tmp_path: Path
) -> None:
    """Nobody repeats, and the case is withdrawn: on the day after, the other case may fine the act."""
    _, act = acts
    assert await clients.outcome(penalty(act.other, act.firm)) == SECOND_FINE
    assert await clients.outcome(withdrawal(act.claiming)) == DONE
    assert await clients.outcome(penalty(act.other, act.firm)) == SECOND_FINE

    async def looked_after() -> bool:
        return len(await events_of_claim(witness, act.claiming.id)) > 1

    async with living_at(house, "cases worker", MORNING + timedelta(days=1), tmp_path):
        await eventually(looked_after, "the tick has looked what became of the claim")
    assert await events_of_claim(witness, act.claiming.id) == [CLAIMED, FREED]
    assert await clients.outcome(penalty(act.other, act.firm)) == DONE
    assert (await fines(witness, act), await events_of_claim(witness, act.claiming.id)) == (
        1,
        [CLAIMED, FREED, CLAIMED],
    )
    assert await faults(witness, clients, town, act.cases) == []
    assert await house.tool("cases", "verify") == (0, "cases: 0 findings\n")
