"""A person stays signed in on a device by a secret that is new with each use, and signs out device by device."""

import base64
import json
import uuid
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any

import pytest
from httpx import Response

from chassis.testing import Bench, Caller, SetClock
from contracts.identity import DeviceEnded, SessionsEnded
from contracts.values import Role
from identity.officers.domain.device import MOST_ENDED
from identity.service import Service
from identity.sign_in.api.cookie import NAME

PASSWORD, OWN = "correct horse battery", "my own good password"
PHONE = {"id": "8d5f6f6e-93f8-4a3f-9b0e-6a1d9c0f7a01", "name": "华为 Mate 60"}
DESK = {"id": "8d5f6f6e-93f8-4a3f-9b0e-6a1d9c0f7a02", "name": "办公室电脑"}
CERTIFICATE = {
    "certificate": "HB-1",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
}
TODAY = {"effective_from": "2026-09-01", "reason": "调离"}


@pytest.fixture
async def person(
    first: Caller, second: Caller, register: Callable[[], Awaitable[str]], bench: Bench[Service], clock: SetClock
) -> str:
    """An officer with a certificate and a login; the devices' clock is the test's."""
    object.__setattr__(bench.service.staying.devices, "now", clock)
    id = await register()
    (await second.act(f"/officers/{id}/certificate", CERTIFICATE)).raise_for_status()
    (await second.act(f"/officers/{id}/login", {"login": "li", "password": PASSWORD})).raise_for_status()
    return id


async def signed_in(bench: Bench[Service], device: dict[str, str] | None, password: str = PASSWORD) -> Response:
    body = {"login": "li", "password": password} | ({"device": device} if device else {})
    return (await bench.client.post("/sign-in", json=body)).raise_for_status()


def cookie(answer: Response) -> str:
    return SimpleCookie(answer.headers["set-cookie"])[NAME].value


async def refreshed(bench: Bench[Service], secret: str, key: str = "") -> Response:
    headers = {b"Cookie": f"{NAME}={secret}".encode(), b"Idempotency-Key": (key or str(uuid.uuid4())).encode()}
    return await bench.client.post("/refresh", headers=headers)


def claims(answer: Response) -> dict[str, Any]:
    part = answer.json()["token"].split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read


def holder(bench: Bench[Service], answer: Response) -> Caller:
    """Return who holds the token of an answer, with its claims under the key of the tests."""
    said = claims(answer)
    roles = [Role(role) for role in said.pop("roles")]
    return bench.caller(said.pop("sub"), said.pop("agency"), *roles, **said)


def code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def events(bench: Bench[Service], id: str) -> list[dict[str, Any]]:
    (kept,) = await bench.parts.documents.find("officer", {"_id": id})
    found: list[dict[str, Any]] = kept["events"]
    return found


async def test_a_device_gets_its_next_token_by_a_cookie_that_no_script_reads(
    bench: Bench[Service], person: str
) -> None:
    first = await signed_in(bench, PHONE)
    set_cookie = first.headers["set-cookie"]
    for word in ("HttpOnly", "Secure", "SameSite=strict", "Path=/api/identity/refresh"):
        assert word in set_cookie
    assert first.json()["expires_in"] == 1800
    assert claims(first)["device"] == first.json()["device"]
    second = await refreshed(bench, cookie(first))
    assert second.status_code == 200
    assert cookie(second) != cookie(first)
    told = second.json()
    assert (told["person"], told["must_change"], told["device"]) == (person, True, first.json()["device"])
    (kept,) = await bench.parts.documents.find("devices", {"person": person})
    assert all(secret not in str(kept) for secret in (cookie(first), cookie(second)))


async def test_who_names_no_device_gets_no_cookie(bench: Bench[Service], person: str) -> None:
    answer = await signed_in(bench, None)
    assert "set-cookie" not in answer.headers
    assert (answer.json()["device"], "device" in claims(answer)) == (None, False)


async def test_a_form_of_another_site_refreshes_nothing(bench: Bench[Service], person: str) -> None:
    secret = cookie(await signed_in(bench, PHONE))
    forged = await bench.client.post("/refresh", headers={"Cookie": f"{NAME}={secret}"})
    assert forged.status_code == 422
    assert (await refreshed(bench, secret)).status_code == 200


async def test_a_lost_answer_is_given_again_as_late_as_it_is_asked_for(
    bench: Bench[Service], person: str, clock: SetClock
) -> None:
    """The phone kept the key before it sent, and comes out of the valley after two days."""
    secret, key = cookie(await signed_in(bench, PHONE)), str(uuid.uuid4())
    lost = await refreshed(bench, secret, key)
    clock.advance(days=2)
    again = await refreshed(bench, secret, key)
    assert (again.status_code, cookie(again)) == (200, cookie(lost))
    assert (await refreshed(bench, cookie(again))).status_code == 200


async def test_two_requests_at_once_are_given_the_same(bench: Bench[Service], person: str, clock: SetClock) -> None:
    secret = cookie(await signed_in(bench, PHONE))
    one = await refreshed(bench, secret)
    clock.advance(seconds=29)
    assert cookie(await refreshed(bench, secret)) == cookie(one)


