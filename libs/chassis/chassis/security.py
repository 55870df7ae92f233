"""Tokens: EdDSA JWTs checked against identity's published keys."""

import time
import warnings
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import structlog
from joserfc import jwt
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError

from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, PersonId, Role, TownshipCode

log = structlog.get_logger()

NO_TOKEN = Rule("no-token", "请先登录", category=Category.NOT_SIGNED_IN, remedy="请求须带 Authorization: Bearer 令牌")
BAD_TOKEN = Rule("bad-token", "登录凭证无效或已过期", category=Category.NOT_SIGNED_IN, remedy="请重新登录")
SESSION_OVER = Rule(
    "session-over",
    "登录已经失效：职责、执法证、密码或者账户在登录之后有变，或者已经退出",
    category=Category.NOT_SIGNED_IN,
    remedy="请重新登录",
)
MUST_CHANGE = Rule(
    "must-change-password",
    "密码由管理员设置，须先改为本人的密码",
    category=Category.NOT_ALLOWED,
    remedy="请先修改密码，再重新登录",
)
NO_KEYS = Rule("keys-unavailable", "暂时无法核验登录凭证", category=Category.UNAVAILABLE, remedy="请稍后重试")

ALGORITHM = "EdDSA"
# RFC 9864 prefers to name the curve, but this is the name that Envoy and our tokens agree on.
warnings.filterwarnings("ignore", "EdDSA is deprecated via RFC 9864", SecurityWarning)
LEEWAY_SECONDS = 30
REFETCH_SECONDS = 5.0
REMEMBERED = 10_000

type FetchKeys = Callable[[], Awaitable[dict[str, Any]]]


class TokenClaims(BaseModel):
    """Claims of a token about its holder: ids only, no names.

    `session` counts how often the person's tokens were made void before; `device` is the sign-in on a device, if it is
    bound to one; `must_change` allows nothing but to change the password.
    """

    sub: PersonId
    agency: BodyCode
    township: TownshipCode | None = None
    certificate: CertificateNumber | None = None
    roles: frozenset[Role] = frozenset()
    session: int = 0
    device: str = ""
    must_change: bool = False
    exp: int


@dataclass(frozen=True)
class Session:
    """What of a person's tokens is void: those of an earlier session, and those of devices that ended in this one."""

    number: int = 0
    ended: frozenset[str] = frozenset()

    def voids(self, claims: TokenClaims) -> bool:
        return claims.session < self.number or claims.device in self.ended


type SessionOf = Callable[[PersonId], Awaitable[Session]]
"""How a service knows the session of a person."""


@dataclass(frozen=True)
class Audience:
    issuer: str
    audience: str


def fetching(url: str) -> FetchKeys:
    async def fetch() -> dict[str, Any]:
        async with httpx.AsyncClient(timeout=3) as client:
            answer = await client.get(url)
            answer.raise_for_status()
            keys: dict[str, Any] = answer.json()
            return keys

    return fetch


class Tokens:
    """Verifies tokens; remembers those it verified, asks for the keys again when it meets an unknown one."""

    def __init__(self, fetch: FetchKeys, audience: Audience, now: Callable[[], float] = time.time) -> None:
        self.fetch = fetch
        self.now = now
        self.keys: KeySet | None = None
        self.fetched_at = float("-inf")
        self.verified: OrderedDict[str, TokenClaims] = OrderedDict()
        self.registry = jwt.JWTClaimsRegistry(
            now=lambda: int(now()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": audience.issuer},
            aud={"essential": True, "value": audience.audience},
            sub={"essential": True},
            exp={"essential": True},
        )

    async def claims(self, token: str) -> TokenClaims:
        """The claims of a valid token, else BAD_TOKEN."""
        if known := self.verified.get(token):
            if known.exp + LEEWAY_SECONDS < self.now():
                del self.verified[token]
                refuse(BAD_TOKEN)
            return known
        claims = self._read(token, await self._current()) or self._read(token, await self._current(renew=True))
        if claims is None:
            refuse(BAD_TOKEN)
        self._remember(token, claims)
        return claims

    def _remember(self, token: str, claims: TokenClaims) -> None:
        self.verified[token] = claims
        if len(self.verified) > REMEMBERED:
            self.verified.popitem(last=False)

    def _read(self, token: str, keys: KeySet) -> TokenClaims | None:
        try:
            decoded = jwt.decode(token, keys, algorithms=[ALGORITHM])
            self.registry.validate(decoded.claims)
            return TokenClaims.model_validate(decoded.claims)
        except (JoseError, ValidationError, ValueError, KeyError):
            return None

    async def _current(self, *, renew: bool = False) -> KeySet:
        """The published keys, asked for again at most every few seconds."""
        if self.keys is None or (renew and self.now() - self.fetched_at > REFETCH_SECONDS):
            self.fetched_at = self.now()
            try:
                self.keys = KeySet.import_key_set(await self.fetch())  # type: ignore[arg-type]
            except (httpx.HTTPError, JoseError, ValueError) as error:
                log.warning("keys not fetched", error=type(error).__name__)
        return self.keys or refuse(NO_KEYS)
