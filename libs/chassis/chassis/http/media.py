"""Kinds of files, told by their first bytes: the label is only what somebody says."""

from collections.abc import AsyncIterator
from typing import Final

FIRST_BYTES: Final = 12
PICTURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
FILMS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"})
SOUNDS = frozenset({b"M4A ", b"M4B "})

EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "application/pdf": ".pdf",
}
"""The media types that are accepted, and how a file of each is named when it is saved."""


def kinds_of(first: bytes) -> tuple[str, ...]:
    """Return the accepted media types that a file beginning so may have; a film's container may hold sound alone."""
    for magic, kind in PICTURES.items():
        if first.startswith(magic):
            return (kind,)
    if first.startswith(b"%PDF-"):
        return ("application/pdf",)
    if first.startswith(b"RIFF") and first[8:12] == b"WEBP":
        return ("image/webp",)
    if first[4:8] == b"ftyp":
        return container(first[8:12])
    return ("audio/mpeg",) if is_mpeg_audio(first) else ()


def container(brand: bytes) -> tuple[str, ...]:
    """Return the types of an ISO container of the brand (ISO/IEC 14496-12)."""
    if brand in SOUNDS:
        return ("audio/mp4",)
    return ("video/mp4", "audio/mp4") if brand in FILMS else ()


def is_mpeg_audio(first: bytes) -> bool:
    """Return whether an ID3 tag or a frame of layer III begins here."""
    frame = len(first) > 1 and first[0] == 0xFF and first[1] & 0xE6 == 0xE2
    return first.startswith(b"ID3") or frame


async def beginning(content: AsyncIterator[bytes]) -> bytes:
    """Return what comes until the kind can be told, or all there is."""
    first = b""
    async for chunk in content:
        first += chunk
        if len(first) >= FIRST_BYTES:
            break
    return first


async def whole(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield the content again from its beginning."""
    yield first
    async for chunk in rest:
        yield chunk