@pytest.mark.parametrize("when", ["later", "after its successor was used"])
async def test_a_used_secret_ends_the_device_and_is_told(
    bench: Bench[Service], person: str, clock: SetClock, when: str
) -> None:
    other = await signed_in(bench, DESK)
    answer = await signed_in(bench, PHONE)
    secret = cookie(answer)
    next_one = cookie(await refreshed(bench, secret))
    if when == "later":
        clock.advance(seconds=31)
    else:
        next_one = cookie(await refreshed(bench, next_one))
    assert code(await refreshed(bench, secret)) == (401, "identity/refresh-reused")
    assert code(await refreshed(bench, next_one)) == (401, "identity/refresh-over")
    assert code(await holder(bench, answer).ask("/me")) == (401, "session-over")
    assert (await refreshed(bench, cookie(other))).status_code == 200
    last = (await events(bench, person))[-1]
    assert (last["type"], last["data"]) == (DeviceEnded.type, {"device": answer.json()["device"], "why": "reused"})
    again = (await signed_in(bench, PHONE)).json()
    assert [one["name"] for one in again["copied"]] == ["华为 Mate 60"]
    assert (await signed_in(bench, DESK)).json()["copied"] == []
    shown = (await holder(bench, await signed_in(bench, DESK)).ask("/devices")).json()["items"]
    assert [one["labels"]["reused"] for one in shown if one["why"]] == ["登录凭证被重复使用，系统自动终止"]


@pytest.mark.parametrize("secret", ["nonsense", "a.1.b.c", "é.1.b.c"])
async def test_what_the_platform_never_made_ends_nothing(bench: Bench[Service], person: str, secret: str) -> None:
    own = cookie(await signed_in(bench, PHONE))
    device, number, seed, tag = own.split(".")
    for forged in (secret, f"{device}.{number}.{seed}.{'0' * len(tag)}", f"{device}.0.{seed}.{tag}"):
        assert code(await refreshed(bench, forged)) == (401, "identity/refresh-over")
    assert (await refreshed(bench, own)).status_code == 200


async def test_a_store_of_yesterday_takes_a_secret_of_today_for_no_copy(bench: Bench[Service], person: str) -> None:
    secret = cookie(await signed_in(bench, PHONE))
    (copy,) = await bench.parts.documents.find("devices", {"person": person})
    for _ in range(3):
        secret = cookie(await refreshed(bench, secret))
    await bench.parts.documents.delete("devices", {"_id": copy["_id"]})
    await bench.parts.documents.insert("devices", copy)
    assert code(await refreshed(bench, secret)) == (401, "identity/refresh-over")
    assert DeviceEnded.type not in [one["type"] for one in await events(bench, person)]


@pytest.mark.parametrize(("days", "each"), [(8, 8), (30, 5)])
async def test_a_device_is_signed_in_for_a_month_and_a_week_without_use(
    bench: Bench[Service], person: str, clock: SetClock, days: int, each: int
) -> None:
    secret = cookie(await signed_in(bench, PHONE))
    for _ in range(each, days, each):
        clock.advance(days=each)
        secret = cookie((await refreshed(bench, secret)).raise_for_status())
    clock.advance(days=each, seconds=1)
    assert code(await refreshed(bench, secret)) == (401, "identity/refresh-over")


async def test_who_signs_out_ends_this_device_alone(bench: Bench[Service], person: str) -> None:
    phone, desk = await signed_in(bench, PHONE), await signed_in(bench, DESK)
    (await holder(bench, phone).act("/sign-out?dry_run=true")).raise_for_status()
    assert (await holder(bench, phone).ask("/me")).status_code == 200
    out = await holder(bench, phone).act("/sign-out")
    assert out.status_code == 200
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert code(await refreshed(bench, cookie(phone))) == (401, "identity/refresh-over")
    assert code(await holder(bench, phone).ask("/devices")) == (401, "session-over")
    shown = (await holder(bench, desk).ask("/devices")).json()["items"]
    assert [(one["name"], one["current"]) for one in shown] == [("办公室电脑", True)]
    assert code(await holder(bench, await signed_in(bench, None)).act("/sign-out")) == (409, "identity/on-no-device")


async def test_a_lost_device_is_ended_from_another_one(
    bench: Bench[Service], person: str, administrator: Caller
) -> None:
    phone, desk = await signed_in(bench, PHONE), await signed_in(bench, DESK)
    path = f"/devices/{phone.json()['device']}/end"
    assert code(await administrator.act(path)) == (404, "identity/no-such-device")
    assert (await holder(bench, phone).ask("/me")).status_code == 200
    assert (await holder(bench, desk).act(path)).status_code == 200
    assert code(await holder(bench, phone).ask("/me")) == (401, "session-over")
    assert code(await refreshed(bench, cookie(phone))) == (401, "identity/refresh-over")
    assert (await events(bench, person))[-1]["data"]["why"] == "elsewhere"


