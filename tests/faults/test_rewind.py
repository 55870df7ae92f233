"""Consumer groups are rewound to zero: everything is handled again, and the stores stay the same."""

import asyncio
import hashlib

import bson
import pytest
from tests.support.clients import Clients
from tests.support.faults import faults
from tests.support.house import House
from tests.support.ledgers import closed
from tests.support.town import Town
from tests.support.visits import approved, opening
from tests.support.witness import CONSUMERS, Witness

pytestmark = pytest.mark.stack

WORKERS = ("cases worker", "inspections worker", "credit all", "supervision worker")
BESIDES = ("parked",)


async def test_rewound_to_zero_nothing_changes(house: House, town: Town, clients: Clients, witness: Witness) -> None:
    firm = town.firm(40)
    await town.registered(firm)
    await witness.quiet()
    docket = await closed(town, clients, firm)
    (visit,) = await approved(town, clients, witness, firm.code, 1)
    assert (await clients.tell(opening(town, visit))).status == 200
    await witness.quiet()
    await asyncio.gather(*(house.stop(name) for name in WORKERS))
    before = await contents(witness)
    answers = await asyncio.gather(*(house.tool(service, "rewind") for service in CONSUMERS))
    assert [status for status, _ in answers] == [0] * len(CONSUMERS)
    assert await witness.lag()
    for name in WORKERS:
        house.start(name)
    await house.ready(*WORKERS)
    await witness.quiet()
    assert await contents(witness) == before
    assert await faults(witness, clients, town, [docket.id]) == []


async def contents(witness: Witness) -> dict[str, tuple[int, str]]:
    """Return for every collection the number of its documents and a hash of all of them."""
    found = {}
    for service in CONSUMERS:
        for collection in await witness.collections(service):
            if collection not in BESIDES:
                documents = await witness.documents(service, collection)
                whole = b"".join(bson.encode(document) for document in documents)
                found[f"{service} {collection}"] = (len(documents), hashlib.sha256(whole).hexdigest())
    return found
