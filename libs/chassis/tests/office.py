"""A process with parcels, a relay and a broker that the test rules."""

from typing import Any

from libs.chassis.tests.broker import Broker
from libs.chassis.tests.parcels import PARCEL, PARCELS, MoveTo, Parcel, ParcelEvent, Post, asked, move, no_facts, post

from chassis.documents import Document, Documents, MemoryDocuments, find_one
from chassis.outbox import Relay
from chassis.store import Store
from contracts.calendar import WorkingDays


class Office:
    """`documents` are its own memory unless given."""

    def __init__(self, broker: Broker, documents: Documents | None = None) -> None:
        self.documents = documents or MemoryDocuments()
        self.broker = broker
        self.relay = Relay(self.documents, "tests", {"parcel": PARCELS}, broker.connect)
        self.store: Store[Parcel, ParcelEvent] = Store(PARCEL, self.documents, self.relay, WorkingDays)

    async def post(self, id: str = "parcel-1") -> None:
        await self.store.create(id, post, Post(), asked(f"post-{id}"), no_facts)

    async def move(self, to: str, id: str = "parcel-1", decide: Any = move) -> None:
        await self.store.change(id, decide, MoveTo(to), asked(to), no_facts)

    async def kept(self, id: str = "parcel-1") -> Document:
        return await find_one(self.documents, "parcel", {"_id": id}) or {}

    async def unpublished(self) -> list[str]:
        found = await self.documents.find("parcel", {"pending_since": {"$exists": True}}, sort=[("_id", 1)])
        return [document["_id"] for document in found]

    async def all_published(self) -> bool:
        documents = await self.documents.find("parcel", {})
        return not await self.unpublished() and all(it["published"] == it["sequence"] for it in documents)

    async def is_published(self, id: str) -> bool:
        return id not in await self.unpublished()
