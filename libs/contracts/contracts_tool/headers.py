"""The headers of a published record: the meaning and the form of each."""

from dataclasses import dataclass
from typing import Any

from contracts.envelope import CONTENT_TYPE, REQUIRED
from contracts.topics import SERVICES

BODY = r"130624([0-9]{3}|-[a-z]+(-[a-z]+)*)"
DIGEST = r"sha256:[0-9a-f]{64}"
PERSON = r"officer-[a-z0-9-]+"
SOURCE = f"({'|'.join(SERVICES)})"
SUBJECT = r"[a-z]+-[A-Za-z0-9-]+"
EVENT = rf"{SUBJECT}:[1-9][0-9]{{0,15}}"
TYPE = r"[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*"


@dataclass(frozen=True)
class Header:
    """One header: its name, a regular expression for its whole value, and its meaning."""

    name: str
    pattern: str
    meaning: str

    @property
    def required(self) -> bool:
        """True for a header that every record has."""
        name = self.name.removeprefix("ce_")
        return name in REQUIRED or name in ("content-type", "specversion")

    def schema(self) -> dict[str, Any]:
        """The header as a property of a JSON schema."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "description": self.meaning}


HEADERS = (
    Header("content-type", CONTENT_TYPE, "the format of the value: UTF-8 JSON, one object"),
    Header("ce_specversion", r"1\.0", "CloudEvents 1.0"),
    Header("ce_id", EVENT, "`<ce_subject>:<ce_sequence>`: names the event for good"),
    Header("ce_type", TYPE, "the kind of fact and its version; leads to the schema"),
    Header("ce_source", SOURCE, "the service that wrote it"),
    Header("ce_subject", SUBJECT, "the id of the aggregate whose history this is part of; also the record's key"),
    Header(
        "ce_time",
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z",
        "when the act took effect: UTC with milliseconds; what follows from another event bears that event's time",
    ),
    Header("ce_sequence", r"[1-9][0-9]{0,15}", "the place in the aggregate's history, from 1 without a gap"),
    Header("ce_actor", rf"(system|{PERSON})", "the person who acted; `system` for what the platform noticed by itself"),
    Header("ce_agency", BODY, "the body of that person; `130624-county` for the platform"),
    Header("ce_township", r"130624[0-9]{3}", "the township of that person; left out for people of the county"),
    Header(
        "ce_cause",
        rf"(http:{PERSON}:.+|event:{EVENT}/.+|due:.+|first-administrator(/login)?)",
        "why: `http:<person>:<Idempotency-Key>`, `event:<ce_id>/<reaction>` or `due:<deadline>`",
    ),
    Header("ce_digest", DIGEST, "the digest of this event, over the digest of the one before (see the recipe)"),
    Header("ce_fielddigests", r"\{.*\}", "a JSON object: of each personal field the digest that stands for its value"),
    Header(
        "ce_traceparent",
        r".+",
        "the trace context (W3C) of the request; unchecked in older records; for diagnosis only",
    ),
)


def headers_schema() -> dict[str, Any]:
    """The headers of every message as one JSON schema; a header that would be empty is left out of a record."""
    return {
        "type": "object",
        "properties": {header.name: header.schema() for header in HEADERS},
        "required": [header.name for header in HEADERS if header.required],
    }
