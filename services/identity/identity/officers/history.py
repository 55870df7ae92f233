"""What is personal of officers and stands in their histories alone."""

from collections.abc import Sequence

from chassis.store import Store
from contracts.identity import OfficerEvent
from contracts.values import PersonId
from identity.officers.domain.officer import Officer


async def names_of(officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]) -> dict[PersonId, str]:
    """The name of each person, from the event that registered them, by one find; empty once it was erased."""
    return {id: personal.get("name", "") for id, personal in (await registrations_of(officers, ids)).items()}


async def registrations_of(
    officers: Store[Officer, OfficerEvent], ids: Sequence[PersonId]
) -> dict[PersonId, dict[str, str]]:
    """The personal values with which each person was registered, as far as they are still there."""
    records = await officers.first_records(ids)
    return {
        PersonId(id): {name: kept["value"] for name, kept in record["personal"].items() if "value" in kept}
        for id, record in records.items()
    }
