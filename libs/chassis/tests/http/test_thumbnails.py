"""Thumbnails: small, upright, without what a telephone writes into a picture, made once."""

import base64
import io
import zlib
from typing import Any

import pytest
from PIL import Image

from chassis.documents import drawing, thumbnails
from chassis.testing import Bench, Caller
from contracts.values import Role

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAA"
    "AERAAAIAAQAAAAAB4gABAAAAAAAAABkAAgAAAAAB+wABAAAAAAAAACQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZl"
    "AgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH/"
    "/wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29s"
    "cm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAA"
    "AwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAARW1kYXQAAAAVKAGvC2D15YOv//LK9+oog6FX"
    "T/UOAAAABkV4aWYAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA"
)
"""A red picture of 64 by 32 pixels."""
ORIENTATION, OWNER = 0x0112, 0xA430


@pytest.fixture
def officer(notes: Bench[Any]) -> Caller:
    return notes.caller("officer-1", "130624100", Role.OFFICER)


def picture(form: str = "JPEG", size: tuple[int, int] = (48, 32), mode: str = "RGB", turned: int = 1) -> bytes:
    """Return a picture whose left half is red, as a telephone writes it."""
    drawn = Image.new(mode, size)
    if mode.startswith("RGB"):
        drawn.paste((255, 0, 0, *([255] * (len(mode) - 3))), (0, 0, size[0] // 2, size[1]))
    exif = drawn.getexif()
    exif[ORIENTATION], exif[OWNER] = turned, "王老五"
    written = io.BytesIO()
    drawn.save(written, form, exif=exif, icc_profile=b"a profile of a telephone" * 10)
    return written.getvalue()


async def thumbnail(officer: Caller, content: bytes, media_type: str, side: int = 320) -> Image.Image:
    file = await officer.upload(content, media_type)
    answer = await officer.ask(f"/files/{file}/thumbnail", side=side)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/webp")
    return Image.open(io.BytesIO(answer.content), formats=["WEBP"])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_is_shown_upright_and_without_what_a_telephone_wrote(officer: Caller, form: str) -> None:
    """Turned by 90 degrees, the left half is above."""
    shown = await thumbnail(officer, picture(form, turned=6), f"image/{form.lower()}")
    assert shown.size == (32, 48)
    red, green, _ = shown.convert("RGB").getpixel((16, 5))  # type: ignore[misc]
    assert red > 200 > 60 > green
    assert dict(shown.getexif()) == {}
    assert not shown.info.keys() & {"exif", "icc_profile", "xmp"}


@pytest.mark.parametrize(("side", "size"), [(320, (320, 160)), (1280, (800, 400))])
async def test_it_is_as_small_as_asked_and_never_larger_than_the_picture(
    notes: Bench[Any], officer: Caller, side: int, size: tuple[int, int]
) -> None:
    assert (await thumbnail(officer, picture("WEBP", (800, 400)), "image/webp", side)).size == size


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
async def test_every_kind_of_png_is_shown(officer: Caller, mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (9, 9)).save(written, "PNG")
    assert (await thumbnail(officer, written.getvalue(), "image/png")).size == (9, 9)


async def test_what_iphones_take_is_shown(officer: Caller) -> None:
    shown = await thumbnail(officer, HEIC, "image/heic")
    red, green, _ = shown.convert("RGB").getpixel((16, 16))  # type: ignore[misc]
    assert (max(shown.size), red > 150, green < 80) == (64, True, True)


async def test_it_is_made_once(notes: Bench[Any], officer: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    file = await officer.upload(picture())
    first = await officer.ask(f"/files/{file}/thumbnail")
    assert first.headers["cache-control"] == "private, no-cache"
    known = {"If-None-Match": first.headers["etag"], **officer.headers}
    assert (await notes.client.get(f"/files/{file}/thumbnail", headers=known)).status_code == 304
    monkeypatch.setattr(thumbnails, "drawn", None)
    assert (await officer.ask(f"/files/{file}/thumbnail")).content == first.content
    assert (await officer.ask(f"/files/{file}/thumbnail", side=1280)).status_code == 500


async def test_a_lost_one_is_made_anew(notes: Bench[Any], officer: Caller) -> None:
    file = await officer.upload(picture())
    first = await officer.ask(f"/files/{file}/thumbnail")
    assert await notes.parts.documents.delete("thumbnail", {})
    assert (await officer.ask(f"/files/{file}/thumbnail")).content == first.content


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that claims to be so large; its few bytes hold no row of it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + bytes((8, 6, 0, 0, 0))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x00\x00\x00\x18ftypqt  \x00\x00\x02\x00", "video/quicktime"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "image/jpeg"),
        (picture()[:-60], "image/jpeg"),
        (bomb(30, 30), "image/png"),
        (bomb(60_000, 60_000), "image/png"),
        (HEIC[:300], "image/heic"),
    ],
    ids=["paper", "film", "no picture", "half a picture", "empty", "bomb", "half of what an iPhone took"],
)
async def test_what_can_not_be_drawn_small_has_none(officer: Caller, content: bytes, media_type: str) -> None:
    file = await officer.upload(content, media_type)
    refused = await officer.ask(f"/files/{file}/thumbnail")
    assert (refused.status_code, refused.json()["code"]) == (404, "no-thumbnail")


async def test_a_picture_of_too_many_pixels_is_not_even_decoded(
    officer: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST_PIXELS", 48 * 32 - 1)
    monkeypatch.setattr(drawing, "MOST_OF_JPEG", 48 * 32)
    for form, status in (("PNG", 404), ("WEBP", 404), ("JPEG", 200)):
        file = await officer.upload(picture(form), f"image/{form.lower()}")
        assert (await officer.ask(f"/files/{file}/thumbnail")).status_code == status


@pytest.mark.parametrize("side", ["0", "1", "100000", "x"])
async def test_there_are_two_sizes(officer: Caller, side: str) -> None:
    file = await officer.upload(picture())
    assert (await officer.ask(f"/files/{file}/thumbnail", side=side)).status_code == 422
