"""What can be done with bodies and officers, and the parts that it takes."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from chassis.consuming import RowStore
from chassis.deadlines import CLAIM, Claims, Fate, Ticking
from chassis.http import key_of
from chassis.process import Parts
from chassis.store import Aggregate, Store, Stored
from contracts.identity import BodyEvent, OfficerEvent
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyKind, PersonId, Role
from identity.domain import body, certificate, officer
from identity.domain.body import Body, RegisterBody
from identity.domain.certificate import CertifyOfficer
from identity.domain.facts import Facts
from identity.domain.officer import Officer, RegisterOfficer
from identity.keys import Keys
from identity.logins import Logins

NOT_FIRST = Rule(
    "identity/not-first", "首位管理员已经设立", category=Category.CONFLICT, remedy="请由现有管理员开立账户"
)
WRONG_SECRET = Rule("identity/wrong-secret", "一次性密钥不正确", category=Category.NOT_ALLOWED)

COUNTY = "130624-county"
FIRST = PersonId("officer-first-administrator")

BODY = Aggregate(kind="body", state=Body, event=BodyEvent, evolve=body.land, indexes=("registered.kind",))
OFFICER = Aggregate(
    kind="officer",
    state=Officer,
    event=OfficerEvent,
    evolve=officer.evolve,
    indexes=("registered.body", "certified.certificate"),
)

type Decision[C] = Callable[[Officer, C, Facts], list[OfficerEvent]]


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    bodies: Store[Body, BodyEvent]
    officers: Store[Officer, OfficerEvent]
    claims: Claims
    logins: Logins
    keys: Keys

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.bodies, self.officers, self.claims.store]

    @property
    def rows(self) -> list[RowStore[None]]:
        return []

    @property
    def ticking(self) -> list[Ticking]:
        return [self.claims.ticking]

    async def prepare(self) -> None:
        await self.keys.prepare()

    async def register_body(self, command: RegisterBody, who: Origin) -> Stored[Body]:
        return await self.bodies.create(f"body-{command.code}", body.register_body, command, who, self.of_body)

    async def register_officer(self, command: RegisterOfficer, who: Origin) -> Stored[Officer]:
        id = f"officer-{key_of(who)}"
        return await self.officers.create(id, officer.register_officer, command, who, self.of_officer)

    async def change[C](self, id: PersonId, decide: Decision[C], command: C, who: Origin) -> Stored[Officer]:
        return await self.officers.change(id, decide, command, who, self.of_officer)

    async def certify(self, id: PersonId, command: CertifyOfficer, who: Origin) -> Stored[Officer]:
        """The number is claimed first: two people can't have the same one."""
        await self.change(id, certificate.certify_officer, command, replace(who, dry_run=True))
        if not who.dry_run:
            await self.claims.take(f"certificate-{command.certificate}", id, certificate.NUMBER_TAKEN, who)
        return await self.change(id, certificate.certify_officer, command, who)

    async def first_administrator(self, secret: str, name: str, who: Origin) -> Stored[Officer]:
        """Once, by the secret that the operator set: the county's own body and its administrator.

        Done is it with the login, so that a start that broke off before it can be repeated.
        """
        known = self.parts.settings.first_administrator_secret
        if known is None or not hmac.compare_digest(secret.encode(), known.get_secret_value().encode()):
            refuse(WRONG_SECRET)
        if await self.logins.has(FIRST):
            refuse(NOT_FIRST)
        county = RegisterBody(code=COUNTY, name="阜平县人民政府", kind=BodyKind.OFFICE)
        await self.bodies.create(f"body-{COUNTY}", body.register_body, county, who, self.of_body)
        command = RegisterOfficer(name=name, body=COUNTY, roles=(Role.ADMINISTRATOR,))
        return await self.officers.create(FIRST, officer.register_officer, command, who, self.of_officer)

    async def of_body(self, state: Body | None, command: RegisterBody, who: Origin) -> Facts:
        return Facts(on=who.on)

    async def of_officer(self, state: Officer | None, command: object, who: Origin) -> Facts:
        """The body is named by the command that registers, and never changes."""
        if not isinstance(command, RegisterOfficer):
            return Facts(on=who.on)
        found = await self.bodies.find(f"body-{command.body}")
        return Facts(
            on=who.on, body_known=found is not None, territory=found.state.registered.township if found else None
        )


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    officers = parts.store(OFFICER)

    async def fate(claimant: str) -> Fate:
        """A certificate number is used once its person was certified with it."""
        found = await officers.find(claimant)
        return Fate.USED if found and found.state.certified else Fate.UNUSED

    settings = parts.settings
    return Service(
        parts=parts,
        bodies=parts.store(BODY),
        officers=officers,
        claims=Claims(parts.store(CLAIM), fate),
        logins=Logins(parts.documents),
        keys=Keys(parts.documents, settings.issuer, settings.audience),
    )
