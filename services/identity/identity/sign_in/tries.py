"""Passwords tried for a login name, whether somebody has that name or not, and from which address."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from chassis.clock import wall
from chassis.documents import Document, Documents, Index, find_one
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA

TOO_OFTEN = Rule(
    "identity/tried-too-often",
    "多次输错密码，请在北京时间 {until} 之后再试",
    category=Category.TOO_OFTEN,
    remedy="请核对登录名和密码；忘记密码的，请平台管理员重置",
)
BUSY = Rule("identity/sign-in-busy", "同时登录的人过多", category=Category.UNAVAILABLE, remedy="请在数秒后再试一次")

COLLECTION = "tries"
FREE_HERE, FREE_OF_A_LOGIN, FREE_FROM_AN_ADDRESS = 5, 20, 300
"""A day; a whole office may have one address."""
LONGEST_DELAY = timedelta(minutes=15)
KEPT = timedelta(days=1)
RACES = 20
SWEPT_AT_ONCE = 3


@dataclass(frozen=True)
class Counter:
    """What is counted together; after `free` tries each further one has to wait twice as long as the one before."""

    id: str
    free: int

    def delay(self, tries: int) -> timedelta:
        """Return how long the next try has to wait after so many."""
        if tries < self.free:
            return timedelta()
        return min(timedelta(seconds=2 ** min(tries - self.free, 20)), LONGEST_DELAY)


def here(name: str, address: str) -> Counter:
    """Count the tries of a login name from one address."""
    return Counter(digest("here", name.lower(), address), FREE_HERE)


def elsewhere(name: str, address: str) -> tuple[Counter, Counter]:
    """Count those of a login name from addresses where nobody signed in with it, and all that come from an address."""
    return (
        Counter(digest("login", name.lower()), FREE_OF_A_LOGIN),
        Counter(digest("address", address), FREE_FROM_AN_ADDRESS),
    )


class Tries:
    """Counts a try before the password is looked at, by a guarded write: however many come at once, five get through.

    A right password takes its own try away, and time all. Names and addresses stand here as digests.
    """

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    async def prepare(self) -> None:
        """Make the index by which what is over is found."""
        await self.documents.index(COLLECTION, Index(("until",)))

    async def check(self, counters: Sequence[Counter]) -> None:
        """Refuse TOO_OFTEN while one of the counters has to wait."""
        for counter in counters:
            check_time(await self._kept(counter))

    async def count(self, counters: Sequence[Counter]) -> bool:
        """Count a try everywhere; refuses TOO_OFTEN. Tell whether the next one will have to wait for the first time."""
        return any([await self._count(counter) == counter.free for counter in counters])

    async def forgive(self, counters: Sequence[Counter]) -> None:
        """Take back the try of a right password; one that another try overtakes stays counted."""
        for counter in counters:
            if (kept := await self._kept(counter)) and kept["tries"]:
                change = {"$set": {"tries": kept["tries"] - 1, "next": ""}}
                await self.documents.update(COLLECTION, {"_id": counter.id, "tries": kept["tries"]}, change)

    async def forget(self, counter: Counter) -> None:
        await self.documents.delete(COLLECTION, {"_id": counter.id})

    async def _count(self, counter: Counter) -> int:
        """Return how many tries there are with this one."""
        for _ in range(RACES):
            kept = await self._kept(counter)
            check_time(kept)
            tries = (kept["tries"] if kept else 0) + 1
            if await self._counted(counter, kept, tries):
                return tries
        refuse(BUSY)

    async def _kept(self, counter: Counter) -> Document | None:
        """Return what was tried and is not over yet."""
        return await find_one(self.documents, COLLECTION, {"_id": counter.id, "until": {"$gt": stamp(wall())}})

    async def _counted(self, counter: Counter, kept: Document | None, tries: int) -> bool:
        """Write one try more than there were; False if another try was counted meanwhile."""
        now, delay = wall(), counter.delay(tries)
        fields = {"tries": tries, "next": stamp(now + delay) if delay else "", "until": stamp(now + KEPT)}
        if kept:
            guard = {"_id": counter.id, "tries": kept["tries"]}
            return await self.documents.update(COLLECTION, guard, {"$set": fields})
        await self._sweep(counter.id)
        return await self.documents.insert(COLLECTION, {"_id": counter.id, **fields})

    async def _sweep(self, id: str) -> None:
        """Take away what is over of the name, so that it is counted anew, and some of others, more than come in."""
        over = {"until": {"$lte": stamp(wall())}}
        found = await self.documents.find(COLLECTION, over, limit=SWEPT_AT_ONCE)
        for one in (id, *(document["_id"] for document in found)):
            await self.documents.delete(COLLECTION, {"_id": one, **over})


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check_time(kept: Document | None) -> None:
    """Refuse with the time of day for people, and with the seconds left for their program (`Retry-After`)."""
    if not kept or not kept["next"]:
        return
    after = datetime.fromisoformat(kept["next"])
    if (left := (after - wall()).total_seconds()) > 0:
        refuse(TOO_OFTEN, until=after.astimezone(CHINA).strftime("%H:%M:%S"), seconds=max(ceil(left), 1))
