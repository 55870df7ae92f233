"""Login names and hashed passwords, in documents of their own and never in a history (docs/decisions/0024)."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from chassis.documents import Document, Documents, find_one
from chassis.store import Stored
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId
from identity.officers.domain.officer import Officer
from identity.sign_in.passwords_to_be import PasswordsToBe
from identity.sign_in.tries import BUSY, Tries, elsewhere, here

WRONG_LOGIN = Rule("identity/wrong-login", "登录名或密码不正确", category=Category.NOT_SIGNED_IN)
NAME_TAKEN = Rule("identity/login-taken", "登录名 {name} 已被使用", category=Category.CONFLICT)
HAS_LOGIN = Rule(
    "identity/has-login",
    "该人员已有登录名，一人只能有一个",
    category=Category.CONFLICT,
    remedy="忘记密码的，请申请重置；重置须由两位平台管理员办理",
)
NO_LOGIN = Rule("identity/no-login", "该人员没有登录名", category=Category.CONFLICT, remedy="请先开立登录名")

COLLECTION, OF_PERSON = "login", "login-of-person"
KNOWN_ADDRESSES = 20
HASHES_AT_ONCE = 2
OF_BEFORE = {"failures": 0, "locked_until": ""}
"""Fields that processes of the version before read, while both run side by side."""
MOST_WAITING = 32
"""About a second's work: whoever comes later is told to come again."""

# OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane.
HASHER = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19_456, parallelism=1),))
QUICK = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""For the passwords of a sample's invented people."""


@dataclass(frozen=True)
class Login:
    """`needs_fact`: it counts once the history of its person knows of it; those of before need none."""

    name: str
    person: PersonId
    must_change: bool
    needs_fact: bool
    hash: str = field(repr=False)

    def counts(self, officer: Officer) -> bool:
        return not self.needs_fact or officer.login_opened is not None or officer.login_reset is not None


