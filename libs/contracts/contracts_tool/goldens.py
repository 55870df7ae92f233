"""Golden examples: a record of every event as it is in Kafka, written once and never changed.

Each is a complete history of one event, so that its digest can be recomputed from the file alone.
"""

import hashlib
import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from contracts.digests import START, event_digest, field_digest
from contracts.envelope import Envelope, stamp
from contracts.event import Event
from contracts.topics import Topic
from contracts_tool.filling import example
from contracts_tool.samples import PERSON, id_of
from contracts_tool.schemas import written
from contracts_tool.working_copy import HERE

SUMS = "SHA256SUMS"
TOWNSHIP = "130624100"
AGENCIES = {"identity": "130624-justice", "credit": "130624-market", "supervision": "130624-justice"}
SALT = "00112233445566778899aabbccddeeff"


def envelope_of(event: Event, topic: Topic) -> Envelope:
    """Return the envelope in which the topic's owner would publish the event."""
    agency = AGENCIES.get(topic.owner, TOWNSHIP)
    record: dict[str, Any] = {
        "sequence": 1,
        "type": event.type,
        "time": stamp(time_of(event)),
        "actor": PERSON,
        "agency": agency,
        "township": TOWNSHIP if agency == TOWNSHIP else "",
        "cause": f"http:{PERSON}:{id_of('key', event.type).removeprefix('key-')}",
        "data": event.public(),
    } | platform_fields(event)
    fields = {name: field_digest(SALT, value) for name, value in event.personal().items()}
    return Envelope(
        **record,
        subject=id_of(topic.name.rpartition(".")[2]),
        source=topic.owner or "cases",
        digest=event_digest(START, record, fields),
        fielddigests=fields,
        traceparent="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    )


def platform_fields(event: Event) -> dict[str, str]:
    """Return the envelope of events that the platform raises by itself: a deadline, not a person, is the cause."""
    if not event.type.endswith(("-overdue.v1", "alert-raised.v1")):
        return {}
    return {"actor": "system", "agency": "130624-county", "township": "", "cause": "due:2026-06-10/2026"}


def time_of(event: Event) -> datetime:
    """Return 10:15 in China on the latest past day in the event's fields."""
    days = [day for name in type(event).model_fields if isinstance(day := getattr(event, name), date) and past(name)]
    return datetime.combine(max(days, default=date(2026, 3, 12)), time(2, 15), UTC)


def past(name: str) -> bool:
    return name.endswith("_on") and name != "due_on"


def golden_of(kind: type[Event]) -> dict[str, Any]:
    """Return the content of the file: topic, key, headers and value."""
    if not kind.topic:
        raise TypeError(f"{kind.__name__} is published nowhere")
    envelope = envelope_of(example(kind), kind.topic)
    return {
        "topic": kind.topic.name,
        "key": envelope.subject,
        "headers": {name: raw.decode() for name, raw in envelope.headers()},
        "value": envelope.data,
    }


def read(path: Path) -> Envelope:
    """Read the record of a golden file as a consumer does."""
    golden = json.loads(path.read_text())
    headers = [(name, value.encode()) for name, value in golden["headers"].items()]
    return Envelope.read(headers, json.dumps(golden["value"]).encode())


def golden(kind: type[Event]) -> Envelope:
    """Return the committed example of an event, for the tests of its consumers."""
    return read(HERE.goldens / f"{kind.type}.json")


def sums(folder: Path) -> dict[str, str]:
    """Return the digests of the published files, by file name."""
    lines = (folder / SUMS).read_text().splitlines() if (folder / SUMS).exists() else []
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


def tampered(folder: Path) -> list[str]:
    """Return goldens that differ from the published ones."""
    known = sums(folder)
    there = {path.name: digest_of(path) for path in folder.glob("*.json")}
    gone = [f"{name}: the golden example is gone" for name in sorted(known.keys() - there.keys())]
    strange = [f"{name}: a golden example that {SUMS} does not name" for name in sorted(there.keys() - known.keys())]
    changed = [
        f"{name}: the golden example was changed" for name in known if there.get(name, known[name]) != known[name]
    ]
    return gone + strange + changed


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def add_missing(folder: Path, kinds: list[type[Event]]) -> list[str]:
    """Write missing goldens; return their file names."""
    folder.mkdir(parents=True, exist_ok=True)
    known = sums(folder)
    added = [kind for kind in kinds if f"{kind.type}.json" not in known]
    for kind in added:
        with (folder / f"{kind.type}.json").open("x") as file:
            file.write(written(golden_of(kind)))
    known |= {f"{kind.type}.json": digest_of(folder / f"{kind.type}.json") for kind in added}
    (folder / SUMS).write_text("".join(f"{known[name]}  {name}\n" for name in sorted(known)))
    return [f"{kind.type}.json" for kind in added]