async def test_who_signs_out_everywhere_ends_every_device(bench: Bench[Service], person: str) -> None:
    phone, desk, loose = await signed_in(bench, PHONE), await signed_in(bench, DESK), await signed_in(bench, None)
    dry = {"Authorization": holder(bench, desk).headers["Authorization"], "Idempotency-Key": str(uuid.uuid4())}
    (await bench.client.post("/sign-out-everywhere?dry_run=true", headers=dry)).raise_for_status()
    (await holder(bench, desk).act("/sign-out-everywhere")).raise_for_status()
    for answer in (phone, desk, loose):
        assert code(await holder(bench, answer).ask("/me")) == (401, "session-over")
    for answer in (phone, desk):
        assert code(await refreshed(bench, cookie(answer))) == (401, "identity/refresh-over")
    assert (await holder(bench, await signed_in(bench, PHONE)).ask("/me")).status_code == 200


async def test_the_same_device_is_signed_in_once(bench: Bench[Service], person: str) -> None:
    before = await signed_in(bench, PHONE)
    after = await signed_in(bench, PHONE)
    assert code(await refreshed(bench, cookie(before))) == (401, "identity/refresh-over")
    assert len((await holder(bench, after).ask("/devices")).json()["items"]) == 1


async def test_an_own_password_keeps_this_device_and_ends_the_others(bench: Bench[Service], person: str) -> None:
    phone, desk = await signed_in(bench, PHONE), await signed_in(bench, DESK)
    mine = holder(bench, phone)
    me = (await mine.ask("/me")).json()
    assert (me["must_change"], me["login"]["name"]) == (True, "li")
    changed = await mine.act("/password", {"old": PASSWORD, "new": OWN})
    assert (changed.status_code, changed.json()["must_change"], changed.json()["expires_in"]) == (200, False, 1800)
    assert code(await mine.ask("/me")) == (401, "session-over")
    assert (await holder(bench, changed).ask("/officers")).status_code == 200
    assert (await holder(bench, changed).ask("/me")).json()["must_change"] is False
    assert (await refreshed(bench, cookie(phone))).json()["must_change"] is False
    assert code(await refreshed(bench, cookie(desk))) == (401, "identity/refresh-over")


async def test_a_reset_and_a_closed_account_end_every_device(
    bench: Bench[Service], person: str, first: Caller, second: Caller
) -> None:
    phone = await signed_in(bench, PHONE)
    (await first.act(f"/officers/{person}/login/reset", {"reason": "手机丢失"})).raise_for_status()
    (await second.act(f"/officers/{person}/login/reset/confirmation", {"password": OWN})).raise_for_status()
    assert code(await refreshed(bench, cookie(phone))) == (401, "identity/refresh-over")
    phone = await signed_in(bench, PHONE, OWN)
    (await second.act(f"/officers/{person}/closing", {"reason": "调离"})).raise_for_status()
    assert code(await refreshed(bench, cookie(phone))) == (401, "identity/refresh-over")


@pytest.mark.parametrize("change", ["suspension", "withdrawal"])
async def test_a_certificate_that_counts_no_more_leaves_the_token_at_once(
    bench: Bench[Service], person: str, second: Caller, change: str
) -> None:
    phone = await signed_in(bench, PHONE)
    assert claims(phone)["certificate"] == "HB-1"
    (await second.act(f"/officers/{person}/certificate/{change}", TODAY)).raise_for_status()
    assert code(await holder(bench, phone).ask("/me")) == (401, "session-over")
    assert "certificate" not in claims(await refreshed(bench, cookie(phone)))
    assert (await events(bench, person))[-1]["data"] == {"session": 1, "why": "certificate-changed"}


async def test_other_roles_come_with_the_next_token(bench: Bench[Service], person: str, second: Caller) -> None:
    phone = await signed_in(bench, PHONE)
    (await second.act(f"/officers/{person}/roles", {"roles": ["captain"]})).raise_for_status()
    assert code(await holder(bench, phone).ask("/me")) == (401, "session-over")
    assert claims(await refreshed(bench, cookie(phone)))["roles"] == ["captain"]


async def test_without_published_terms_no_device_stays_signed_in(
    bench: Bench[Service], person: str, clock: SetClock
) -> None:
    clock.at = clock.at.replace(year=2019)
    answer = await bench.client.post("/sign-in", json={"login": "li", "password": PASSWORD, "device": PHONE})
    assert code(answer) == (503, "identity/no-session-terms")
    assert (await signed_in(bench, None)).status_code == 200


async def test_many_ended_devices_are_forgotten_with_their_tokens(bench: Bench[Service], person: str) -> None:
    desk = await signed_in(bench, DESK)
    for _ in range(MOST_ENDED + 1):
        phone = await signed_in(bench, PHONE)
        (await holder(bench, phone).act("/sign-out")).raise_for_status()
    assert (await events(bench, person))[-1]["type"] == SessionsEnded.type
    assert code(await holder(bench, phone).ask("/me")) == (401, "session-over")
    assert code(await refreshed(bench, cookie(phone))) == (401, "identity/refresh-over")
    assert claims(await refreshed(bench, cookie(desk)))["session"] == 1
