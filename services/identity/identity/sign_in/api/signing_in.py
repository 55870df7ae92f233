"""Routes of coming in and going out, and the keys by which tokens are checked."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Cookie, Header, Request, Response
from pydantic import BaseModel, Field

from chassis.http import address_of, routes
from contracts.values import PersonId, Value, Word
from identity.dependencies import Leaving
from identity.officers.view import LoginView, login_view
from identity.sign_in.api.cookie import NAME, forget, hand_over
from identity.sign_in.api.dependencies import MAY_BE_LOCKED, CountySetup, Done, Password, Secret, Stays, Verbs
from identity.sign_in.device_view import DeviceView, device_view
from identity.sign_in.setup import FirstPerson

router = routes(tag="sign-in")

Again = Annotated[
    UUID, Header(alias="Idempotency-Key", description="每次续期一个 UUID，先保存再发送；没有收到答复而重试时不变")
]
RefreshCookie = Annotated[str, Cookie(alias=NAME)]


class OnDevice(Value):
    """`id` is a UUID that the device made for itself once; the person knows it by `name`, such as 华为 Mate 60."""

    id: UUID
    name: Annotated[Word, Field(max_length=50)]


class SignIn(Value):
    login: Word
    password: Secret
    device: OnDevice | None = None


class Issued(BaseModel):
    """`expires` is Unix seconds; `must_change` asks for a password of the person's own.

    `device` is the id of the sign-in on this device; None where it is bound to none.
    """

    token: str
    expires: int
    expires_in: int
    person: PersonId
    must_change: bool
    device: str | None


class SignedIn(Issued):
    """`login` tells at each sign-in who opened and reset it, and when: the person knows what they asked for.

    `copied` are devices that were ended since their refresh cookie was used twice; each is told once.
    """

    login: LoginView
    copied: list[DeviceView]


class FirstAdministrator(FirstPerson):
    secret: Secret
    login: Word
    password: Secret = Password


@router.get("/jwks", summary="登录凭证的公钥")
async def published_keys(credentials: Verbs) -> dict[str, Any]:
    return await credentials.issuing.keys.published()


@router.post("/first-administrator", status_code=201, summary="设立首位管理员")
async def first_administrator(command: FirstAdministrator, setup: CountySetup) -> Done:
    secret, password = command.secret.get_secret_value(), command.password.get_secret_value()
    return Done(person=await setup.first_administrator(secret, command, command.login, password))


@router.post("/sign-in", responses=MAY_BE_LOCKED, summary="登录")
async def sign_in(
    command: SignIn, credentials: Verbs, staying: Stays, request: Request, response: Response
) -> SignedIn:
    """With `device` it sets the cookie for `POST /refresh`, by which the device stays signed in."""
    password = command.password.get_secret_value()
    login, officer = await credentials.sign_in(command.login, password, address_of(request))
    device = ""
    if command.device:
        opened, secret = await staying.begin(login.person, str(command.device.id), command.device.name, officer)
        device = opened.id
        hand_over(response, secret, opened, request)
    token = await credentials.issuing.token(login, officer, device)
    return SignedIn(
        token=token.text,
        expires=token.expires,
        expires_in=token.expires_in,
        person=login.person,
        must_change=login.must_change,
        device=device or None,
        login=login_view(officer),
        copied=[device_view(one, device) for one in await staying.untold(login.person)],
    )


@router.post("/refresh", summary="续期登录")
async def refresh(
    staying: Stays, key: Again, request: Request, response: Response, cookie: RefreshCookie = ""
) -> Issued:
    """By the cookie alone. The header can't be sent by a page of another site: that is what guards the cookie."""
    token, secret, device, login = await staying.refresh(cookie, str(key))
    hand_over(response, secret, device, request)
    return Issued(
        token=token.text,
        expires=token.expires,
        expires_in=token.expires_in,
        person=device.person,
        must_change=login.must_change,
        device=device.id,
    )


@router.post("/sign-out", summary="退出登录")
async def sign_out(staying: Stays, who: Leaving, response: Response) -> Done:
    await staying.sign_out(who)
    forget(response)
    return Done(person=who.actor)


@router.post("/sign-out-everywhere", summary="退出全部设备")
async def sign_out_everywhere(staying: Stays, who: Leaving, response: Response) -> Done:
    await staying.sign_out_everywhere(who)
    forget(response)
    return Done(person=who.actor)
