"""An event arrives before its subject is known: it waits, and is applied once when the subject comes."""

import pytest
from tests.support.clients import Clients
from tests.support.faults import faults
from tests.support.house import House
from tests.support.ledgers import closed, due, entries
from tests.support.town import Town
from tests.support.waiting import eventually
from tests.support.witness import Witness

pytestmark = pytest.mark.stack


async def test_a_penalty_of_a_firm_that_is_registered_later(
    house: House, town: Town, clients: Clients, witness: Witness
) -> None:
    """PenaltyDecided before FirmRegistered (docs/decisions/0018): credit keeps it and tries again by itself."""
    firm = town.firm(30)
    docket = await closed(town, clients, firm)
    await witness.quiet()
    parked = [record for record in await witness.parked("credit") if record["key"].decode() == docket.id]
    assert {record["reason"] for record in parked} == {"early", "behind"}
    assert [record["detail"] for record in parked if record["reason"] == "early"] == ["credit/not-registered"]
    assert await entries(witness, firm) == []
    await town.registered(firm)

    async def entered() -> bool:
        return docket.id not in [record["key"].decode() for record in await witness.parked("credit")]

    await eventually(entered, "the penalty is entered")
    assert await entries(witness, firm) == await due(witness, docket)
    assert await faults(witness, clients, town, [docket.id]) == []
