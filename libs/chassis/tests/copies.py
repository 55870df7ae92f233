"""A store of tickets that is copied, worked on, lost, and put back from the copy."""

from collections.abc import AsyncIterator, Iterable
from datetime import date
from typing import Any

from libs.chassis.tests.box_office import (
    TICKET,
    Close,
    Note,
    Sell,
    Ticket,
    asked,
    at_an_open_hall,
    close,
    note,
    note_north,
    note_twice,
    sell,
)
from libs.chassis.tests.doubles import idle_relay
from libs.chassis.tests.language import TicketEvent

from chassis.documents import Document, Documents, MemoryDocuments
from chassis.documents.matching import copied
from chassis.recovery import Report, restore
from chassis.store import Store, enveloped
from contracts.calendar import WorkingDays
from contracts.envelope import Envelope


class Depot:
    """`topic` holds what was published, in order; `store` is the one in use."""

    def __init__(self) -> None:
        self.topic: list[Envelope] = []
        self.use(MemoryDocuments())

    def use(self, documents: Documents) -> None:
        """Use these documents as the store from now on."""
        self.documents = documents
        self.store: Store[Ticket, TicketEvent] = Store(TICKET, documents, idle_relay(documents), WorkingDays)

    def copy(self) -> MemoryDocuments:
        """Return a copy of the documents as they are now."""
        assert isinstance(self.documents, MemoryDocuments)
        copy = MemoryDocuments()
        for name, kept in self.documents.collections.items():
            copy.collections[name] = {id: copied(document) for id, document in kept.items()}
        return copy

    async def noted(self, to: str) -> MemoryDocuments:
        """Return a copy that notes a cause as without effect; in the older copy, now in use, it had an effect."""
        older = self.copy()
        await self.note(to, decide=note_north)
        copy = self.copy()
        self.use(older)
        await self.note(to)
        return copy

    async def sell(self, id: str = "ticket-1") -> None:
        await self.store.create(id, sell, Sell(), asked(f"sell-{id}"), at_an_open_hall)

    async def note(self, text: str, id: str = "ticket-1", decide: Any = note, request: str = "r") -> None:
        await self.store.change(id, decide, Note(text), asked(text, request), at_an_open_hall)

    async def publish(self) -> None:
        """Publish everything, as the relay does."""
        for document in await self.all():
            for record in document["events"][document["published"] :]:
                self.topic.append(enveloped(record, document["_id"], "tests"))
            change = {"$set": {"published": document["sequence"]}, "$unset": {"pending_since": ""}}
            await self.documents.update("ticket", {"_id": document["_id"]}, change)

    async def all(self) -> list[Document]:
        return await self.documents.find("ticket", {}, sort=[("_id", 1)])

    async def kept(self, id: str = "ticket-1") -> Document:
        (document,) = await self.documents.find("ticket", {"_id": id})
        return document

    async def restore(self, topic: Iterable[Envelope] | None = None) -> Report:
        return await restore([self.store], each(self.topic if topic is None else topic))


async def each(envelopes: Iterable[Envelope]) -> AsyncIterator[Envelope]:
    for envelope in envelopes:
        yield envelope


async def lost_after(depot: Depot) -> None:
    """Do work that the copy does not know: writes of two events, a note, a document of its own, a closing."""
    await depot.note("south", decide=note_twice)
    await depot.note("west", decide=note_north)
    await depot.sell("ticket-2")
    await depot.note("east", "ticket-2")
    await depot.store.change("ticket-1", close, Close(date(2026, 3, 6)), asked("closed"), at_an_open_hall)
    await depot.publish()


def published_part(document: Document) -> Document:
    """Return what a restored document has in common with the one that was lost."""
    gone = {"request": "", "personal": ""}
    events = [{**record, **gone} for record in document["events"]]
    return {**document, "events": events} | {"changed": ""}
