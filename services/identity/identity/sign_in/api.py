"""Routes of signing in, setting passwords, and the keys by which tokens are checked."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel, Field, SecretStr

from chassis.documents import Page
from chassis.http import Problem, address_of, routes
from contracts.values import PersonId, Value, Word
from identity.dependencies import Administrator, Overseer, SecretAdministrator, Self
from identity.officers.domain.account import AskReset
from identity.officers.view import LoginView, login_view
from identity.sign_in.seen import SeenQuery, SeenView
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
    """`expires` is Unix seconds; `must_change` asks for a password of the person's own.

    `login` tells at each sign-in who opened and reset it, and when: the person knows what they asked for.
    """

    token: str
    expires: int
    person: PersonId
    must_change: bool
    login: LoginView


class FirstAdministrator(FirstPerson):
    secret: Secret
    login: Word
    password: Secret = Password


class OpenLogin(Value):
    login: Word
    password: Secret = Password


class ResetLogin(Value):
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


@router.get("/jwks", summary="登录凭证的公钥")
async def published_keys(credentials: Verbs) -> dict[str, Any]:
    return await credentials.keys.published()


@router.post("/first-administrator", status_code=201, summary="设立首位管理员")
async def first_administrator(command: FirstAdministrator, setup: CountySetup) -> Done:
    secret, password = command.secret.get_secret_value(), command.password.get_secret_value()
    return Done(person=await setup.first_administrator(secret, command, command.login, password))


@router.post("/sign-in", responses=MAY_BE_LOCKED, summary="登录")
async def sign_in(command: SignIn, credentials: Verbs, request: Request) -> SignedIn:
    password = command.password.get_secret_value()
    login, token, officer = await credentials.sign_in(command.login, password, address_of(request))
    return SignedIn(
        token=token.text,
        expires=token.expires,
        person=login.person,
        must_change=login.must_change,
        login=login_view(officer),
    )


@router.post("/officers/{officer_id}/login", status_code=201, summary="开立登录名")
async def open_login(officer_id: PersonId, command: OpenLogin, credentials: Verbs, who: SecretAdministrator) -> Done:
    """The administrator opens the account; the person sets a password of their own at first sign-in."""
    await credentials.open(officer_id, command.login, command.password.get_secret_value(), who)
    return Done(person=officer_id)


@router.post("/officers/{officer_id}/login/reset", summary="申请重置密码")
async def ask_reset(officer_id: PersonId, command: AskReset, credentials: Verbs, who: Administrator) -> Done:
    await credentials.ask_reset(officer_id, command, who)
    return Done(person=officer_id)


@router.post("/officers/{officer_id}/login/reset/confirmation", summary="重置密码")
async def reset_login(officer_id: PersonId, command: ResetLogin, credentials: Verbs, who: SecretAdministrator) -> Done:
    await credentials.reset(officer_id, command.password.get_secret_value(), who)
    return Done(person=officer_id)


@router.get("/officers/{officer_id}/sign-ins", summary="查询登录记录")
async def list_sign_ins(
    officer_id: PersonId, query: Annotated[SeenQuery, Query()], credentials: Verbs, who: Overseer
) -> Page[SeenView]:
    return await credentials.door.of(officer_id, query)


@router.post("/password", responses=MAY_BE_LOCKED, summary="修改密码")
async def change_password(command: ChangePassword, credentials: Verbs, who: Self, request: Request) -> Done:
    old, new = command.old.get_secret_value(), command.new.get_secret_value()
    return Done(person=await credentials.change_password(command.login, old, new, address_of(request), who))
