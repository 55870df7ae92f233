"""The history of a case: what happened, who did it, and for those who handle it the personal values."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, computed_field

from chassis.store import EventRecord
from contracts.cases import CaseEvent
from contracts.event import Registry
from contracts.labels import labels_in
from contracts.values import BodyCode, PersonId

LANGUAGE = Registry.below(CaseEvent)


class Happened(BaseModel):
    """One fact; `personal` is empty for those who need not see it."""

    sequence: int
    type: str
    time: datetime
    actor: PersonId
    agency: BodyCode
    digest: str
    data: dict[str, Any]
    personal: dict[str, Any]


class History(BaseModel):
    id: str
    events: list[Happened]

    @computed_field
    def labels(self) -> dict[str, str]:
        """The Chinese words beside the kinds of events, beside whose they were and beside what stands in them."""
        facts = [LANGUAGE.decode(event.type, event.data) for event in self.events]
        agencies = [event.agency for event in self.events]
        return {fact.type: fact.word for fact in facts} | labels_in([facts, agencies])


def happened(record: EventRecord, *, personal: bool) -> Happened:
    """One event as callers see it; its personal values only if `personal` is set."""
    kept = {name: value["value"] for name, value in record["personal"].items() if "value" in value}
    return Happened(
        sequence=record["sequence"],
        type=record["type"],
        time=record["time"],
        actor=record["actor"],
        agency=record["agency"],
        digest=record["digest"],
        data=record["data"],
        personal=kept if personal else {},
    )
