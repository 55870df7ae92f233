"""Digests that a sender names of what is sent (RFC 9530): `Content-Digest` of this part, `Repr-Digest` of the whole."""

import base64
import binascii
import re

from fastapi import Request

from contracts.refusal import Category, Rule, refuse

UNREADABLE = Rule(
    "bad-digest",
    "{header} 应写作 sha-256=:<Base64>:",
    category=Category.MALFORMED,
    remedy="指纹只认 SHA-256（RFC 9530）；不注明也可上传",
)
PART, WHOLE = "Content-Digest", "Repr-Digest"
BYTES = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


def named(request: Request, header: str) -> str | None:
    """Return the SHA-256 in hex, None without the header; refuses UNREADABLE for one that tells no SHA-256."""
    given = ",".join(request.headers.getlist(header))
    if not given:
        return None
    for member in given.split(","):
        if found := BYTES.fullmatch(member.strip()):
            return base64.b64decode(found[1]).hex()
    refuse(UNREADABLE, header=header)


def told(sha256: str) -> str:
    """Return a SHA-256 in hex as the value of either header."""
    return f"sha-256=:{binascii.b2a_base64(bytes.fromhex(sha256), newline=False).decode()}:"
