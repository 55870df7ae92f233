"""An event on the wire: CloudEvents 1.0 in Kafka's binary mode (key = subject, value = the public JSON)."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

CONTENT_TYPE = "application/json"
SEQUENCE = re.compile(r"[1-9][0-9]{0,15}")
REQUIRED = ("id", "type", "source", "subject", "time", "sequence", "actor", "agency", "cause", "digest")


class Unreadable(ValueError):
    """The record is not one of ours, or broken; the text says which part."""


def stamp(at: datetime) -> str:
    """Return the time as UTC with milliseconds, the form that digests cover."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """One published event. `fielddigests` lets a subscriber verify the chain without the personal values."""

    subject: str
    sequence: int
    type: str
    source: str
    time: str
    actor: str
    agency: str
    township: str
    cause: str
    digest: str
    fielddigests: Mapping[str, str]
    traceparent: str
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return f"{self.subject}:{self.sequence}"

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.time)

    def headers(self) -> list[tuple[str, bytes]]:
        attributes = {
            "specversion": "1.0",
            "id": self.id,
            "type": self.type,
            "source": self.source,
            "subject": self.subject,
            "time": self.time,
            "sequence": str(self.sequence),
            "actor": self.actor,
            "agency": self.agency,
            "township": self.township,
            "cause": self.cause,
            "digest": self.digest,
            "fielddigests": json.dumps(dict(self.fielddigests), sort_keys=True),
            "traceparent": self.traceparent,
        }
        named = [("content-type", CONTENT_TYPE.encode())]
        return named + [(f"ce_{name}", value.encode()) for name, value in attributes.items() if value]

    def value(self) -> bytes:
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def read(cls, headers: Iterable[tuple[str, bytes | None]], value: bytes | None) -> Self:
        """Read the envelope from a record; raise Unreadable if a header is missing, not text or malformed."""
        given = {name: text(name, raw) for name, raw in headers if name.startswith("ce_")}
        if missing := [name for name in REQUIRED if not given.get(f"ce_{name}")]:
            raise Unreadable(f"headers missing: {', '.join(missing)}")
        envelope = cls(
            subject=given["ce_subject"],
            sequence=number(given["ce_sequence"]),
            type=given["ce_type"],
            source=given["ce_source"],
            time=moment(given["ce_time"]),
            actor=given["ce_actor"],
            agency=given["ce_agency"],
            township=given.get("ce_township", ""),
            cause=given["ce_cause"],
            digest=given["ce_digest"],
            fielddigests=texts("fielddigests", given.get("ce_fielddigests", "{}")),
            traceparent=given.get("ce_traceparent", ""),
            data=mapping("value", value or b""),
        )
        if given["ce_id"] != envelope.id:
            raise Unreadable("ce_id is not <subject>:<sequence>")
        return envelope


def text(name: str, raw: bytes | None) -> str:
    try:
        return (raw or b"").decode()
    except UnicodeDecodeError:
        raise Unreadable(f"header {name} is not UTF-8") from None


def number(raw: str) -> int:
    if not SEQUENCE.fullmatch(raw):
        raise Unreadable("ce_sequence is not a positive number")
    return int(raw)


def moment(raw: str) -> str:
    """Return the text as it is; raise Unreadable unless it is a time with its zone."""
    try:
        aware = datetime.fromisoformat(raw).tzinfo is not None
    except ValueError:
        aware = False
    if not aware:
        raise Unreadable("ce_time is not a time with its zone")
    return raw


def mapping(name: str, raw: str | bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise Unreadable(f"{name} is not JSON") from None
    if not isinstance(found, dict):
        raise Unreadable(f"{name} is not an object")
    return found


def texts(name: str, raw: str) -> dict[str, str]:
    found = mapping(name, raw)
    if not all(isinstance(value, str) for value in found.values()):
        raise Unreadable(f"{name} is not an object of texts")
    return found
