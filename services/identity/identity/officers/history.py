"""What stands in the histories of officers alone: what is personal, and who did what with an account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, computed_field

from chassis.store import Store
from contracts.event import Registry
from contracts.identity import OfficerEvent
from contracts.labels import labels_in
from contracts.values import BodyCode, PersonId
from identity.officers.domain.officer import Officer

LANGUAGE = Registry.below(OfficerEvent)


class Happened(BaseModel):
    """One published fact, without what is personal."""

    sequence: int
    type: str
    time: datetime
    actor: PersonId
    agency: BodyCode
    digest: str
    data: dict[str, Any]


class AccountHistory(BaseModel):
    id: PersonId
    events: list[Happened]

    @computed_field
    def labels(self) -> dict[str, str]:
        """The Chinese words beside the kinds of events and beside what stands in them."""
        facts = [LANGUAGE.decode(event.type, event.data) for event in self.events]
        return {fact.type: fact.word for fact in facts} | labels_in([facts, [event.agency for event in self.events]])


async def history_of(officers: Store[Officer, OfficerEvent], id: PersonId) -> AccountHistory:
    """Who opened, changed, reset and closed the account, and when."""
    records = await officers.history(id)
    names = Happened.model_fields.keys()
    return AccountHistory(
        id=id,
        events=[Happened.model_validate({name: record[name] for name in names}) for record in records],  # type: ignore[literal-required]
    )


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
