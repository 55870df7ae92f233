"""An administrator who is called because a phone was lost sees where somebody is signed in, and ends it there."""

from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from httpx import Response

from chassis.testing import Bench, Caller
from contracts.identity import DeviceEnded
from contracts.values import Role
from identity.service import Service
from identity.sign_in.api.cookie import NAME

PASSWORD = "correct horse battery"
PHONE, DESK = "华为 Mate 60", "办公室电脑"


@pytest.fixture
async def person(first: Caller, second: Caller, register: Callable[[], Awaitable[str]]) -> str:
    id = await register()
    (await second.act(f"/officers/{id}/login", {"login": "li", "password": PASSWORD})).raise_for_status()
    return id


async def signed_in(bench: Bench[Service], name: str) -> Response:
    device = {"id": str(uuid4()), "name": name}
    body = {"login": "li", "password": PASSWORD, "device": device}
    return (await bench.client.post("/sign-in", json=body)).raise_for_status()


async def refreshed(bench: Bench[Service], answer: Response) -> int:
    secret = SimpleCookie(answer.headers["set-cookie"])[NAME].value
    headers = {b"Cookie": f"{NAME}={secret}".encode(), b"Idempotency-Key": str(uuid4()).encode()}
    return (await bench.client.post("/refresh", headers=headers)).status_code


async def names(caller: Caller, path: str) -> set[str]:
    seen: dict[str, Any] = (await caller.ask(path)).raise_for_status().json()
    return {one["name"] for one in seen["items"] if not one["current"]}


async def test_an_administrator_ends_a_lost_device_of_somebody_else(
    bench: Bench[Service], person: str, second: Caller
) -> None:
    lost, kept = await signed_in(bench, PHONE), await signed_in(bench, DESK)
    path = f"/officers/{person}/devices"
    watcher = bench.caller("watcher", "130624-justice", Role.SUPERVISOR)
    assert (await watcher.ask(path)).status_code == 403
    assert (await watcher.act(f"{path}/{lost.json()['device']}/end")).status_code == 403
    assert await names(second, path) == {PHONE, DESK}
    (await second.act(f"{path}/{lost.json()['device']}/end")).raise_for_status()
    assert await names(second, path) == {DESK}
    assert (await refreshed(bench, lost), await refreshed(bench, kept)) == (401, 200)
    last = (await second.ask(f"/officers/{person}/history")).json()["events"][-1]
    (by,) = (await second.ask("/officers", word="副管理员")).json()["items"]
    assert (last["type"], last["data"]["why"], last["actor"]) == (DeviceEnded.type, "by-administrator", by["id"])


async def test_a_device_is_ended_as_one_of_whose_it_is(bench: Bench[Service], person: str, second: Caller) -> None:
    lost = await signed_in(bench, PHONE)
    (other,) = (await second.ask("/officers", word="副管理员")).json()["items"]
    refused = await second.act(f"/officers/{other['id']}/devices/{lost.json()['device']}/end")
    assert (refused.status_code, refused.json()["code"]) == (404, "identity/no-such-device")


async def test_a_device_is_ended_whatever_became_of_the_account(
    bench: Bench[Service], person: str, second: Caller
) -> None:
    """Nothing that was seen matters for it: no version is asked for, and an old one leaves nothing half done."""
    path = f"/officers/{person}/devices"
    for version in ({}, {"If-Match": '"1"'}):
        lost = await signed_in(bench, PHONE)
        headers = {"Idempotency-Key": str(uuid4())} | second.headers | version
        ended = await second.client.post(f"{path}/{lost.json()['device']}/end", json={}, headers=headers)
        assert ended.status_code == 200
        last = (await second.ask(f"/officers/{person}/history")).json()["events"][-1]
        assert (last["type"], last["data"]["device"]) == (DeviceEnded.type, lost.json()["device"])
