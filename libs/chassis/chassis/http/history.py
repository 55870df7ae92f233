"""Histories as callers read them: what happened, who did it, and the Chinese words beside the codes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from chassis.store import EventRecord, personal_values
from contracts.done_at import told_late
from contracts.event import Registry
from contracts.judged import Judged
from contracts.labels import labels_in
from contracts.values import BodyCode, PersonId


class Recorded(BaseModel):
    """One published fact, without what is personal."""

    sequence: int
    type: str
    time: datetime
    actor: PersonId
    agency: BodyCode
    digest: str
    data: dict[str, Any]


class Happened(Recorded):
    """One fact; `personal` is empty for those who need not see it.

    `sent_later` tells in Chinese when it was done and when it was sent, unless it was sent at once, `judged_before`
    what became of the verdict of the phone that it was done on, if that judged it.
    """

    sent_later: str
    judged_before: str
    personal: dict[str, Any]


class History[R: Recorded](BaseModel):
    """`labels` are the words beside the kinds of events, whose they were, and the codes in them."""

    id: str
    events: list[R]
    labels: dict[str, str]


def history_of(id: str, records: Iterable[EventRecord], language: Registry, *, personal: bool) -> History[Happened]:
    """Return the events as callers see them; their personal values only if `personal` is set."""
    events = [happened(record, personal=personal) for record in records]
    return History(id=id, events=events, labels=labels_of(events, language))


def happened(record: EventRecord, *, personal: bool) -> Happened:
    told = {"sent_later": sent_later(record), "judged_before": judged_before(record)}
    seen = told | {"personal": personal_values(record) if personal else {}}
    return Happened.model_validate({**record, **seen})


def published(record: EventRecord) -> Recorded:
    return Recorded.model_validate(record)


def sent_later(record: EventRecord) -> str:
    told, at = record["data"], datetime.fromisoformat(record["time"])
    done_at = told.get("done_at")
    return told_late(datetime.fromisoformat(done_at) if done_at else None, told.get("clock_ahead"), at)


def judged_before(record: EventRecord) -> str:
    judged = record["data"].get("judged")
    return Judged(judged).word if judged else ""


def labels_of(events: Sequence[Recorded], language: Registry) -> dict[str, str]:
    facts = [language.decode(event.type, event.data) for event in events]
    return {fact.type: fact.word for fact in facts} | labels_in([facts, [event.agency for event in events]])
