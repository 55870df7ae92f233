"""Setting up a county: its own body and the first administrator, once."""

import hmac
from dataclasses import dataclass

from pydantic import SecretStr

from chassis.clock import Clock
from chassis.store import Store, no_facts
from contracts.identity import BodyEvent, OfficerEvent
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyKind, PersonId, Role
from identity.bodies.domain import Body, RegisterBody, body_id, register_body
from identity.officers.domain.officer import Officer, RegisterOfficer, register_officer
from identity.officers.facts import OfficerFacts
from identity.sign_in.logins import Logins
from identity.sign_in.passwords import check_password

NOT_FIRST = Rule(
    "identity/not-first", "首位管理员已经设立", category=Category.CONFLICT, remedy="请由现有管理员开立账户"
)
WRONG_SECRET = Rule("identity/wrong-secret", "一次性密钥不正确", category=Category.NOT_ALLOWED)

FIRST = PersonId("officer-first-administrator")


@dataclass(frozen=True, kw_only=True)
class Setup:
    """`secret` is the operator's setting; without it nobody can be the first administrator."""

    secret: SecretStr | None
    bodies: Store[Body, BodyEvent]
    officers: Store[Officer, OfficerEvent]
    facts: OfficerFacts
    logins: Logins
    clock: Clock

    async def first_administrator(self, secret: str, name: str, login: str, password: str) -> PersonId:
        """Register the county's own body and its administrator, then open the login.

        The login comes last and tells that all is done: a start that broke off before it can be repeated.
        """
        if self.secret is None or not hmac.compare_digest(secret.encode(), self.secret.get_secret_value().encode()):
            refuse(WRONG_SECRET)
        if await self.logins.has(FIRST):
            refuse(NOT_FIRST)
        check_password(password, login)
        who = Origin(actor=FIRST, agency=COUNTY, cause="first-administrator", request="", at=self.clock())
        county = RegisterBody(code=COUNTY, name="阜平县人民政府", kind=BodyKind.OFFICE)
        await self.bodies.create(body_id(COUNTY), register_body, county, who, no_facts)
        command = RegisterOfficer(name=name, body=COUNTY, roles=(Role.ADMINISTRATOR,))
        await self.officers.create(FIRST, register_officer, command, who, self.facts.of_registration)
        await self.logins.open(login, FIRST, password, must_change=False)
        return FIRST