class Logins:
    """Opens logins and checks their passwords, off the event loop and a few at a time: each check takes 19 MiB."""

    def __init__(
        self, documents: Documents, guessed: Callable[[PersonId], Awaitable[None]], hasher: PasswordHash = HASHER
    ) -> None:
        """Call `guessed` when tries of somebody's login begin to have to wait."""
        self.documents = documents
        self.guessed = guessed
        self.tries = Tries(documents)
        self.to_be = PasswordsToBe(documents, COLLECTION)
        self.hasher, self.nobody = hasher, nobody(hasher)
        self.places = asyncio.Semaphore(HASHES_AT_ONCE)
        self.waiting = 0

    async def open(self, name: str, person: PersonId, password: str, cause: str, *, must_change: bool) -> None:
        """Create the one login of a person; refuses a second one, and a name that is another person's."""
        name = name.lower()
        await self._take_person(person, name)
        fields = {"hash": await self._hash(password), "must_change": must_change, "cause": cause, "needs_fact": True}
        if await self.documents.insert(COLLECTION, {"_id": name, "person": person, **fields, **OF_BEFORE}):
            return
        kept = await find_one(self.documents, COLLECTION, {"_id": name})
        if kept and kept["person"] == person and kept.get("cause") == cause:
            return
        if kept and kept["person"] == person:
            refuse(HAS_LOGIN)
        await self.documents.delete(OF_PERSON, {"_id": person, "login": name})
        refuse(NAME_TAKEN, name=name)

    async def take_back(self, name: str, person: PersonId, cause: str) -> None:
        """Remove a login that this cause opened and no history knows of."""
        if await self.documents.delete(COLLECTION, {"_id": name.lower(), "person": person, "cause": cause}):
            await self.documents.delete(OF_PERSON, {"_id": person, "login": name.lower()})

    async def _take_person(self, person: PersonId, name: str) -> None:
        """Note which login is the person's; older logins have no note."""
        older = await find_one(self.documents, COLLECTION, {"person": person})
        if older and older["_id"] != name:
            refuse(HAS_LOGIN)
        if not await self.documents.insert(OF_PERSON, {"_id": person, "login": name}):
            noted = await find_one(self.documents, OF_PERSON, {"_id": person})
            if not noted or noted["login"] != name:
                refuse(HAS_LOGIN)

    async def keep_password(self, person: PersonId, name: str, password: str, cause: str, *, must_change: bool) -> None:
        """Keep a password that takes the place of the old one once its fact stands."""
        fields = {"hash": await self._hash(password), "must_change": must_change}
        await self.to_be.keep(name.lower(), person, cause, fields)

    async def settle(self, name: str, facts: Callable[[PersonId], Awaitable[Mapping[str, int]]]) -> None:
        """Put in force the passwords of which the person's history knows, by `facts` of the person; drop old ones."""
        if kept := await self.to_be.of(name.lower()):
            known = await facts(PersonId(kept[0]["person"]))
            await self.to_be.put_in_force(kept, known)
            await self.to_be.drop_old(kept, known)

    async def still(self, name: str, login: Login) -> bool:
        """Tell whether the password that was checked still is the one that counts."""
        kept = await find_one(self.documents, COLLECTION, {"_id": name.lower()})
        return kept is not None and kept["hash"] == login.hash

    async def of(self, person: PersonId) -> str:
        """Return the person's login name; refuses NO_LOGIN."""
        return (await self.own(person)).name

    async def own(self, person: PersonId) -> Login:
        """Return the person's login; refuses NO_LOGIN."""
        return await self.of_person(person) or refuse(NO_LOGIN)

    async def of_person(self, person: PersonId) -> Login | None:
        kept = await find_one(self.documents, COLLECTION, {"person": person})
        return login_of(kept) if kept else None

    async def seen_by(self, person: PersonId) -> tuple[str | None, bool]:
        """Return the person's login name, None if there is none, and whether they must change the password."""
        login = await self.of_person(person)
        return (login.name, login.must_change) if login else (None, False)

    async def has(self, person: PersonId) -> bool:
        return await find_one(self.documents, COLLECTION, {"person": person}) is not None

    async def serves(self, officer: Stored[Officer]) -> bool:
        """Tell whether the person has a login that counts."""
        kept = await find_one(self.documents, COLLECTION, {"person": officer.id})
        return kept is not None and login_of(kept).counts(officer.state)

    async def check(self, name: str, password: str, address: str) -> Login:
        """The login; refuses a wrong password, and any password while tries from this address have to wait.

        Where the person signed in before, the tries of strangers elsewhere keep nobody out. A name that nobody has
        takes as long as another one, and is counted like it.
        """
        kept = await find_one(self.documents, COLLECTION, {"_id": name.lower()})
        own = here(name, address)
        known = kept is not None and own.id in kept.get("known", [])
        counters = (own,) if known else (own, *elsewhere(name, address))
        await self.tries.check(counters)
        async with self._place():
            waits = await self.tries.count(counters)
            right = await asyncio.to_thread(self.hasher.verify, password, kept["hash"] if kept else self.nobody)
        if kept is None or not right:
            if kept and waits:
                await self.guessed(PersonId(kept["person"]))
            refuse(WRONG_LOGIN)
        await self.tries.forgive(counters[1:])
        await self.tries.forget(own)
        if not known:
            addresses = [*kept.get("known", []), own.id][-KNOWN_ADDRESSES:]
            await self.documents.update(COLLECTION, {"_id": kept["_id"]}, {"$set": {"known": addresses}})
        return login_of(kept)

    async def _hash(self, password: str) -> str:
        async with self._place():
            return await asyncio.to_thread(self.hasher.hash, password)

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


@cache
def nobody(hasher: PasswordHash) -> str:
    """Return what the password of a name is compared with that nobody has."""
    return hasher.hash("nobody has this password")


def login_of(kept: Document) -> Login:
    return Login(
        kept["_id"], PersonId(kept["person"]), kept["must_change"], kept.get("needs_fact", False), kept["hash"]
    )
