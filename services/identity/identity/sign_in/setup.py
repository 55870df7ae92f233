"""Setting up a county: its own body and the first administrator, once."""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from pydantic import SecretStr

from chassis.clock import Clock
from chassis.store import Store, Stored, no_facts
from contracts.identity import BodyEvent
from contracts.origin import Origin
from contracts.places import COUNTY
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyKind, IdentityNumber, Name, PersonId, Role, Telephone, Value
from identity.bodies.domain import Body, RegisterBody, body_id, register_body
from identity.officers.domain.officer import Officer, RegisterOfficer
from identity.sign_in.passwords import check_password

NOT_FIRST = Rule(
    "identity/not-first", "首位管理员已经设立", category=Category.CONFLICT, remedy="请由现有管理员开立账户"
)
WRONG_SECRET = Rule("identity/wrong-secret", "一次性密钥不正确", category=Category.NOT_ALLOWED)

FIRST = PersonId("officer-first-administrator")


class FirstPerson(Value):
    """The human being who becomes the first administrator."""

    name: Name
    number: IdentityNumber
    telephone: Telephone


@dataclass(frozen=True, kw_only=True)
class Setup:
    """`secret` is the operator's setting; without it nobody can be the first administrator."""

    secret: SecretStr | None
    bodies: Store[Body, BodyEvent]
    register: Callable[[PersonId, RegisterOfficer, Origin], Awaitable[Stored[Officer]]]
    has_login: Callable[[PersonId], Awaitable[bool]]
    open: Callable[..., Awaitable[None]]
    clock: Clock

    async def first_administrator(self, secret: str, first: FirstPerson, login: str, password: str) -> PersonId:
        """Register the county's own body and its administrator, then open the login.

        The login comes last and tells that all is done: a start that broke off before it can be repeated.
        """
        if self.secret is None or not hmac.compare_digest(secret.encode(), self.secret.get_secret_value().encode()):
            refuse(WRONG_SECRET)
        if await self.has_login(FIRST):
            refuse(NOT_FIRST)
        check_password(password, login)
        who = Origin(actor=FIRST, agency=COUNTY, cause="first-administrator", request="", at=self.clock())
        county = RegisterBody(code=COUNTY, name="阜平县人民政府", kind=BodyKind.OFFICE)
        await self.bodies.create(body_id(COUNTY), register_body, county, who, no_facts)
        command = RegisterOfficer(
            name=first.name,
            number=first.number,
            telephone=first.telephone,
            body=COUNTY,
            roles=(Role.ADMINISTRATOR,),
        )
        await self.register(FIRST, command, who)
        opening = replace(who, cause=f"{who.cause}/login")
        await self.open(FIRST, login, password, opening, must_change=False)
        return FIRST
