"""Shapes of what the store keeps: an event record, a note, and the document of an aggregate."""

from typing import Any, NotRequired, TypedDict


class PersonalValue(TypedDict):
    """A personal value with the salt (hex) of its digest; `lost` instead of both where a restore could not get them."""

    salt: NotRequired[str]
    value: NotRequired[Any]
    lost: NotRequired[bool]


class EventRecord(TypedDict):
    """One event of a history. `time` is UTC in milliseconds; `digest` covers all but `request` and `traceparent`.

    `cause` names what was decided once, `request` is the digest of what was asked (empty where a restore lost it).
    `data` is public; `personal` never leaves the service, `fielddigests` holds its digests.
    """

    sequence: int
    type: str
    time: str
    actor: str
    agency: str
    township: str
    cause: str
    request: str
    traceparent: str
    data: dict[str, Any]
    personal: dict[str, PersonalValue]
    fielddigests: dict[str, str]
    digest: str


class Note(TypedDict):
    """A cause that was decided and came to nothing."""

    cause: str
    request: str


class AggregateDocument(TypedDict):
    """An aggregate as it is stored: its history, the state folded from it, and what is derived from the state.

    `version` counts writes, `sequence` events; `published` is the sequence up to which events are acknowledged by
    Kafka, and `pending_since` is there while some are not. `next_due` (a day) and `calendar` (its version) stand
    outside of the fold, `due_retry` pauses a deadline that failed. `moves` are the work items, `concerned` all who
    ever had one, `changed` the store's time of the last write.
    """

    _id: str
    version: int
    sequence: int
    head: str
    published: int
    shape: int
    state: dict[str, Any]
    moves: list[dict[str, Any]]
    noted: list[Note]
    events: list[EventRecord]
    pending_since: NotRequired[str]
    next_due: NotRequired[str]
    calendar: NotRequired[str]
    due_retry: NotRequired[str]
    concerned: NotRequired[list[str]]
    changed: NotRequired[str]
