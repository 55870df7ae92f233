"""Caller of a command: from the token, the Idempotency-Key and the request itself."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID
from weakref import WeakKeyDictionary

from fastapi import Depends, Header, Query, Request
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param

from chassis.clock import Clock, ahead_of_wall
from chassis.security import MUST_CHANGE, NO_TOKEN, SESSION_OVER, SessionOf, TokenClaims, Tokens
from contracts.digests import canonical, digest
from contracts.done_at import CLOCKS_DIFFER
from contracts.judged import Prejudged
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.steps import NOT_YOUR_ROLE, words_of_roles
from contracts.trace import trace_context
from contracts.values import Moment, Role

BAD_ETAG = Rule("bad-etag", "If-Match 应为读取时得到的 ETag", category=Category.MALFORMED)
VERSION_MISSING = Rule(
    "version-missing",
    "办理须以 If-Match 说明依据的是哪一版记录，* 不说明任何一版",
    category=Category.MALFORMED,
    remedy="请先读取该记录，发送读取时得到的 ETag",
)

UNKNOWN_PARAMETER = Rule(
    "unknown-parameter", "没有这些查询参数：{names}", category=Category.MALFORMED, remedy="办理只有 dry_run"
)

Key = Annotated[UUID, Header(alias="Idempotency-Key", description="每项办理一个 UUID；重试时不变")]
IfMatch = Annotated[str | None, Header(alias="If-Match", description="读取时得到的 ETag")]
DeviceTime = Annotated[
    Moment | None, Header(alias="X-Device-Time", description="手机发送时所示的时间；据此核对办理时间")
]
VerdictTold = Annotated[
    str | None, Header(alias="X-Judged", description="手机的预判：rules=…, facts=…, version=…, at=…, verdict=…")
]
DryRun = Annotated[bool, Query(description="只判断、不办理")]

ETAG_DIGITS = 18
"""As many as the store's integers hold."""

type Dependency = Callable[..., Awaitable[Origin]]

ROLES: WeakKeyDictionary[Any, tuple[Role, ...]] = WeakKeyDictionary()
"""The roles that each dependency asks for; none where anybody may call."""


class Bearer(SecurityBase):
    """Check of the token, and its place in the documentation, in one: every dependency costs time of its own.

    Whoever has a password that an administrator set comes in only where `first` says so.
    """

    def __init__(self, *, first: bool = False) -> None:
        self.first = first
        self.model = HTTPBearer()
        self.scheme_name = "HTTPBearer"

    async def __call__(self, request: Request) -> TokenClaims:
        scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
        if scheme.lower() != "bearer" or not token:
            refuse(NO_TOKEN)
        tokens: Tokens = request.app.state.tokens
        claims = await tokens.claims(token)
        session_of: SessionOf = request.app.state.session_of
        if (await session_of(claims.sub)).voids(claims):
            refuse(SESSION_OVER)
        if claims.must_change and not self.first:
            refuse(MUST_CHANGE)
        return claims


def asks(*roles: Role, first: bool = False) -> Dependency:
    """Return the dependency that gives the caller of a query, in one of the roles (any, if none is named)."""

    async def caller(request: Request, claims: Annotated[TokenClaims, Depends(Bearer(first=first))]) -> Origin:
        check_role(claims, roles)
        return origin(request, claims, cause="", digest="")

    ROLES[caller] = roles
    return caller


def acts(*roles: Role, first: bool = False, secret: bool = False, unseen: bool = False) -> Dependency:
    """Return the dependency that gives the caller of a command, in one of the roles, with its key.

    What is asked with a `secret` in it is not digested: a history would keep by what a password can be guessed. What is
    `unseen` is the same whatever its record has become since, such as ending a sign-in: it rests on no version.
    """

    async def caller(
        request: Request,
        claims: Annotated[TokenClaims, Depends(Bearer(first=first))],
        key: Key,
        if_match: IfMatch = None,
        device_time: DeviceTime = None,
        verdict: VerdictTold = None,
        dry_run: DryRun = False,
    ) -> Origin:
        if strange := set(request.query_params) - {"dry_run"}:
            refuse(UNKNOWN_PARAMETER, names="、".join(sorted(strange)))
        who = origin(
            request,
            claims,
            cause=f"http:{claims.sub}:{key}",
            digest=digest_of_bytes(request, b"") if secret else await digest_of(request),
            as_sent="" if secret else digest_of_bytes(request, await request.body()),
            expected=None if unseen else version_of(if_match),
            dry_run=dry_run,
            sent_at=device_time,
            prejudged=Prejudged.read(verdict) if verdict else None,
        )
        request.state.origin = who
        check_role(claims, roles)
        if not unseen:
            check_version_given(request, if_match)
        return who

    ROLES[caller] = roles
    return caller


def check_version_given(request: Request, if_match: str | None) -> None:
    """Refuse a change of something that is there by somebody who does not say which version of it they saw.

    `*` says of none: it would let a screen that is out of date overwrite what others did since.
    """
    given = if_match is not None and (if_match != "*" or request.app.state.any_version)
    if request.path_params and not given:
        refuse(VERSION_MISSING)


def origin(
    request: Request,
    claims: TokenClaims,
    cause: str,
    digest: str,
    as_sent: str = "",
    expected: int | None = None,
    *,
    dry_run: bool = False,
    sent_at: datetime | None = None,
    prejudged: Prejudged | None = None,
) -> Origin:
    clock: Clock = request.app.state.clock
    at = clock()
    return Origin(
        actor=claims.sub,
        agency=claims.agency,
        township=claims.township,
        certificate=claims.certificate,
        roles=claims.roles,
        device=claims.device,
        cause=cause,
        request=digest,
        as_sent=as_sent,
        at=at,
        sent_at=sent_at,
        clock_ahead=seconds_ahead(sent_at, at - ahead_of_wall(clock)),
        expected=expected,
        dry_run=dry_run,
        prejudged=prejudged,
        traceparent=trace_context(request.headers.get("traceparent", "")),
    )


def seconds_ahead(shown: datetime | None, now: datetime) -> int:
    """Return by how much a phone's clock is ahead; nothing where it does not say so, or differs as clocks do."""
    ahead = shown - now if shown else timedelta()
    return round(ahead.total_seconds()) if abs(ahead) > CLOCKS_DIFFER else 0


def check_role(claims: TokenClaims, roles: tuple[Role, ...]) -> None:
    if roles and not claims.roles & set(roles):
        refuse(NOT_YOUR_ROLE, roles=words_of_roles(roles))


async def digest_of(request: Request) -> str:
    """Return the digest of what is asked, so that the same key can't be used for something else.

    JSON is digested in its canonical form: a program that writes it anew for a repeat asks for the same.
    """
    body = await request.body()
    with suppress(ValueError, RecursionError):  # what isn't JSON, or not to be written canonically, counts as it is
        body = canonical(await request.json())
    return digest_of_bytes(request, body)


def digest_of_bytes(request: Request, body: bytes) -> str:
    return digest(f"{request.method} {request.scope['path']}\n".encode() + body)


def address_of(request: Request) -> str:
    """Return the address that the gateway saw: it writes the last entry of X-Forwarded-For itself."""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return forwarded or (request.client.host if request.client else "")


def version_of(if_match: str | None) -> int | None:
    if if_match is None or if_match == "*":
        return None
    version = if_match.removeprefix("W/").strip('"')
    return int(version) if version.isdecimal() and len(version) <= ETAG_DIGITS else refuse(BAD_ETAG)


def key_of(who: Origin) -> str:
    """Return the Idempotency-Key of a command, from which the id of what it creates is made."""
    return who.key
