"""Shapes of what the store keeps: an event record, a note, and the document of an aggregate."""

from typing import Any, NotRequired, TypedDict


class PersonalValue(TypedDict):
    """A personal value with the salt (hex) of its digest; `lost` instead of both where a restore could not get them."""

    salt: NotRequired[str]
    value: NotRequired[Any]
    lost: NotRequired[bool]


class Move(TypedDict):
    """A work item as it is stored; it began to wait on the day `since`, in China.

    Those that older software wrote have neither `act` nor `since`.
    """

    who: str
    what: str
    until: str | None
    act: NotRequired[str]
    since: NotRequired[str]


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


class Listed(TypedDict):
    """What lists filter by that no field of a state says; it follows from the state alone, never from the day."""

    stage: str
    open: bool
    late: bool
    withheld_from: NotRequired[list[str]]


class ListedAt(Listed):
    """The same, of the events up to `sequence`, in the `form` of the aggregate; without one it is the first."""

    sequence: int
    form: NotRequired[int]


class Passing(TypedDict, total=False):
    """What a document has at times.

    `pending_since` is there while some events are not acknowledged. `next_due` (a day) and `calendar` (its version)
    stand outside of the fold, `due_retry` pauses a deadline that failed. `concerned` are all who ever had a work
    item, `changed` is the store's time of the last write. `found_by` are texts by whose beginnings lists search,
    `listed` is what they filter by beside the state.
    """

    pending_since: str
    next_due: str
    calendar: str
    due_retry: str
    concerned: list[str]
    changed: str
    found_by: list[str]
    listed: ListedAt


class Derived(Passing):
    """What every write of events sets besides the state: `version` counts writes, `sequence` events.

    `moves` are the work items.
    """

    version: int
    sequence: int
    head: str
    shape: int
    moves: list[Move]


class AggregateDocument(Derived):
    """An aggregate as it is stored: its history, the state folded from it, and what is derived from the state.

    `published` is the sequence up to which events are acknowledged by Kafka.
    """

    _id: str
    published: int
    state: dict[str, Any]
    noted: list[Note]
    events: list[EventRecord]
