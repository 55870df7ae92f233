"""Events as they are stored: chained by digests, personal values salted and apart."""

import secrets
from collections.abc import Iterable
from typing import Any

from chassis.store.shapes import EventRecord, PersonalValue
from contracts.digests import event_digest, field_digest
from contracts.envelope import Envelope, stamp
from contracts.event import Event, Registry
from contracts.origin import Origin


def recorded(events: Iterable[Event], who: Origin, sequence: int, head: str) -> list[EventRecord]:
    """Chain events behind the event of that sequence and digest, as a history stores them."""
    records = []
    for event in events:
        sequence += 1
        record = unchained(event, who, sequence)
        head = record["digest"] = event_digest(head, record, record["fielddigests"])
        records.append(record)
    return records


def unchained(event: Event, who: Origin, sequence: int) -> EventRecord:
    """Make the record of one event, with an empty digest and fresh salts."""
    personal: dict[str, PersonalValue] = {
        name: {"salt": secrets.token_hex(16), "value": value} for name, value in event.personal().items()
    }
    return {
        "sequence": sequence,
        "type": event.type,
        "time": stamp(who.at),
        "actor": who.actor,
        "agency": who.agency,
        "township": who.township or "",
        "cause": who.cause,
        "request": who.request,
        "traceparent": who.traceparent,
        "data": event.public(),
        "personal": personal,
        "fielddigests": {name: field_digest(kept["salt"], kept["value"]) for name, kept in personal.items()},
        "digest": "",
    }


def decoded(registry: Registry, record: EventRecord) -> Event:
    """Return the event of a record with the personal values that are still there."""
    return registry.decode(record["type"], record["data"], personal_values(record))


def personal_values(record: EventRecord) -> dict[str, Any]:
    """Return the personal values that are still there."""
    return {name: kept["value"] for name, kept in record["personal"].items() if "value" in kept}


def enveloped(record: EventRecord, subject: str, source: str) -> Envelope:
    """Return what is published of a stored event."""
    return Envelope(
        subject=subject,
        sequence=record["sequence"],
        type=record["type"],
        source=source,
        time=record["time"],
        actor=record["actor"],
        agency=record["agency"],
        township=record["township"],
        cause=record["cause"],
        digest=record["digest"],
        fielddigests=record["fielddigests"],
        traceparent=record["traceparent"],
        data=record["data"],
    )


def broken_at(records: Iterable[EventRecord]) -> int | None:
    """Return the sequence of the first record that does not follow from those before it, if any."""
    head = ""
    for expected, record in enumerate(records, start=1):
        try:
            follows = record["sequence"] == expected and is_whole(head, record)
        except (KeyError, TypeError, ValueError):  # not even of the right form
            follows = False
        if not follows:
            return expected
        head = record["digest"]
    return None


def is_whole(head: str, record: EventRecord) -> bool:
    """Tell whether a record is what its digest says; a lost personal value leaves its digest behind."""
    present = {name: kept for name, kept in record["personal"].items() if "value" in kept}
    return (
        all(bytes.fromhex(kept["salt"]).hex() == kept["salt"] for kept in present.values())
        and all(
            field_digest(kept["salt"], kept["value"]) == record["fielddigests"][name] for name, kept in present.items()
        )
        and event_digest(head, record, record["fielddigests"]) == record["digest"]
    )
