"""A process with tickets, a relay and a broker that the test rules."""

from typing import Any

from libs.chassis.tests.box_office import TICKET, Note, Sell, Ticket, asked, at_an_open_hall, note, sell
from libs.chassis.tests.broker import Broker
from libs.chassis.tests.language import TICKETS, TicketEvent

from chassis.documents import Document, Documents, MemoryDocuments, find_one
from chassis.outbox import Relay
from chassis.store import Store
from contracts.calendar import WorkingDays


class Office:
    """A process; `documents` are in its own memory unless given."""

    def __init__(self, broker: Broker, documents: Documents | None = None) -> None:
        self.documents = documents or MemoryDocuments()
        self.broker = broker
        self.relay = Relay(self.documents, "tests", {"ticket": TICKETS}, broker.connect)
        self.store: Store[Ticket, TicketEvent] = Store(TICKET, self.documents, self.relay, WorkingDays)

    async def sell(self, id: str = "ticket-1") -> None:
        await self.store.create(id, sell, Sell(), asked(f"sell-{id}"), at_an_open_hall)

    async def note(self, text: str, id: str = "ticket-1", decide: Any = note) -> None:
        await self.store.change(id, decide, Note(text), asked(text), at_an_open_hall)

    async def kept(self, id: str = "ticket-1") -> Document:
        return await find_one(self.documents, "ticket", {"_id": id}) or {}

    async def unpublished(self) -> list[str]:
        found = await self.documents.find("ticket", {"pending_since": {"$exists": True}}, sort=[("_id", 1)])
        return [document["_id"] for document in found]

    async def all_published(self) -> bool:
        documents = await self.documents.find("ticket", {})
        return not await self.unpublished() and all(
            document["published"] == document["sequence"] for document in documents
        )

    async def is_published(self, id: str) -> bool:
        return id not in await self.unpublished()
