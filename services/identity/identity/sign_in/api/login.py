"""Routes of logins: opened and reset by administrators, their passwords changed by oneself."""

from typing import Annotated

from fastapi import Query, Request

from chassis.documents import Page
from chassis.http import address_of, routes
from contracts.values import PersonId, Value, Word
from identity.dependencies import Administrator, Overseer, SecretAdministrator, Self
from identity.officers.domain.account import AskReset
from identity.sign_in.api.dependencies import MAY_BE_LOCKED, Done, Password, Secret, Verbs
from identity.sign_in.seen import SeenQuery, SeenView

router = routes(tag="sign-in")


class OpenLogin(Value):
    login: Word
    password: Secret = Password


class ResetLogin(Value):
    password: Secret = Password


class ChangePassword(Value):
    """The token says whose it is; `login` may name it as well."""

    old: Secret
    new: Secret = Password
    login: Word | None = None


class PasswordChanged(Done):
    """A token in place of the caller's, which is void now, as at sign-in; none for a dry run."""

    token: str | None
    expires: int | None
    expires_in: int | None
    must_change: bool
    device: str | None


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
async def change_password(command: ChangePassword, credentials: Verbs, who: Self, request: Request) -> PasswordChanged:
    """Keep this device signed in, by the answer's token and its cookie; all others sign in anew."""
    old, new = command.old.get_secret_value(), command.new.get_secret_value()
    token = await credentials.change_password(command.login, old, new, address_of(request), who)
    return PasswordChanged(
        person=who.actor,
        token=token.text if token else None,
        expires=token.expires if token else None,
        expires_in=token.expires_in if token else None,
        must_change=False,
        device=who.device or None,
    )
