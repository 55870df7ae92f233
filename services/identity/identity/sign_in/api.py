"""Routes of signing in, setting passwords, and the keys by which tokens are checked."""

from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from chassis.http import Problem, routes
from contracts.values import PersonId, Value, Word
from identity.dependencies import Administrator, Self
from identity.sign_in.setup import FirstPerson, Setup
from identity.sign_in.verbs import Credentials

router = routes(tag="sign-in")

Password = Field(min_length=10, max_length=200)

MAY_BE_LOCKED: dict[int | str, dict[str, Any]] = {429: {"model": Problem}}


def writable(secret: SecretStr) -> SecretStr:
    """A secret is compared and hashed as bytes; JSON can name half a character, which has none."""
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


class FirstAdministrator(FirstPerson):
    secret: Secret
    login: Word
    password: Secret = Password


class SetLogin(Value):
    login: Word
    password: Secret = Password


class ChangePassword(Value):
    login: Word
    old: Secret
    new: Secret = Password


class Done(BaseModel):
    person: PersonId


async def verbs(request: Request) -> Credentials:
    credentials: Credentials = request.app.state.service.credentials
    return credentials


async def setup_of(request: Request) -> Setup:
    setup: Setup = request.app.state.service.setup
    return setup


Verbs = Annotated[Credentials, Depends(verbs)]
CountySetup = Annotated[Setup, Depends(setup_of)]


@router.get("/jwks")
async def published_keys(credentials: Verbs) -> dict[str, Any]:
    return await credentials.keys.published()


@router.post("/first-administrator", status_code=201, summary="设立首位管理员")
async def first_administrator(command: FirstAdministrator, setup: CountySetup) -> Done:
    secret, password = command.secret.get_secret_value(), command.password.get_secret_value()
    return Done(person=await setup.first_administrator(secret, command, command.login, password))


@router.post("/sign-in", responses=MAY_BE_LOCKED, summary="登录")
async def sign_in(command: SignIn, credentials: Verbs) -> SignedIn:
    login, token = await credentials.sign_in(command.login, command.password.get_secret_value())
    return SignedIn(token=token.text, expires=token.expires, person=login.person, must_change=login.must_change)


@router.post("/officers/{officer_id}/login", status_code=201, summary="开立登录名")
async def set_login(officer_id: PersonId, command: SetLogin, credentials: Verbs, who: Administrator) -> Done:
    """The administrator opens the account; the person sets a password of their own at first sign-in."""
    await credentials.open(officer_id, command.login, command.password.get_secret_value(), who)
    return Done(person=officer_id)


@router.post("/password", responses=MAY_BE_LOCKED, summary="修改密码")
async def change_password(command: ChangePassword, credentials: Verbs, who: Self) -> Done:
    old, new = command.old.get_secret_value(), command.new.get_secret_value()
    return Done(person=await credentials.change_password(command.login, old, new, who))
