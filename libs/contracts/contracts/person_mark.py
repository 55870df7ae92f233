"""The mark of a human being: the same in every service, without telling who it is (docs/decisions/0034)."""

import hmac

from contracts.texts import identifier


def person_mark(secret: bytes, number: str) -> str:
    """Return the keyed hash (sha256, hex) of an identity number in any writing; `secret` is ZHIFATONG_ACT_KEY."""
    return hmac.new(secret, f"person\n{identifier(number)}".encode(), "sha256").hexdigest()
