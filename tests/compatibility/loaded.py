"""The five services in process, on the documents that an older commit stored."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bson.json_util import RELAXED_JSON_OPTIONS, loads
from tests.architecture.services import benched

from chassis.consuming import RowStore
from chassis.store import EventRecord, Store, enveloped
from chassis.testing import Bench, Caller, SetClock
from contracts.published import published
from contracts.topics import SERVICES
from contracts.values import Role

type Document = dict[str, Any]
type Everything = dict[str, dict[str, list[Document]]]

STORED = Path(__file__).parent / "store-26b5fab"
MOMENT = datetime(2026, 12, 14, 2, tzinfo=UTC)
"""When the dump was made, by the clock of the sample."""
PARKED = "parked"
HEARD_AGAIN = {
    "cases": ("credit.firm",),
    "credit": ("identity.officer",),
    "supervision": (
        "identity.officer",
        "cases.power",
        "cases.case",
        "cases.clue",
        "inspections.visit",
        "inspections.patrol",
        "inspections.draw",
    ),
}
"""Topics that feed rows which a service did not keep then. It hears them from their beginning before anything else."""
UNPUBLISHED = "are unpublished since"
"""What `verify` says of an event that no broker took: there is none here."""
TODAYS = ("next_steps",)
"""Parts of a view that tell what the law of today asks for."""
SETS = ("townships",)
"""Lists of a view whose order means nothing and differs from process to process."""
LANGUAGE = published()


def lines(name: str) -> list[Document]:
    """Return the documents in one file of the dump."""
    text = (STORED / f"{name}.jsonl").read_text()
    return [loads(line, json_options=RELAXED_JSON_OPTIONS) for line in text.splitlines()]


@dataclass
class County:
    """`benches` by the name of the service; `delivered` counts the events of each aggregate that all readers heard."""

    benches: dict[str, Bench[Any]]
    clock: SetClock
    delivered: dict[str, int] = field(default_factory=dict)

    def caller(self, service: str, sub: str, agency: str, roles: Sequence[str], **claims: Any) -> Caller:
        """Return the caller for the person that a token names."""
        return self.benches[service].caller(sub, agency, *(Role(role) for role in roles), **claims)

    def stores(self, service: str) -> list[Store[Any, Any]]:
        return self.benches[service].parts.stores

    def rows(self, service: str) -> list[RowStore[Any]]:
        return self.benches[service].parts.row_stores

    async def documents(self, service: str, collection: str) -> list[Document]:
        return await self.benches[service].parts.documents.find(collection, {}, sort=[("_id", 1)])

    async def document(self, service: str, collection: str, id: str) -> Document:
        (found,) = await self.benches[service].parts.documents.find(collection, {"_id": id})
        return found

    async def everything(self) -> Everything:
        """Return all documents as they are now, by service and collection."""
        kept: Everything = {}
        for service in SERVICES:
            names = {store.kind for store in self.stores(service)}
            names |= {rows.rows.collection for rows in self.rows(service)}
            kept[service] = {name: await self.documents(service, name) for name in (*sorted(names), PARKED)}
        return deepcopy(kept)

    async def published(self) -> list[tuple[str, EventRecord, str]]:
        """Return every event that leaves its service: the service, the record and the aggregate's id."""
        return [
            (service, record, document["_id"])
            for service in SERVICES
            for store in self.stores(service)
            for document in await self.documents(service, store.kind)
            for record in document["events"]
            if record["type"] in LANGUAGE.by_type
        ]

    async def deliver(self) -> int:
        """Deliver pending events to their readers, and the events that follow; return how many."""
        count = 0
        while waiting := [one for one in await self.published() if one[1]["sequence"] > self.delivered.get(one[2], 0)]:
            for service, record, id in waiting:
                event = LANGUAGE.decode(record["type"], record["data"], personal(record))
                for reader in event.topic.readers if event.topic else ():
                    await self.benches[reader].hear_again(enveloped(record, id, service), event)
                self.delivered[id] = record["sequence"]
            count += len(waiting)
        return count

    async def replay(self, reader: str, topics: Sequence[str]) -> None:
        """Let a service hear the events of topics from their beginning."""
        for service, record, id in await self.published():
            event = LANGUAGE.decode(record["type"], record["data"], personal(record))
            if event.topic and event.topic.name in topics:
                await self.benches[reader].hear_again(enveloped(record, id, service), event)

    async def heard_all(self) -> None:
        """Mark all events of the dump as delivered, which they were when it was made."""
        self.delivered = {id: record["sequence"] for _, record, id in await self.published()}


def personal(record: EventRecord) -> Document:
    return {name: kept["value"] for name, kept in record["personal"].items()}


async def loaded(*, parked: bool) -> County:
    """Return the services on the documents of the dump, with or without the parked records."""
    clock = SetClock(MOMENT)
    county = County({service: await bench(service, clock, parked=parked) for service in SERVICES}, clock)
    for reader, topics in HEARD_AGAIN.items():
        await county.replay(reader, topics)
    return county


async def bench(service: str, clock: SetClock, *, parked: bool) -> Bench[Any]:
    bench = benched(service, clock)
    for line in lines(service):
        if parked or line["collection"] != PARKED:
            assert await bench.parts.documents.insert(line["collection"], line["document"])
    return bench


def holds(after: Any, before: Any) -> bool:
    """Return True if the newer answer holds all of the older one; it may say more."""
    if isinstance(before, dict):
        return isinstance(after, dict) and all(
            name in after and holds(known_then(name, in_order(name, after[name]), value), in_order(name, value))
            for name, value in before.items()
            if name not in TODAYS
        )
    if isinstance(before, list):
        return isinstance(after, list) and len(after) == len(before) and all(map(holds, after, before))
    return bool(after == before)


def known_then(name: str, after: Any, before: Any) -> Any:
    """Leave out the steps of the procedure that came since."""
    if name != "next_steps" or not isinstance(after, list):
        return after
    names = {step["name"] for step in before}
    return [step for step in after if step["name"] in names]


def in_order(name: str, value: Any) -> Any:
    return sorted(value) if name in SETS and isinstance(value, list) else value


def answers(method: str) -> Iterator[Document]:
    """Return the older commit's answers: to questions (GET), or to repeated commands (POST)."""
    return (line for line in lines("answers") if bool(line["key"]) == (method == "POST"))
