"""What only the histories of officers hold: their names, which are personal."""

from collections.abc import Sequence

from chassis.documents import Document
from chassis.store import Store
from contracts.identity import OfficerEvent
from contracts.values import PersonId
from identity.officers.domain.officer import Officer


async def names_of(officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]) -> dict[PersonId, str]:
    """The name of each person, from the event that registered them, by one find; empty once it was erased."""
    first_event: Document = {"events": {"$slice": [0, 1]}, "version": 1}
    found = await officers.documents.find(officers.kind, {"_id": {"$in": list(ids)}}, fields=first_event)
    return {document["_id"]: document["events"][0]["personal"]["name"].get("value", "") for document in found}
