"""The names of officers, which are personal and stand in their histories alone."""

from collections.abc import Sequence

from chassis.store import Store
from contracts.identity import OfficerEvent
from contracts.values import PersonId
from identity.officers.domain.officer import Officer


async def names_of(officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]) -> dict[PersonId, str]:
    """The name of each person, from the event that registered them, by one find; empty once it was erased."""
    registered = await officers.first_records(ids)
    return {PersonId(id): record["personal"]["name"].get("value", "") for id, record in registered.items()}
