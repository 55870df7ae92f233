"""The keys that tokens are signed with; the public halves are published as a JWKS."""

import secrets
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from chassis.clock import wall
from chassis.documents import Documents, find_one
from chassis.security import ALGORITHM, NO_KEYS
from contracts.refusal import refuse

COLLECTION = "keys"
TOKEN_LIVES = timedelta(minutes=30)


class Keys:
    """Kept in identity's own store, so that every process signs with the same one."""

    def __init__(self, documents: Documents, issuer: str, audience: str) -> None:
        self.documents = documents
        self.issuer = issuer
        self.audience = audience

    async def prepare(self) -> None:
        """The first key, if there is none; two processes that start at once agree on one."""
        kid = secrets.token_hex(8)
        key = OKPKey.generate_key("Ed25519", {"kid": kid, "alg": ALGORITHM, "use": "sig"})
        await self.documents.insert(COLLECTION, {"_id": "current", "key": dict(key.as_dict(private=True))})

    async def published(self) -> dict[str, Any]:
        """The public halves (RFC 7517)."""
        return dict(KeySet([await self._current()]).as_dict(private=False))

    async def sign(self, claims: dict[str, Any]) -> tuple[str, int]:
        """A token and when it expires (Unix seconds)."""
        now = wall()
        expires = int((now + TOKEN_LIVES).timestamp())
        body = {"iss": self.issuer, "aud": self.audience, "iat": int(now.timestamp()), "exp": expires, **claims}
        key = await self._current()
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, body, key, algorithms=[ALGORITHM]), expires

    async def _current(self) -> OKPKey:
        found = await find_one(self.documents, COLLECTION, {"_id": "current"}) or refuse(NO_KEYS)
        return OKPKey.import_key(found["key"])
