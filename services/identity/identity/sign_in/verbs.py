"""The verbs of signing in: logins, passwords and tokens."""

from dataclasses import dataclass
from typing import Any

from chassis.clock import Clock
from chassis.store import Store
from contracts.identity import OfficerEvent
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, PersonId
from identity.officers.domain.officer import Officer
from identity.sign_in.keys import Keys
from identity.sign_in.logins import Login, Logins
from identity.sign_in.passwords import UNCHANGED, check_password

NOT_YOURS = Rule("identity/not-your-login", "只能修改本人的密码", category=Category.NOT_ALLOWED)


@dataclass(frozen=True)
class Token:
    """`expires` is Unix seconds."""

    text: str
    expires: int


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """Open logins, change passwords, and issue tokens."""

    officers: Store[Officer, OfficerEvent]
    logins: Logins
    keys: Keys
    clock: Clock

    async def sign_in(self, name: str, password: str) -> tuple[Login, Token]:
        """The login, and a token for its person; refuses a wrong password or a locked login."""
        login = await self.logins.check(name, password)
        text, expires = await self.keys.sign(await self._claims(login.person))
        return login, Token(text, expires)

    async def open(self, id: PersonId, name: str, password: str, who: Origin) -> None:
        """A login for a person with an account, who sets a password of their own at the first sign-in."""
        await self.officers.read(id)
        check_password(password, name)
        if not who.dry_run:
            await self.logins.open(name, id, password, must_change=True)

    async def change_password(self, name: str, old: str, new: str, who: Origin) -> PersonId:
        """The person whose password was changed: the caller; refuses another's login."""
        login = await self.logins.check(name, old)
        if login.person != who.actor:
            refuse(NOT_YOURS)
        if new == old:
            refuse(UNCHANGED)
        check_password(new, name)
        if not who.dry_run:
            await self.logins.open(name, login.person, new, must_change=False)
        return login.person

    async def _claims(self, person: PersonId) -> dict[str, Any]:
        """Ids only; the certificate only while it counts."""
        officer = (await self.officers.read(person)).state
        today = self.clock().astimezone(CHINA).date()
        optional = {"certificate": officer.certificate_on(today), "township": officer.registered.township}
        present = {name: value for name, value in optional.items() if value}
        return {"sub": person, "agency": officer.registered.body, "roles": list(officer.roles), **present}
