"""An officer shows the certificate by a code that the phone signed, and whoever scans it sees what counts now."""

import base64
import hashlib
import io
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from httpx import Response
from PIL import Image

from chassis.testing import Bench, Caller, SetClock
from contracts.values import PersonId, Role
from identity.service import Service
from identity.showing.code import CONTEXT, VERSION
from identity.showing.domain import MOST_CHECKED, proof_text

PASSWORD = "correct horse battery"
TOWN = "130624100"
CERTIFICATE = {
    "certificate": "HB-1001",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": ["environment"],
}
TODAY = {"effective_from": "2026-09-01", "reason": "调离"}


def written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Phone:
    """A phone with its own key, on which somebody is signed in."""

    bench: Bench[Service]
    person: PersonId
    device: str
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def caller(self) -> Caller:
        return self.bench.caller(self.person, TOWN, Role.OFFICER, device=self.device, session=99)

    async def registers(self, signed_for: str = "") -> Response:
        proof = self.key.sign(proof_text(signed_for or self.device, self.person))
        return await self.caller.act("/device-keys", {"public_key": written(self.public), "proof": written(proof)})

    def shows(self, at: datetime, *, version: int = VERSION) -> str:
        seconds = int(at.timestamp()).to_bytes(4)
        raw = bytes([version]) + hashlib.sha256(self.public).digest()[:16] + seconds + uuid.uuid4().bytes[:8]
        return written(raw + self.key.sign(CONTEXT + raw))


type SignsIn = Callable[[str], Awaitable[Phone]]


@pytest.fixture
async def person(
    first: Caller, second: Caller, register: Callable[[], Awaitable[str]], bench: Bench[Service], clock: SetClock
) -> str:
    """An officer with a certificate and a password of their own; codes and devices go by the test's clock."""
    for part in (bench.service.staying.devices, bench.service.showings):
        object.__setattr__(part, "now", clock)
    id = await register()
    (await second.act(f"/officers/{id}/certificate", CERTIFICATE)).raise_for_status()
    (await second.act(f"/officers/{id}/login", {"login": "li", "password": PASSWORD})).raise_for_status()
    return id


@pytest.fixture
def signs_in(bench: Bench[Service], person: str) -> SignsIn:
    async def signed_in(device: str) -> Phone:
        body = {"login": "li", "password": PASSWORD, "device": {"id": device, "name": "手机"}}
        answer = (await bench.client.post("/sign-in", json=body)).raise_for_status().json()
        return Phone(bench, PersonId(person), answer["device"])

    return signed_in


@pytest.fixture
async def phone(signs_in: SignsIn) -> Phone:
    phone = await signs_in(str(uuid.uuid4()))
    assert (await phone.registers()).status_code == 201
    return phone


async def look(bench: Bench[Service], code: str) -> Response:
    return await bench.client.post("/shown-certificates", json={"code": code})


