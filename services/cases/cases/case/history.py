"""The history of a case: what happened, who did it, and for those who handle it the personal values."""

from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, computed_field

from cases.case.view import in_words
from chassis.store import EventRecord
from contracts.cases import CaseEvent
from contracts.done_at import told_late
from contracts.event import Event, Registry
from contracts.labels import labels_in
from contracts.values import BodyCode, Fen, PersonId

LANGUAGE = Registry.below(CaseEvent)


class Happened(BaseModel):
    """One fact; `personal` is empty for those who need not see it, `in_yuan` are its amounts as people read them.

    `sent_later` tells in Chinese when it was done and when it was sent, unless it was sent at once.
    """

    sequence: int
    type: str
    time: datetime
    actor: PersonId
    agency: BodyCode
    digest: str
    sent_later: str
    data: dict[str, Any]
    in_yuan: dict[str, str]
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


def sent_later(record: EventRecord) -> str:
    told, at = record["data"], datetime.fromisoformat(record["time"])
    done_at = told.get("done_at")
    return told_late(datetime.fromisoformat(done_at) if done_at else None, told.get("clock_ahead"), at)


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
        sent_later=sent_later(record),
        data=record["data"],
        in_yuan={name: in_words(record["data"][name]) for name in amounts_of(LANGUAGE.by_type[record["type"]])},
        personal=kept if personal else {},
    )


@cache
def amounts_of(kind: type[Event]) -> tuple[str, ...]:
    """Return the fields of a kind of event that are amounts in fen."""
    return tuple(name for name, hint in get_type_hints(kind, include_extras=True).items() if hint == Fen)
