"""Signing in, setting passwords, and the keys by which tokens are checked."""

from typing import Annotated, Any

from fastapi import Request
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from chassis.clock import Clock
from chassis.http import Problem, routes
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import PersonId, Value, Word
from identity import queries
from identity.api.given import Administrator, Anyone, Identity, Self
from identity.logins import NOT_YOURS
from identity.service import COUNTY, FIRST, Service
from identity.view import OfficerView

router = routes(tag="sign-in")

Password = Field(min_length=10, max_length=200)

MAY_BE_LOCKED: dict[int | str, dict[str, Any]] = {429: {"model": Problem}}


def writable(secret: SecretStr) -> SecretStr:
    """It is compared and hashed as bytes; JSON can name half a character, which has none."""
    try:
        secret.get_secret_value().encode()
    except UnicodeEncodeError:
        raise ValueError("应为文字") from None
    return secret


Secret = Annotated[SecretStr, AfterValidator(writable)]


class SignIn(Value):
    login: Word
    password: Secret


class SignedIn(BaseModel):
    """`expires` is Unix seconds; `must_change` asks for a password of the person's own."""

    token: str
    expires: int
    person: PersonId
    must_change: bool


class FirstAdministrator(Value):
    secret: Secret
    name: Word
    login: Word
    password: Secret = Password


class SetLogin(Value):
    login: Word
    password: Secret = Password


class Done(BaseModel):
    person: PersonId


@router.get("/jwks")
async def published_keys(identity: Identity) -> dict[str, Any]:
    return await identity.keys.published()


@router.post("/first-administrator", status_code=201, summary="设立首位管理员")
async def first_administrator(command: FirstAdministrator, request: Request, identity: Identity) -> Done:
    clock: Clock = request.app.state.clock
    who = Origin(actor=FIRST, agency=COUNTY, cause="first-administrator", request="", at=clock())
    await identity.first_administrator(command.secret.get_secret_value(), command.name, who)
    await identity.logins.open(command.login, FIRST, command.password.get_secret_value(), must_change=False)
    return Done(person=FIRST)


@router.post("/sign-in", responses=MAY_BE_LOCKED, summary="登录")
async def sign_in(command: SignIn, request: Request, identity: Identity) -> SignedIn:
    login = await identity.logins.check(command.login, command.password.get_secret_value())
    clock: Clock = request.app.state.clock
    claims = await claims_of(identity, login.person, clock)
    token, expires = await identity.keys.sign(claims)
    return SignedIn(token=token, expires=expires, person=login.person, must_change=login.must_change)


async def claims_of(identity: Service, person: PersonId, clock: Clock) -> dict[str, Any]:
    """Ids only; the certificate stands in the token only while it counts."""
    officer = (await identity.officers.read(person)).state
    today = Origin(actor=person, agency=officer.registered.body, cause="", request="", at=clock()).on
    optional = {"certificate": officer.certificate_on(today), "township": officer.registered.township}
    present = {name: value for name, value in optional.items() if value}
    return {"sub": person, "agency": officer.registered.body, "roles": list(officer.roles), **present}


@router.post("/officers/{officer_id}/login", status_code=201, summary="开立登录名")
async def set_login(officer_id: PersonId, command: SetLogin, identity: Identity, who: Administrator) -> Done:
    """The administrator opens the account; the person sets a password of their own at first sign-in."""
    await identity.officers.read(officer_id)
    if not who.dry_run:
        password = command.password.get_secret_value()
        await identity.logins.open(command.login, officer_id, password, must_change=True)
    return Done(person=officer_id)


class ChangePassword(Value):
    login: Word
    old: Secret
    new: Secret = Password


@router.post("/password", responses=MAY_BE_LOCKED, summary="修改密码")
async def change_password(command: ChangePassword, identity: Identity, who: Self) -> Done:
    login = await identity.logins.check(command.login, command.old.get_secret_value())
    if login.person != who.actor:
        refuse(NOT_YOURS)
    if not who.dry_run:
        await identity.logins.open(command.login, login.person, command.new.get_secret_value(), must_change=False)
    return Done(person=login.person)


@router.get("/me")
async def who_am_i(identity: Identity, who: Anyone) -> OfficerView:
    return await queries.one(identity, await identity.officers.read(who.actor), who)
