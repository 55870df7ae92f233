"""Tokens: what they say of their holder."""

from dataclasses import dataclass
from typing import Any

from chassis.clock import Clock
from contracts.values import CHINA
from identity.officers.domain.officer import Officer
from identity.sign_in.keys import TOKEN_LIFETIME, Keys
from identity.sign_in.logins import Login


@dataclass(frozen=True)
class Token:
    """`expires` is Unix seconds, `expires_in` the seconds until then; `device` is the sign-in that it is bound to."""

    text: str
    expires: int
    device: str = ""
    expires_in: int = int(TOKEN_LIFETIME.total_seconds())


@dataclass(frozen=True)
class Issuing:
    keys: Keys
    clock: Clock

    async def token(self, login: Login, officer: Officer, device: str = "") -> Token:
        text, expires = await self.keys.sign(self._claims(login, officer, device))
        return Token(text, expires, device)

    def _claims(self, login: Login, officer: Officer, device: str) -> dict[str, Any]:
        """Ids only; the certificate only while it counts."""
        today = self.clock().astimezone(CHINA).date()
        optional = {
            "certificate": officer.certificate_on(today),
            "township": officer.registered.township,
            "session": officer.session,
            "device": device,
            "must_change": login.must_change,
        }
        present = {name: value for name, value in optional.items() if value}
        return {"sub": login.person, "agency": officer.registered.body, "roles": list(officer.roles), **present}
