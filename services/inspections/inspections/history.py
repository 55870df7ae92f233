"""The history of a visit or patrol: what happened, who did it, and for those who go the personal values."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from chassis.store import EventRecord
from contracts.done_at import told_late
from contracts.event import Registry
from contracts.labels import labels_in
from contracts.values import BodyCode, PersonId


class Happened(BaseModel):
    """One fact; `personal` is empty for those who need not see it.

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
    personal: dict[str, Any]


class History(BaseModel):
    """`labels` are the words beside the kinds of events, whose they were, and the codes in them."""

    id: str
    events: list[Happened]
    labels: dict[str, str]


def history_of(id: str, records: Iterable[EventRecord], language: Registry, *, personal: bool) -> History:
    """Return the events as callers see them; their personal values only if `personal` is set."""
    events = [happened(record, personal=personal) for record in records]
    facts = [language.decode(event.type, event.data) for event in events]
    labels = {fact.type: fact.word for fact in facts} | labels_in([facts, [event.agency for event in events]])
    return History(id=id, events=events, labels=labels)


def sent_later(record: EventRecord) -> str:
    told, at = record["data"], datetime.fromisoformat(record["time"])
    done_at = told.get("done_at")
    return told_late(datetime.fromisoformat(done_at) if done_at else None, told.get("clock_ahead"), at)


def happened(record: EventRecord, *, personal: bool) -> Happened:
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
        personal=kept if personal else {},
    )
