"""New passwords of logins, which count from the moment at which their fact stands: until then the old one does.

A password is kept here first, then its fact is recorded, then it takes the place of the old one. Whoever signs in next
finishes what broke off after the fact; what broke off before it never counts, unless the same request comes again, and
is dropped by whoever signs in a day later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from chassis.clock import wall
from chassis.documents import Document, Documents
from contracts.envelope import stamp
from contracts.values import PersonId

COLLECTION = "login-to-be"
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class PasswordsToBe:
    """One document per login and cause; `logins` is the collection where passwords count."""

    documents: Documents
    logins: str

    async def keep(self, name: str, person: PersonId, cause: str, fields: Document) -> None:
        """Keep a password of this cause, once; a repeat gives it another day."""
        now = {"kept_at": stamp(wall())}
        kept = {"_id": f"{name}/{cause}", "login": name, "person": person, "cause": cause, "fields": fields}
        if not await self.documents.insert(COLLECTION, {**kept, **now}):
            await self.documents.update(COLLECTION, {"_id": kept["_id"]}, {"$set": now})

    async def of(self, name: str) -> list[Document]:
        return await self.documents.find(COLLECTION, {"login": name})

    async def drop(self, name: str, cause: str) -> None:
        await self.documents.delete(COLLECTION, {"_id": f"{name}/{cause}"})

    async def put_in_force(self, kept: list[Document], facts: Mapping[str, int]) -> None:
        """Set those whose cause has a fact, in the order of their sequences; a later one is never set back."""
        founded = [one for one in kept if one["cause"] in facts]
        for one in sorted(founded, key=lambda one: facts[one["cause"]]):
            since = facts[one["cause"]]
            earlier = {"$or": [{"since": {"$exists": False}}, {"since": {"$lt": since}}]}
            login = {"_id": one["login"], "person": one["person"], **earlier}
            fields = {**one["fields"], "cause": one["cause"], "since": since}
            await self.documents.update(self.logins, login, {"$set": fields})
            await self.drop(one["login"], one["cause"])

    async def drop_old(self, kept: list[Document], facts: Mapping[str, int]) -> None:
        """Drop those of which no fact came in a day; the day of one that a version of before kept begins now."""
        for one in kept:
            if one["cause"] in facts:
                continue
            if "kept_at" not in one:
                await self.documents.update(COLLECTION, {"_id": one["_id"]}, {"$set": {"kept_at": stamp(wall())}})
            elif one["kept_at"] < stamp(wall() - KEPT):
                await self.documents.delete(COLLECTION, {"_id": one["_id"], "kept_at": one["kept_at"]})
