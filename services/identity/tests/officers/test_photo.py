"""A certificate bears the picture of its holder (APL 55): the administrator brings it, and whoever scans sees it."""

import io
from collections.abc import Awaitable, Callable
from datetime import date

import pytest
from PIL import Image

from chassis.testing import Bench, Caller
from contracts.refusal import Refusal
from contracts.values import PersonId, Role
from identity.officers.domain.certificate import (
    LARGEST_PHOTO,
    PHOTO_UNFIT,
    CertifyingFacts,
    CertifyOfficer,
    Photo,
    certify_officer,
)
from identity.officers.domain.officer import Officer
from identity.officers.reference import load_certificate_terms
from identity.service import Service

type Register = Callable[[], Awaitable[str]]

CERTIFICATE = {
    "certificate": "HB-1001",
    "issued_on": "2026-01-01",
    "valid_from": "2026-01-01",
    "valid_until": "2026-12-31",
    "fields": ["environment"],
}
COMMAND = CertifyOfficer.model_validate(CERTIFICATE | {"photo": "b" * 64})


def picture(kind: str = "PNG") -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (358, 441), "#dfe7f1").save(drawn, kind)
    return drawn.getvalue()


async def test_everybody_with_an_account_sees_the_picture_and_a_renewed_certificate_keeps_it(
    bench: Bench[Service], administrator: Caller, register: Register
) -> None:
    id = await register()
    photo = (await administrator.send_file(picture(), "image/png")).raise_for_status().json()["sha256"]
    path = f"/officers/{id}/certificate"
    (await administrator.act(path, CERTIFICATE | {"photo": photo})).raise_for_status()
    renewed = await administrator.act(path, CERTIFICATE | {"certificate": "HB-1002"})
    assert renewed.json()["certificate"]["photo"] == photo
    colleague = bench.caller(PersonId("officer-2"), "130624100", Role.OFFICER)
    assert (await colleague.ask(f"/files/{photo}", of=id)).content == picture()
    small = await colleague.ask(f"/files/{photo}/thumbnail", of=id)
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    other = await register()
    assert (await colleague.ask(f"/files/{photo}", of=other)).status_code == 404
    assert (await colleague.ask(f"/files/{photo}")).status_code == 404


@pytest.mark.parametrize(
    ("file", "unfit"),
    [
        (Photo("image/jpeg", LARGEST_PHOTO), False),
        (Photo("image/png", 1), False),
        (Photo("image/jpeg", LARGEST_PHOTO + 1), True),
        (Photo("image/heic", 1), True),
        (Photo("application/pdf", 1), True),
    ],
)
def test_a_picture_is_a_small_jpeg_or_png(identified: Officer, file: Photo, unfit: bool) -> None:
    facts = CertifyingFacts(today=date(2026, 9, 1), own_beside_others=False, terms=load_certificate_terms(), photo=file)
    if not unfit:
        (certified,) = certify_officer(identified, COMMAND, facts)
        assert certified.files() == ["b" * 64]
        return
    with pytest.raises(Refusal) as refused:
        certify_officer(identified, COMMAND, facts)
    assert refused.value.rule is PHOTO_UNFIT


@pytest.fixture
async def identified(bench: Bench[Service], register: Register) -> Officer:
    return (await bench.service.officers.read(PersonId(await register()))).state


async def test_a_picture_that_nobody_brought_or_that_is_none_is_refused(
    administrator: Caller, register: Register
) -> None:
    path = f"/officers/{await register()}/certificate"
    unknown = await administrator.act(path, CERTIFICATE | {"photo": "b" * 64})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no-such-file")
    paper = (await administrator.send_file(b"%PDF-1.7 paper", "application/pdf")).raise_for_status().json()["sha256"]
    refused = await administrator.act(path, CERTIFICATE | {"photo": paper})
    assert (refused.status_code, refused.json()["code"]) == (422, "identity/photo-unfit")


async def test_a_large_picture_does_not_come_in(administrator: Caller) -> None:
    large = await administrator.send_file(picture() + bytes(LARGEST_PHOTO), "image/png")
    assert (large.status_code, large.json()["code"]) == (413, "content-too-large")
