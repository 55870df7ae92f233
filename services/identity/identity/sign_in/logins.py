"""Login names and hashed passwords, in documents of their own and never in a history (docs/decisions/0024)."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import NoReturn

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chassis.clock import wall
from chassis.documents import Document, Documents, find_one
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId

WRONG_LOGIN = Rule("identity/wrong-login", "登录名或密码不正确", category=Category.NOT_SIGNED_IN)
LOCKED = Rule("identity/locked", "多次输错，已锁定至 {until}", category=Category.TOO_OFTEN, remedy="请稍后再试")
NAME_TAKEN = Rule("identity/login-taken", "登录名 {name} 已被使用", category=Category.CONFLICT)

COLLECTION = "login"
FAILURES_BEFORE_LOCK = 5
LOCK_TIME = timedelta(minutes=15)
HASHES_AT_ONCE = 2

# OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane.
HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
NOBODY = HASHER.hash("nobody has this password")


@dataclass(frozen=True)
class Login:
    person: PersonId
    must_change: bool


class Logins:
    """Opens logins and checks their passwords, off the event loop and a few at a time: each check takes 19 MiB."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self.places = asyncio.Semaphore(HASHES_AT_ONCE)

    async def open(self, name: str, person: PersonId, password: str, *, must_change: bool) -> None:
        """Create the person's login, or set its password if it is there; refuses a name that is another person's."""
        name = name.lower()
        kept = await find_one(self.documents, COLLECTION, {"_id": name})
        if kept and kept["person"] != person:
            refuse(NAME_TAKEN, name=name)
        fields = {"hash": await self._hash(password), "must_change": must_change, "failures": 0, "locked_until": ""}
        if kept:
            await self.documents.update(COLLECTION, {"_id": name, "person": person}, {"$set": fields})
        elif not await self.documents.insert(COLLECTION, {"_id": name, "person": person, **fields}):
            refuse(NAME_TAKEN, name=name)

    async def has(self, person: PersonId) -> bool:
        return await find_one(self.documents, COLLECTION, {"person": person}) is not None

    async def check(self, name: str, password: str) -> Login:
        """The login; refuses a wrong password, and any password while it is locked.

        An unknown name takes as long as a known one.
        """
        kept = await find_one(self.documents, COLLECTION, {"_id": name.lower()})
        if kept and kept["locked_until"] > stamp(wall()):
            refuse_locked(datetime.fromisoformat(kept["locked_until"]))
        right = await self._verify(password, kept["hash"] if kept else NOBODY)
        if kept is None or not right:
            await self._failed(kept)
            refuse(WRONG_LOGIN)
        if kept["failures"]:
            await self.documents.update(COLLECTION, {"_id": kept["_id"]}, {"$set": {"failures": 0}})
        return Login(PersonId(kept["person"]), kept["must_change"])

    async def _failed(self, kept: Document | None) -> None:
        if kept is None:
            return
        failures = kept["failures"] + 1
        locked = failures >= FAILURES_BEFORE_LOCK
        fields = {"failures": 0 if locked else failures, "locked_until": stamp(wall() + LOCK_TIME) if locked else ""}
        await self.documents.update(COLLECTION, {"_id": kept["_id"]}, {"$set": fields})

    async def _hash(self, password: str) -> str:
        async with self.places:
            return await asyncio.to_thread(HASHER.hash, password)

    async def _verify(self, password: str, known: str) -> bool:
        async with self.places:
            return await asyncio.to_thread(HASHER.verify, password, known)


def refuse_locked(until: datetime) -> NoReturn:
    """Refuse with the time of day for people, and with the seconds left for their program (`Retry-After`)."""
    seconds = ceil((until - wall()).total_seconds())
    refuse(LOCKED, until=until.strftime("%H:%M UTC"), seconds=max(seconds, 1))
