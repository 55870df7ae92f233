"""What stands in the histories of officers alone: what is personal, and who did what with an account."""

from collections.abc import Sequence

from chassis.http import History, Recorded, labels_of, published
from chassis.store import Store, personal_values
from contracts.event import Registry
from contracts.identity import OfficerEvent
from contracts.values import PersonId
from identity.officers.domain.officer import Officer

LANGUAGE = Registry.below(OfficerEvent)


async def history_of(officers: Store[Officer, OfficerEvent], id: PersonId) -> History[Recorded]:
    """Who opened, changed, reset and closed the account, and when."""
    events = [published(record) for record in await officers.history(id)]
    return History(id=id, events=events, labels=labels_of(events, LANGUAGE))


async def names_of(officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]) -> dict[PersonId, str]:
    """The name of each person, from the event that registered them, by one find; empty once it was erased."""
    return {id: personal.get("name", "") for id, personal in (await registrations_of(officers, ids)).items()}


async def registrations_of(
    officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]
) -> dict[PersonId, dict[str, str]]:
    """The personal values with which each person was registered, as far as they are still there."""
    records = await officers.first_records(ids)
    return {PersonId(id): personal_values(record) for id, record in records.items()}