def code_of(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def showings(second: Caller, person: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await second.ask(f"/officers/{person}/showings")).raise_for_status().json()["items"]
    return items


async def test_whoever_scans_sees_the_certificate(
    bench: Bench[Service], phone: Phone, clock: SetClock, person: str, second: Caller
) -> None:
    code = phone.shows(clock.at)
    clock.advance(seconds=20)
    answers = [await look(bench, code) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    seen = answers[0].json()
    assert (seen["name"], seen["body_name"], seen["certificate"]) == ("李建国", "阜平镇人民政府", "HB-1001")
    assert (seen["valid_until"], seen["fields"], seen["photo"]) == ("2026-12-31", ["environment"], None)
    assert (seen["labels"]["environment"], seen["age_seconds"], seen["skew_seconds"]) == ("生态环境", 20, 30)
    (showing,) = await showings(second, person)
    assert (showing["looks"], showing["outcomes"], showing["reported_at"]) == (2, {"counts": 2}, None)
    (kept,) = await bench.parts.documents.find("showing", {})
    assert "李建国" not in str(kept)
    assert {record["actor"] for record in kept["events"]} == {"public"}


async def test_whoever_scans_sees_the_picture(
    bench: Bench[Service], phone: Phone, clock: SetClock, person: str, second: Caller
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (358, 441), "#dfe7f1").save(drawn, "PNG")
    photo = (await second.send_file(drawn.getvalue(), "image/png")).raise_for_status().json()["sha256"]
    (await second.act(f"/officers/{person}/certificate", CERTIFICATE | {"photo": photo})).raise_for_status()
    seen = (await look(bench, phone.shows(clock.at))).raise_for_status().json()
    assert seen["photo"] == photo
    with Image.open(io.BytesIO(base64.b64decode(seen["picture"]))) as small:
        assert (small.format, max(small.size)) == ("WEBP", 320)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(90, (200, "")), (91, (409, "identity/code-late")), (-30, (200, "")), (-31, (409, "identity/code-early"))],
)
async def test_a_code_counts_for_a_minute_and_the_clocks_may_differ(
    bench: Bench[Service], phone: Phone, clock: SetClock, seconds: int, told: tuple[int, str]
) -> None:
    code = phone.shows(clock.at)
    clock.advance(seconds=seconds)
    answer = await look(bench, code)
    assert code_of(answer) == told
    if answer.status_code != 200:
        assert "30 秒" in answer.json()["detail"]


@pytest.mark.parametrize(("change", "why"), [("suspension", "已被暂扣"), ("withdrawal", "已被收回")])
async def test_a_certificate_that_counts_no_more_is_no_proof_at_once(
    bench: Bench[Service], phone: Phone, clock: SetClock, second: Caller, person: str, change: str, why: str
) -> None:
    code = phone.shows(clock.at)
    assert (await look(bench, code)).status_code == 200
    (await second.act(f"/officers/{person}/certificate/{change}", TODAY)).raise_for_status()
    answer = await look(bench, code)
    assert code_of(answer) == (409, "identity/certificate-does-not-count")
    assert (why in answer.json()["detail"], answer.json()["law"]) == (True, "APL 55")
    (showing,) = await showings(second, person)
    assert showing["outcomes"] == {"counts": 1, "does-not-count": 1}


@pytest.mark.parametrize(("days", "why"), [(122, "已经过期"), (-300, "尚未生效")])
async def test_a_certificate_counts_on_its_days(
    bench: Bench[Service], phone: Phone, clock: SetClock, days: int, why: str
) -> None:
    code = phone.shows(clock.at)
    legal = SetClock(clock.at)
    legal.advance(days=days)
    object.__setattr__(bench.service.showings, "clock", legal)
    answer = await look(bench, code)
    assert (code_of(answer)[1], why in answer.json()["detail"]) == ("identity/certificate-does-not-count", True)


async def test_who_has_no_certificate_shows_none(
    bench: Bench[Service], clock: SetClock, person: str, register: Callable[[], Awaitable[str]], second: Caller
) -> None:
    other = await register()
    (await second.act(f"/officers/{other}/login", {"login": "wang", "password": PASSWORD})).raise_for_status()
    body = {"login": "wang", "password": PASSWORD, "device": {"id": str(uuid.uuid4()), "name": "手机"}}
    device = (await bench.client.post("/sign-in", json=body)).json()["device"]
    phone = Phone(bench, PersonId(other), device)
    assert (await phone.registers()).status_code == 201
    assert "没有执法证" in (await look(bench, phone.shows(clock.at))).json()["detail"]


ENDS = ("sign-out", "key ended", "another key", "closed", "signed in anew")


@pytest.mark.parametrize("end", ENDS)
async def test_a_phone_that_is_out_of_use_proves_nothing(
    bench: Bench[Service], phone: Phone, clock: SetClock, second: Caller, person: str, end: str
) -> None:
    code = phone.shows(clock.at)
    match end:
        case "sign-out":
            answer = await phone.caller.act("/sign-out")
        case "key ended":
            answer = await phone.caller.act(f"/device-keys/{phone.device}/end")
        case "another key":
            answer = await Phone(bench, phone.person, phone.device).registers()
        case "closed":
            answer = await second.act(f"/officers/{person}/closing", {"reason": "调离"})
        case _:
            answer = await phone.caller.act("/sign-out-everywhere")
    answer.raise_for_status()
    assert code_of(await look(bench, code)) == (409, "identity/showing-device-over")


