"""Chain of digests that makes a history tamper-evident: each digest covers the one before.

Every digest names its algorithm, so that SM3 can follow. Digested is RFC 8785 JSON, so that anyone can recompute it.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import rfc8785

START = ""

LARGEST = 2**53 - 1
"""The largest number that RFC 8785 writes as an integer."""

quoted = json.JSONEncoder(ensure_ascii=False).encode


def canonical(value: Any) -> bytes:
    """Write RFC 8785 JSON. Texts, lists and objects are written here, several times as fast; the rest by rfc8785."""
    try:
        return written(value).encode()
    except UnicodeEncodeError:  # a lone surrogate: rfc8785 says what is wrong
        return rfc8785.dumps(value)


def written(value: Any) -> str:
    """Write one value; names sort as they are where they are ASCII, else by the rule of rfc8785."""
    kind = type(value)
    if kind is str:
        return quoted(value)
    if kind is list or kind is tuple:
        return f"[{','.join([written(element) for element in value])}]"
    if kind is dict and all(type(name) is str and name.isascii() for name in value):
        return f"{{{','.join([f'{quoted(name)}:{written(value[name])}' for name in sorted(value)])}}}"
    if kind is int and -LARGEST <= value <= LARGEST:
        return str(value)
    return rfc8785.dumps(value).decode()


def digest(payload: bytes) -> str:
    return "sha256:" + hashlib.sha256(payload).hexdigest()


def sha256_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def field_digest(salt: str, value: Any) -> str:
    """Return the digest of a personal value; the salt (hex) keeps short values from being guessed."""
    return digest(bytes.fromhex(salt) + canonical(value))


def event_digest(previous: str, record: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """Return the digest of a stored event, which covers the previous digest and the digests of its personal fields."""
    facts = [record[name] for name in ("sequence", "type", "time", "actor", "agency", "township", "cause", "data")]
    return digest(canonical([previous, *facts, fields]))
