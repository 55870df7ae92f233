"""A sender names the SHA-256 of what is sent (RFC 9530), and nothing is kept of what came otherwise."""

import base64
from hashlib import sha256
from typing import Any

import pytest
from libs.chassis.tests.http.phone import FILM, Phone

from chassis.testing import Bench, Caller, jpeg
from contracts.values import Role

PICTURE = jpeg("smoke above the yard")
HALF = len(FILM) // 2


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


@pytest.fixture
def phone(notes: Bench[Any], officer: Caller) -> Phone:
    return Phone(notes, officer)


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(content).digest()).decode()}:"


@pytest.mark.parametrize("header", ["Content-Digest", "Repr-Digest"])
async def test_a_damaged_picture_is_not_kept(notes: Bench[Any], officer: Caller, header: str) -> None:
    async def sent(content: bytes) -> Any:
        headers = officer.headers | {"content-type": "image/jpeg", header: digest(PICTURE)}
        return await notes.client.post("/blobs", content=content, headers=headers)

    for damaged in (PICTURE + b"x", PICTURE[:-1], PICTURE[:5]):
        refused = await sent(damaged)
        assert (refused.status_code, refused.json()["code"]) == (422, "digest-mismatch")
        assert not await notes.parts.blobs.has(sha256(damaged).hexdigest())
        assert await notes.parts.documents.count("received", {}) == 0
    assert (await sent(PICTURE)).status_code == 201


async def test_a_damaged_part_is_not_kept_and_sent_again(notes: Bench[Any], phone: Phone) -> None:
    await phone.begin(len(FILM))
    assert (await phone.send(0, FILM[:HALF], **{"Content-Digest": digest(FILM[:HALF])})).status_code == 200
    kept = await notes.parts.documents.count("upload-part", {})
    for damaged in (FILM[HALF:-1] + b"x", FILM[HALF:-1]):
        refused = await phone.send(HALF, damaged, **{"Content-Digest": digest(FILM[HALF:])})
        assert (refused.status_code, refused.json()["code"]) == (422, "digest-mismatch")
        assert await phone.offset() == HALF
        assert await notes.parts.documents.count("upload-part", {}) == kept
    done = await phone.send(HALF, FILM[HALF:], **{"Content-Digest": digest(FILM[HALF:])})
    assert done.json()["sha256"] == sha256(FILM).hexdigest()


async def test_a_part_with_a_digest_that_breaks_off_is_not_kept(notes: Bench[Any], phone: Phone) -> None:
    """Nobody could tell whether what came of it is right."""
    await phone.begin(len(FILM))
    await phone.send_and_break_off(0, FILM[:HALF], **{"Content-Digest": digest(FILM)})
    assert await phone.offset() == 0
    assert await notes.parts.documents.count("upload-part", {}) == 0


async def test_a_damaged_whole_is_forgotten(notes: Bench[Any], phone: Phone) -> None:
    damaged = FILM[:HALF] + b"?" + FILM[HALF + 1 :]
    await phone.begin(len(FILM), **{"Repr-Digest": digest(FILM)})
    await phone.send(0, damaged[:HALF])
    refused = await phone.send(HALF, damaged[HALF:])
    assert (refused.status_code, refused.json()["code"]) == (422, "digest-mismatch")
    assert not await notes.parts.blobs.has(sha256(damaged).hexdigest())
    assert (await phone.send(HALF, damaged[HALF:])).json()["code"] == "no-such-upload"
    assert await notes.parts.documents.count("upload-part", {}) == 0
    await phone.begin(len(FILM), **{"Repr-Digest": digest(FILM)})
    assert (await phone.send(0, FILM)).json()["sha256"] == sha256(FILM).hexdigest()


@pytest.mark.parametrize("given", ["sha-512=:AAAA:", "sha-256", "sha-256=:AAAA:", "sha-256=" + "0" * 64, "长"])
async def test_a_digest_that_can_not_be_checked_is_refused(phone: Phone, given: str) -> None:
    """Whoever names one believes that it was checked."""
    refused = await phone.begin(len(FILM), **{"Repr-Digest": given.encode()})  # type: ignore[arg-type]
    assert (refused.status_code, refused.json()["code"]) == (422, "bad-digest")
    await phone.begin(len(FILM))
    refused = await phone.send(0, FILM, **{"Content-Digest": given.encode()})  # type: ignore[arg-type]
    assert (refused.status_code, refused.json()["code"]) == (422, "bad-digest")


async def test_one_of_several_digests_is_enough(phone: Phone) -> None:
    await phone.begin(len(FILM), **{"Repr-Digest": f"md5=:AAAA:, {digest(FILM)}"})
    assert (await phone.send(0, FILM)).status_code == 200
