"""The key that tokens are signed with; its public half is published as a JWKS."""

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
TOKEN_LIFETIME = timedelta(minutes=30)


class Keys:
    """Signs tokens with the key in identity's own store: every process with the same one."""

    def __init__(self, documents: Documents, issuer: str, audience: str) -> None:
        self.documents = documents
        self.issuer = issuer
        self.audience = audience

    async def prepare(self) -> None:
        """Make the first key, if there is none; of two processes that start at once, one's key is kept."""
        kid = secrets.token_hex(8)
        key = OKPKey.generate_key("Ed25519", {"kid": kid, "alg": ALGORITHM, "use": "sig"})
        await self.documents.insert(COLLECTION, {"_id": "current", "key": dict(key.as_dict(private=True))})

    async def published(self) -> dict[str, Any]:
        """The JWK set of the public half (RFC 7517)."""
        return dict(KeySet([await self._current()]).as_dict(private=False))

    async def sign(self, claims: dict[str, Any]) -> tuple[str, int]:
        """A token, and its expiry in Unix seconds."""
        now = wall()
        expires = int((now + TOKEN_LIFETIME).timestamp())
        body = {"iss": self.issuer, "aud": self.audience, "iat": int(now.timestamp()), "exp": expires, **claims}
        key = await self._current()
        return jwt.encode({"alg": ALGORITHM, "kid": key.kid}, body, key, algorithms=[ALGORITHM]), expires

    async def _current(self) -> OKPKey:
        found = await find_one(self.documents, COLLECTION, {"_id": "current"}) or refuse(NO_KEYS)
        return OKPKey.import_key(found["key"])
