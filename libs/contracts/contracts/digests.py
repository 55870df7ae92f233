"""Chain of digests that makes a history tamper-evident: each digest covers the one before.

Every digest names its algorithm, so that SM3 can follow. Digested is RFC 8785 JSON, so that anyone can recompute it.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

START = ""


def digest(payload: bytes) -> str:
    return "sha256:" + hashlib.sha256(payload).hexdigest()


def field_digest(salt: str, value: Any) -> str:
    """Return the digest of a personal value; the salt (hex) keeps short values from being guessed."""
    return digest(bytes.fromhex(salt) + rfc8785.dumps(value))


def event_digest(previous: str, record: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """Return the digest of a stored event, which covers the previous digest and the digests of its personal fields."""
    facts = [record[name] for name in ("sequence", "type", "time", "actor", "agency", "township", "cause", "data")]
    return digest(rfc8785.dumps([previous, *facts, fields]))


def request_digest(command: str, subject: str, body: dict[str, Any]) -> str:
    """Return the digest of a request, which tells a repeated key from a reused one."""
    return digest(rfc8785.dumps([command, subject, body]))
