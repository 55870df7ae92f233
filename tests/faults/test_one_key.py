"""The same Idempotency-Key at once, later, and for something else: done once, with the same answer for everybody."""

import asyncio
import uuid
from collections.abc import Callable

import pytest
from tests.support.clients import Clients, Command
from tests.support.errands import ERRANDS
from tests.support.faults import faults
from tests.support.town import Town
from tests.support.witness import Witness

pytestmark = pytest.mark.stack

TIMES = 20


CREATING: dict[str, Callable[[Town], Command]] = {
    "cases case": Town.filing,
    "cases clue": Town.clue,
    **{f"{errand.subject.service} {errand.subject.kind}": errand.command for errand in ERRANDS},
}


@pytest.mark.parametrize("kind", CREATING)
async def test_what_is_created_twenty_times_at_once_is_there_once(
    kind: str, town: Town, clients: Clients, witness: Witness
) -> None:
    service, collection = kind.split()
    before = {document["_id"] for document in await witness.documents(service, collection)}
    key, command = str(uuid.uuid4()), CREATING[kind](town)
    answers = await asyncio.gather(*(clients.tell(command, key) for _ in range(TIMES)))
    assert {answer.status for answer in answers} == {201}
    assert {answer.version for answer in answers} == {1}
    fresh = {document["_id"] for document in await witness.documents(service, collection)} - before
    assert {answer.id for answer in answers} == fresh
    assert len(fresh) == 1


async def test_what_is_changed_twenty_times_at_once_is_changed_once(
    town: Town, clients: Clients, witness: Witness
) -> None:
    case = (await clients.tell(town.filing())).id
    key, command = str(uuid.uuid4()), town.evidence(case)
    answers = await asyncio.gather(*(clients.tell(command, key) for _ in range(TIMES)))
    assert {(answer.status, answer.id, answer.version) for answer in answers} == {(200, case, 2)}
    assert await faults(witness, clients, town, [case]) == []


async def test_a_key_is_good_for_one_request(town: Town, clients: Clients, witness: Witness) -> None:
    key = str(uuid.uuid4())
    case = (await clients.tell(town.filing("河滩"), key)).id
    another = await clients.tell(town.filing("河岸"), key)
    assert (another.status, another.code) == (422, "key-reused")
    taken = str(uuid.uuid4())
    assert (await clients.tell(town.evidence(case, "一"), taken)).status == 200
    another = await clients.tell(town.evidence(case, "二"), taken)
    assert (another.status, another.code) == (422, "key-reused")
    assert (await clients.tell(town.filing("河滩"), key)).status == 201
    assert await faults(witness, clients, town, [case]) == []


async def test_of_two_requests_under_one_key_at_once_one_is_done(
    town: Town, clients: Clients, witness: Witness
) -> None:
    key, places = str(uuid.uuid4()), ("河滩", "河岸")
    answers = await asyncio.gather(*(clients.tell(town.filing(places[n % 2]), key) for n in range(TIMES)))
    done = {answer.answer["case"]["filed"]["place"] for answer in answers if answer.status == 201}
    assert len(done) == 1
    assert sorted(answer.status for answer in answers) == [201] * (TIMES // 2) + [422] * (TIMES // 2)
    assert {answer.code for answer in answers if answer.status == 422} == {"key-reused"}
    assert await faults(witness, clients, town, [answer.id for answer in answers if answer.status == 201][:1]) == []
