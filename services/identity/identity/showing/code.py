"""The code that an officer shows: made and signed on the phone, so that it needs no network there."""

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

VERSION = 1
KEY_BYTES, TIME_BYTES, RANDOM_BYTES, SIGNATURE_BYTES = 16, 4, 8, 64
SIGNED = 1 + KEY_BYTES + TIME_BYTES + RANDOM_BYTES
LENGTH = 124
"""Characters of base64url, without padding."""
PATTERN = f"^[A-Za-z0-9_-]{{{LENGTH}}}$"
CONTEXT = b"zhifatong-certificate:"
"""Stands before what is signed, so that the signature counts for nothing else."""


@dataclass(frozen=True)
class ShownCode:
    """A version, the key's id, the seconds at which it was made, a random number, and the signature of all of these."""

    key: str
    shown_at: datetime
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    id: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the code of a text of that length; None for another version."""
        raw = base64.urlsafe_b64decode(text)
        if raw[0] != VERSION:
            return None
        key, rest = raw[1 : 1 + KEY_BYTES], raw[1 + KEY_BYTES :]
        seconds = int.from_bytes(rest[:TIME_BYTES])
        id = hashlib.sha256(raw[:SIGNED]).hexdigest()[: 2 * KEY_BYTES]
        return cls(key.hex(), datetime.fromtimestamp(seconds, UTC), CONTEXT + raw[:SIGNED], raw[SIGNED:], id)


def key_id(public_key: bytes) -> str:
    """The id of a public key, by which a code names it."""
    return hashlib.sha256(public_key).digest()[:KEY_BYTES].hex()
