"""Devices on which people are signed in, as documents without history (docs/decisions/0024, 0044)."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chassis.clock import wall
from chassis.documents import Document, Documents, Index, find_one
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, PersonId
from identity.sign_in.refresh_secret import RefreshSecret
from identity.sign_in.session_terms import SessionTerms, session_terms

REFRESH_OVER = Rule(
    "identity/refresh-over",
    "此设备的登录已经结束",
    category=Category.NOT_SIGNED_IN,
    remedy="请用登录名和密码重新登录",
)
NO_DEVICE = Rule("identity/no-such-device", "此账户没有在此设备上登录", category=Category.UNKNOWN)

COLLECTION = "devices"
RACES = 20
REPLACED = "replaced"


@dataclass(frozen=True)
class Device:
    """A device on which a person is, or was, signed in: as it was read."""

    id: str
    person: PersonId
    name: str
    session: int
    since: datetime
    last_used: datetime
    until: datetime
    ended_at: datetime | None
    why: str
    told: bool


class Reused(Exception):
    """A secret that was used came again: somebody has a copy."""

    def __init__(self, device: Device) -> None:
        super().__init__(device.id)
        self.device = device


@dataclass(frozen=True)
class Devices:
    """Keeps of each sign-in on a device the hash of its secret; `key` tags the secrets."""

    documents: Documents
    terms: tuple[SessionTerms, ...]
    key: bytes = field(repr=False)
    now: Callable[[], datetime] = wall

    async def prepare(self) -> None:
        await self.documents.index(COLLECTION, Index(("person", "_id")))

    async def open(self, person: PersonId, device: str, name: str, session: int) -> tuple[Device, RefreshSecret]:
        """Begin a sign-in on a device; an earlier one of the person on the same device is over."""
        now, terms = self.now(), self._terms()
        await self._replace(person, device, now)
        id = secrets.token_hex(16)
        secret = RefreshSecret.first(self.key, id)
        times = {"since": stamp(now), "until": stamp(now + timedelta(days=terms.longest_days))}
        none = {"before": "", "salt": "", "request": "", "ended_at": "", "why": "", "told": False}
        whose = {"person": person, "device": device, "name": name, "session": session}
        kept = {"_id": id, **whose, **times, "last_used": stamp(now), "number": 1, "hash": secret.hash, **none}
        await self.documents.insert(COLLECTION, kept)
        return device_of(kept), secret

    async def _replace(self, person: PersonId, device: str, now: datetime) -> None:
        """End the earlier sign-ins on the device, and drop what is long over."""
        for kept in await self.documents.find(COLLECTION, {"person": person}):
            if kept["until"] < stamp(now):
                await self.documents.delete(COLLECTION, {"_id": kept["_id"]})
            elif kept["device"] == device and not kept["ended_at"]:
                await self.end(kept["_id"], REPLACED)

    async def shown(self, secret: RefreshSecret) -> Device:
        """The device of a secret, whichever of its secrets it is; refuses REFRESH_OVER."""
        return device_of(await self._live(secret))

    async def rotate(self, secret: RefreshSecret, request: str) -> RefreshSecret:
        """Give the successor of a secret; raises Reused, refuses REFRESH_OVER.

        The same request is given the same successor, until that is used; so is another one, for some seconds.
        """
        for _ in range(RACES):
            kept = await self._live(secret)
            if secret.hash == kept["hash"]:
                salt = secrets.token_hex(16)
                successor = secret.successor(self.key, salt)
                if await self._written(kept, secret, successor, salt, request):
                    return successor
                continue
            if secret.hash == kept["before"] and self._repeats(kept, request):
                return secret.successor(self.key, kept["salt"])
            if secret.number < kept["number"]:
                raise Reused(device_of(kept))
            break  # the store was restored to a moment before this secret was made
        refuse(REFRESH_OVER)

    def _repeats(self, kept: Document, request: str) -> bool:
        twin = self.now() - datetime.fromisoformat(kept["last_used"]) <= timedelta(seconds=self._terms().twin_seconds)
        return twin or kept["request"] == digest(request)

    async def _written(
        self, kept: Document, secret: RefreshSecret, successor: RefreshSecret, salt: str, request: str
    ) -> bool:
        fields = {"number": successor.number, "hash": successor.hash, "before": secret.hash, "salt": salt}
        change = {"$set": {**fields, "request": digest(request), "last_used": stamp(self.now())}}
        return await self.documents.update(
            COLLECTION, {"_id": kept["_id"], "hash": secret.hash, "ended_at": ""}, change
        )

    async def _live(self, secret: RefreshSecret) -> Document:
        kept = await find_one(self.documents, COLLECTION, {"_id": secret.device})
        if kept is None or not self.lives(device_of(kept)):
            refuse(REFRESH_OVER)
        return kept

    def lives(self, device: Device) -> bool:
        """Tell whether the device is still signed in, as far as its own document knows."""
        idle = device.last_used + timedelta(days=self._terms().idle_days)
        return device.ended_at is None and self.now() <= min(device.until, idle)

    async def end(self, id: str, why: str) -> None:
        """End a sign-in; one that ended keeps its moment and reason."""
        change = {"$set": {"ended_at": stamp(self.now()), "why": why}}
        await self.documents.update(COLLECTION, {"_id": id, "ended_at": ""}, change)

    async def go_on(self, id: str, session: int) -> None:
        """Keep this one device signed in into a session before which all others ended."""
        await self.documents.update(COLLECTION, {"_id": id}, {"$set": {"session": session}})

    async def of(self, person: PersonId) -> list[Device]:
        """Return the devices of a person, the last used first."""
        found = await self.documents.find(COLLECTION, {"person": person})
        return sorted(map(device_of, found), key=last_used, reverse=True)

    async def one_of(self, person: PersonId, id: str) -> Device:
        """Return a device of the person; refuses NO_DEVICE."""
        kept = await find_one(self.documents, COLLECTION, {"_id": id, "person": person}) or refuse(NO_DEVICE)
        return device_of(kept)

    async def tell(self, device: Device) -> None:
        """Note that the person was told of the end."""
        await self.documents.update(COLLECTION, {"_id": device.id}, {"$set": {"told": True}})

    def _terms(self) -> SessionTerms:
        return session_terms(self.terms, self.now().astimezone(CHINA).date())


def device_of(kept: Document) -> Device:
    ended = kept["ended_at"]
    return Device(
        id=kept["_id"],
        person=PersonId(kept["person"]),
        name=kept["name"],
        session=kept["session"],
        since=datetime.fromisoformat(kept["since"]),
        last_used=datetime.fromisoformat(kept["last_used"]),
        until=datetime.fromisoformat(kept["until"]),
        ended_at=datetime.fromisoformat(ended) if ended else None,
        why=kept["why"],
        told=kept["told"],
    )


def last_used(device: Device) -> datetime:
    return device.last_used


def digest(request: str) -> str:
    return hashlib.sha256(request.encode()).hexdigest()