async def test_what_no_phone_of_the_platform_signed_is_not_genuine(
    bench: Bench[Service], phone: Phone, clock: SetClock
) -> None:
    stranger = Phone(bench, phone.person, phone.device)
    raw = bytearray(base64.urlsafe_b64decode(phone.shows(clock.at)))
    raw[20] ^= 1
    for forged in (stranger.shows(clock.at), written(bytes(raw)), phone.shows(clock.at, version=2)):
        assert code_of(await look(bench, forged)) == (422, "identity/code-not-genuine")
    assert (await look(bench, "short")).status_code == 422
    assert await bench.parts.documents.find("showing", {}) == []


async def test_a_key_is_registered_with_its_proof_by_the_device_that_has_it(
    bench: Bench[Service], phone: Phone, signs_in: SignsIn
) -> None:
    assert code_of(await Phone(bench, phone.person, phone.device).registers("another")) == (
        422,
        "identity/no-proof-of-key",
    )
    assert code_of(await Phone(bench, phone.person, "").registers("x")) == (409, "identity/on-no-device")
    stranger = Phone(bench, PersonId("officer-other"), "device-other", phone.key)
    assert code_of(await stranger.registers()) == (409, "identity/key-taken")


async def test_the_key_of_a_phone_comes_with_its_next_sign_in(
    bench: Bench[Service], phone: Phone, signs_in: SignsIn, clock: SetClock
) -> None:
    (await phone.caller.act("/sign-out")).raise_for_status()
    anew = await signs_in(str(uuid.uuid4()))
    anew.key = phone.key
    assert (await anew.registers()).status_code == 201
    assert (await look(bench, anew.shows(clock.at))).status_code == 200
    (await anew.caller.act(f"/device-keys/{anew.device}/end")).raise_for_status()
    assert code_of(await anew.registers()) == (409, "identity/key-taken")


async def test_what_was_shown_without_network_is_reported_once(
    bench: Bench[Service], phone: Phone, clock: SetClock, second: Caller, person: str
) -> None:
    codes = [phone.shows(clock.at)]
    clock.advance(hours=3)
    codes.append(phone.shows(clock.at))
    clock.advance(days=2)
    stranger = Phone(bench, phone.person, phone.device).shows(clock.at)
    body = {"codes": [*codes, stranger]}
    told = [(await phone.caller.act("/showings", body)).raise_for_status().json() for _ in range(2)]
    assert told == [{"recorded": 2, "passed_over": [2]}] * 2
    seen = await showings(second, person)
    assert [(one["looks"], one["reported_at"] is not None) for one in seen] == [(0, True)] * 2
    assert seen[0]["shown_at"] > seen[1]["shown_at"]
    clock.advance(days=30)
    late = (await phone.caller.act("/showings", {"codes": codes})).json()
    assert late == {"recorded": 0, "passed_over": [0, 1]}
    other = bench.caller("officer-other", TOWN, Role.OFFICER)
    assert (await other.act("/showings", {"codes": codes[:1]})).json()["passed_over"] == [0]


async def test_looks_at_one_code_are_counted_up_to_a_number(
    bench: Bench[Service], phone: Phone, clock: SetClock, second: Caller, person: str
) -> None:
    code = phone.shows(clock.at)
    for _ in range(MOST_CHECKED + 2):
        await look(bench, code)
    (showing,) = await showings(second, person)
    assert showing["looks"] == MOST_CHECKED


async def test_without_published_terms_nothing_is_proved(bench: Bench[Service], phone: Phone, clock: SetClock) -> None:
    code, published = phone.shows(clock.at), bench.service.showings
    object.__setattr__(published, "terms", ())
    assert code_of(await look(bench, code)) == (503, "identity/no-showing-terms")
