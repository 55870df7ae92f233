"""Passwords tried for a login name, whether somebody has that name or not."""

import hashlib
from datetime import datetime, timedelta
from math import ceil
from typing import NoReturn

from chassis.clock import wall
from chassis.documents import Document, Documents, Index, find_one
from contracts.envelope import stamp
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA

LOCKED = Rule("identity/locked", "多次输错，已锁定至 {until}", category=Category.TOO_OFTEN, remedy="请稍后再试")
BUSY = Rule("identity/sign-in-busy", "同时登录的人过多", category=Category.UNAVAILABLE, remedy="请在数秒后再试一次")

COLLECTION = "tries"
TRIES_BEFORE_LOCK = 5
LOCK_TIME = timedelta(minutes=15)
RACES = 20
SWEPT_AT_ONCE = 3


class Tries:
    """Counts a try before the password is looked at, by a guarded write: however many come at once, five get through.

    A right password takes the count away, and so does time. Names stand here as digests.
    """

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    async def prepare(self) -> None:
        """Make the index by which what is over is found."""
        await self.documents.index(COLLECTION, Index(("until",)))

    async def check(self, name: str) -> None:
        """Refuse LOCKED while the name is locked."""
        kept = await self._kept(name)
        if kept and kept["tries"] >= TRIES_BEFORE_LOCK:
            refuse_locked(datetime.fromisoformat(kept["until"]))

    async def count(self, name: str) -> None:
        """Count a try; refuse LOCKED if there were too many."""
        for _ in range(RACES):
            await self.check(name)
            if await self._counted(name):
                return
        refuse(BUSY)

    async def forget(self, name: str) -> None:
        await self.documents.delete(COLLECTION, {"_id": digest(name)})

    async def _kept(self, name: str) -> Document | None:
        """Return what was tried and is not over yet."""
        return await find_one(self.documents, COLLECTION, {"_id": digest(name), "until": {"$gt": stamp(wall())}})

    async def _counted(self, name: str) -> bool:
        """Write one try more than there were; False if another try was counted meanwhile."""
        fields = {"tries": 1, "until": stamp(wall() + LOCK_TIME)}
        if kept := await self._kept(name):
            change = {"$set": fields | {"tries": kept["tries"] + 1}}
            return await self.documents.update(COLLECTION, {"_id": kept["_id"], "tries": kept["tries"]}, change)
        await self._sweep(digest(name))
        return await self.documents.insert(COLLECTION, {"_id": digest(name), **fields})

    async def _sweep(self, id: str) -> None:
        """Take away what is over of the name, so that it is counted anew, and some of others, more than come in."""
        over = {"until": {"$lte": stamp(wall())}}
        found = await self.documents.find(COLLECTION, over, limit=SWEPT_AT_ONCE)
        for one in (id, *(document["_id"] for document in found)):
            await self.documents.delete(COLLECTION, {"_id": one, **over})


def digest(name: str) -> str:
    return hashlib.sha256(name.lower().encode()).hexdigest()


def refuse_locked(until: datetime) -> NoReturn:
    """Refuse with the time of day for people, and with the seconds left for their program (`Retry-After`)."""
    seconds = ceil((until - wall()).total_seconds())
    refuse(LOCKED, until=until.astimezone(CHINA).strftime("%H:%M"), seconds=max(seconds, 1))
