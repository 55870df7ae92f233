"""The administrators who are left when one goes, also when two are let go at once by two processes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from chassis.documents import Document, Documents, find_one
from chassis.store import Store, Stored
from contracts.identity import OfficerEvent
from contracts.refusal import Category, Rule, refuse
from contracts.values import PersonId, Role
from identity.officers.domain.officer import LAST_ADMINISTRATOR, Officer

AT_ONCE = Rule(
    "identity/administrators-at-once",
    "另一位管理员的职责正在变更",
    category=Category.CONFLICT,
    remedy="请重新读取后再试",
)

COLLECTION, LEAVING = "administrators", "leaving"
ROLES = ("state.registered.roles", "state.roles_changed.roles")
RACES = 20


@dataclass(frozen=True)
class Administrators:
    """Whoever leaves is written down first, by a guarded write, with the version that leaves: others don't count on it.

    An entry is void as soon as the person's account has another version.
    """

    documents: Documents
    officers: Store[Officer, OfficerEvent]
    signs_in: Callable[[Stored[Officer]], Awaitable[bool]]

    async def besides(self, *people: PersonId) -> int:
        """Return how many other administrators can sign in and don't leave."""
        return len(await self._staying(await self._leaving(), people))

    async def there(self, *people: PersonId) -> int:
        """Return how many other administrators can sign in, those who are just being let go with them."""
        return len(await self._staying({"people": {}}, people))

    async def let_go(self, person: Stored[Officer]) -> None:
        """Write down that the person leaves; refuses LAST_ADMINISTRATOR."""
        for _ in range(RACES):
            kept = await self._leaving()
            if not await self._staying(kept, (PersonId(person.id),)):
                refuse(LAST_ADMINISTRATOR)
            if await self._written(kept, {person.id: person.version}):
                return
        refuse(AT_ONCE)

    async def _staying(self, leaving: Document, without: tuple[PersonId, ...]) -> list[PersonId]:
        found = await self.officers.where({"$or": [{path: Role.ADMINISTRATOR.value} for path in ROLES]})
        there = [one for one in found if one.state.administers and not left(leaving, one)]
        return [PersonId(one.id) for one in there if one.id not in without and await self.signs_in(one)]

    async def _leaving(self) -> Document:
        kept = await find_one(self.documents, COLLECTION, {"_id": LEAVING})
        return kept or {"_id": LEAVING, "version": 0, "people": {}}

    async def _written(self, kept: Document, more: dict[str, int]) -> bool:
        fields = {"version": kept["version"] + 1, "people": {**kept["people"], **more}}
        if not kept["version"]:
            return await self.documents.insert(COLLECTION, {"_id": LEAVING, **fields})
        return await self.documents.update(COLLECTION, {"_id": LEAVING, "version": kept["version"]}, {"$set": fields})


def left(leaving: Document, one: Stored[Officer]) -> bool:
    return bool(leaving["people"].get(one.id) == one.version)
