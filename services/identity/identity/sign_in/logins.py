"""Login names and hashed passwords, in documents of their own and never in a history (docs/decisions/0024)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chassis.documents import Documents, find_one
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from identity.sign_in.tries import BUSY, Tries

WRONG_LOGIN = Rule("identity/wrong-login", "登录名或密码不正确", category=Category.NOT_SIGNED_IN)
NAME_TAKEN = Rule("identity/login-taken", "登录名 {name} 已被使用", category=Category.CONFLICT)

COLLECTION = "login"
HASHES_AT_ONCE = 2
OF_BEFORE = {"failures": 0, "locked_until": ""}
"""Fields that processes of the version before read, while both run side by side."""
MOST_WAITING = 32
"""About a second's work: whoever comes later is told to come again."""

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
        self.tries = Tries(documents)
        self.places = asyncio.Semaphore(HASHES_AT_ONCE)
        self.waiting = 0

    async def open(self, name: str, person: PersonId, password: str, *, must_change: bool) -> None:
        """Create the person's login, or set its password if it is there; refuses a name that is another person's."""
        name = name.lower()
        kept = await find_one(self.documents, COLLECTION, {"_id": name})
        if kept and kept["person"] != person:
            refuse(NAME_TAKEN, name=name)
        fields = {"hash": await self._hash(password), "must_change": must_change, **OF_BEFORE}
        if kept:
            await self.documents.update(COLLECTION, {"_id": name, "person": person}, {"$set": fields})
        elif not await self.documents.insert(COLLECTION, {"_id": name, "person": person, **fields}):
            refuse(NAME_TAKEN, name=name)
        await self.tries.forget(name)

    async def has(self, person: PersonId) -> bool:
        return await find_one(self.documents, COLLECTION, {"person": person}) is not None

    async def check(self, name: str, password: str) -> Login:
        """The login; refuses a wrong password, and any password while the name is locked.

        A name that nobody has takes as long as another one, and is counted and locked like it.
        """
        await self.tries.check(name)
        kept = await find_one(self.documents, COLLECTION, {"_id": name.lower()})
        async with self._place():
            await self.tries.count(name)
            right = await asyncio.to_thread(HASHER.verify, password, kept["hash"] if kept else NOBODY)
        if kept is None or not right:
            refuse(WRONG_LOGIN)
        await self.tries.forget(name)
        return Login(PersonId(kept["person"]), kept["must_change"])

    async def _hash(self, password: str) -> str:
        async with self._place():
            return await asyncio.to_thread(HASHER.hash, password)

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """Wait for a place to work; refuse BUSY if too many wait already."""
        if self.waiting >= MOST_WAITING:
            refuse(BUSY)
        self.waiting += 1
        try:
            await self.places.acquire()
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self.places.release()
