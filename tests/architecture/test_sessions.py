"""Every service refuses tokens whose session has ended, within seconds: no right outlives what it rests on."""

import base64
import json
import time
import uuid
from typing import Any

import pytest
from tests.architecture.services import assembled, benched

from chassis.clock import wall
from chassis.kafka import Record
from chassis.store import enveloped
from chassis.testing import Bench, Caller
from contracts.identity import DeviceEnd, DeviceEnded, OfficerRegistered, SessionEnd, SessionsEnded
from contracts.places import COUNTY
from contracts.topics import OFFICERS, SERVICES
from contracts.values import CHINA, Role
from county import invented_identity

TOWN, PERSON = "130624100", "officer-1"
PASSWORD = "correct horse battery"
SOON_SECONDS = 5.0
"""Within which what has ended opens nothing any more, the way of the event included."""
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


async def published(identity: Bench[Any], person: str, hearers: list[Bench[Any]]) -> None:
    """Let the other services hear what identity published of the person."""
    (kept,) = await identity.parts.documents.find("officer", {"_id": person})
    for record in kept["events"]:
        envelope = enveloped(record, person, "identity")
        headers = tuple(envelope.headers())
        heard = Record(OFFICERS.name, 0, envelope.sequence, person.encode(), envelope.value(), headers)
        for bench in hearers:
            await bench.consuming.take([heard])


async def signed_in(identity: Bench[Any], device: str) -> dict[str, Any]:
    """Return the claims of a new token on the device."""
    body = {"login": "li", "password": PASSWORD, "device": {"id": device, "name": "手机"}}
    token: str = (await identity.client.post("/sign-in", json=body)).raise_for_status().json()["token"]
    part = token.split(".")[1]
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return claims


@pytest.mark.parametrize("end", ["sign-out", "withdrawal"])
async def test_what_identity_ends_is_over_in_every_service_with_the_event(end: str) -> None:
    identity, hearers = benched("identity", wall), [benched(service, wall) for service in HEARERS]
    await identity.process.prepare()
    administrator, number = identity.caller("officer-0", COUNTY, Role.ADMINISTRATOR), invented_identity(7)
    town = {"code": TOWN, "name": "阜平镇人民政府", "kind": "township", "township": TOWN}
    (await administrator.act("/bodies", town)).raise_for_status()
    person = {"name": "李建国", **number, "body": TOWN, "roles": ["officer"]}
    id = (await administrator.act("/officers", person)).raise_for_status().json()["id"]
    days = {"issued_on": "2026-01-01", "valid_from": "2026-01-01", "valid_until": "2035-12-31"}
    (await administrator.act(f"/officers/{id}/certificate", {"certificate": "HB-1", **days})).raise_for_status()
    (await administrator.act(f"/officers/{id}/login", {"login": "li", "password": PASSWORD})).raise_for_status()
    phone, desk = [await signed_in(identity, str(uuid.uuid4())) | {"must_change": False} for _ in range(2)]
    await published(identity, id, hearers)
    for bench in (identity, *hearers):
        for claims in (phone, desk):
            assert (await caller_of(bench, claims).ask("/work")).status_code == 200
    if end == "sign-out":
        (await caller_of(identity, phone).act("/sign-out")).raise_for_status()
    else:
        today = {"effective_from": wall().astimezone(CHINA).date().isoformat(), "reason": "调离"}
        (await administrator.act(f"/officers/{id}/certificate/withdrawal", today)).raise_for_status()
    since = time.monotonic()
    await published(identity, id, hearers)
    for bench in (identity, *hearers):
        answers = [(await caller_of(bench, claims).ask("/work")).status_code for claims in (phone, desk)]
        assert answers == ([401, 200] if end == "sign-out" else [401, 401]), bench.name
    assert time.monotonic() - since < SOON_SECONDS


def caller_of(bench: Bench[Any], claims: dict[str, Any]) -> Caller:
    roles = [Role(role) for role in claims["roles"]]
    rest = {name: claims[name] for name in ("certificate", "township", "session", "device") if name in claims}
    return bench.caller(claims["sub"], claims["agency"], *roles, **rest)
