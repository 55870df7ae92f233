"""Every service refuses tokens whose session has ended, within seconds: no right outlives what it rests on."""

import pytest
from tests.architecture.services import assembled, benched

from chassis.clock import wall
from chassis.testing import Bench, Caller
from contracts.identity import DeviceEnd, DeviceEnded, OfficerRegistered, SessionEnd, SessionsEnded
from contracts.topics import SERVICES
from contracts.values import Role

TOWN, PERSON = "130624100", "officer-1"
HEARERS = [service for service in SERVICES if service != "identity"]


def caller(bench: Bench[object], session: int) -> Caller:
    return bench.caller(PERSON, TOWN, Role.OFFICER, township=TOWN, session=session)


@pytest.mark.parametrize("service", HEARERS)
async def test_an_ended_session_opens_nothing(service: str) -> None:
    bench = benched(service, wall)
    assert (await caller(bench, 0).ask("/work")).status_code == 200
    await bench.hear(PERSON, OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="某人"))
    await bench.hear(PERSON, SessionsEnded(session=1, why=SessionEnd.ROLES))
    over = await caller(bench, 0).ask("/work")
    assert (over.status_code, over.json()["code"]) == (401, "session-over")
    assert (await caller(bench, 1).ask("/work")).status_code == 200
    assert await bench.parked() == []


@pytest.mark.parametrize("service", HEARERS)
async def test_an_ended_device_opens_nothing_and_the_other_one_does(service: str) -> None:
    bench = benched(service, wall)
    one, other = (bench.caller(PERSON, TOWN, Role.OFFICER, township=TOWN, device=id) for id in ("one", "other"))
    await bench.hear(PERSON, OfficerRegistered(body=TOWN, township=TOWN, roles=(Role.OFFICER,), name="某人"))
    assert (await one.ask("/work")).status_code == 200
    await bench.hear(PERSON, DeviceEnded(device="one", why=DeviceEnd.SIGNED_OUT))
    over = await one.ask("/work")
    assert (over.status_code, over.json()["code"]) == (401, "session-over")
    assert (await other.ask("/work")).status_code == 200
    await bench.hear(PERSON, SessionsEnded(session=1, why=SessionEnd.CERTIFICATE))
    assert [(await caller.ask("/work")).status_code for caller in (one, other)] == [401, 401]
    assert await bench.parked() == []


@pytest.mark.parametrize("service", SERVICES)
async def test_a_password_of_the_administrators_opens_nothing(service: str) -> None:
    bench = benched(service, wall)
    refused = await bench.caller("officer-2", TOWN, Role.OFFICER, must_change=True).ask("/work")
    assert (refused.status_code, refused.json()["code"]) == (403, "must-change-password")


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_asks(service: str) -> None:
    assert len(assembled(service).bench.parts.session_of) == 1
