"""A store that was put back from an older copy gets from its own topics what it lacks (docs/decisions/0020).

What comes back is the event as it was published: its digest, its cause, its place in the chain. What was never
published is gone: personal values (their digests stay) and the hash of what was asked for. Pure over ports.
"""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from chassis.documents import Document, find_one
from chassis.store import (
    AggregateDocument,
    EventRecord,
    Move,
    Note,
    PersonalValue,
    Store,
    Stored,
    aggregate_key,
    decoded,
    is_whole,
    whole,
)
from contracts.digests import START
from contracts.envelope import Envelope
from contracts.origin import source_of

BATCH = 500
LOST: PersonalValue = {"lost": True}

type Stores = Sequence[Store[Any, Any]]


@dataclass(frozen=True)
class Fork:
    """The place where store and topic tell different histories; from there on nothing of the aggregate is written."""

    kind: str
    id: str
    sequence: int
    why: str

    def __str__(self) -> str:
        return f"{self.kind} {self.id}, event {self.sequence}: {self.why}"


@dataclass
class Report:
    """Counts of what the topics gave back, by kind: documents `made` whole, events `appended`.

    `unknown` are types of events that no store here has; `sources` are events that are causes whose digest is not
    known, each with the documents that name it.
    """

    read: int = 0
    made: Counter[str] = field(default_factory=Counter)
    appended: Counter[str] = field(default_factory=Counter)
    forks: list[Fork] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    sources: defaultdict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    @property
    def clean(self) -> bool:
        """True if the store now holds all that was read."""
        return not self.forks and not self.unknown


async def restore(stores: Stores, envelopes: AsyncIterator[Envelope]) -> Report:
    """Append the own events that the stores lack; `envelopes` come in the order of their topics.

    May be broken off and run again; may run where nothing is missing. The service must not write meanwhile.
    """
    restoring = Restoring(stores)
    some: list[Envelope] = []
    async for envelope in envelopes:
        some.append(envelope)
        if len(some) == BATCH:
            await restoring.take(some)
            some = []
    await restoring.take(some)
    return restoring.report


class Restoring:
    """One run over the topics."""

    def __init__(self, stores: Stores) -> None:
        self.stores = {type: store for store in stores if store.published for type in store.codec.registry.by_type}
        self.report = Report()
        self.forked: set[str] = set()

    async def take(self, envelopes: Iterable[Envelope]) -> None:
        """Complete the documents that these records belong to, with one read for all of a kind."""
        kinds: defaultdict[str, defaultdict[str, list[Envelope]]] = defaultdict(lambda: defaultdict(list))
        stores: dict[str, Store[Any, Any]] = {}
        for envelope in envelopes:
            self.report.read += 1
            if store := self.stores.get(envelope.type):
                stores[store.kind] = store
                kinds[store.kind][envelope.subject].append(envelope)
            else:
                self.report.unknown[envelope.type] += 1
        for kind, lines in kinds.items():
            found = await stores[kind].documents.find(kind, {"_id": {"$in": list(lines)}})
            kept = {document["_id"]: document for document in found}
            for id, line in lines.items():
                if aggregate_key(kind, id) not in self.forked:
                    await self._complete(stores[kind], id, line, kept.get(id))

    async def _complete(
        self, store: Store[Any, Any], id: str, line: Sequence[Envelope], document: Document | None
    ) -> None:
        """Append until nothing is lacking; look again where another writer was first."""
        while True:
            history = History(store, id, document)
            fork = history.continue_with(line)
            if await history.write():
                break
            document = await find_one(store.documents, store.kind, {"_id": id})
        self.report.appended[store.kind] += len(history.lacking)
        self.report.made[store.kind] += document is None and bool(history.lacking)
        for source in history.sources():
            self.report.sources[source].add((store.kind, id))
        if fork:
            self.forked.add(aggregate_key(store.kind, id))
            self.report.forks.append(fork)


class History:
    """A document as it was read (None: there is none), and what its topic adds to it."""

    def __init__(self, store: Store[Any, Any], id: str, document: Document | None) -> None:
        self.store = store
        self.id = id
        self.document: AggregateDocument = whole(document) if document else nothing(id)
        self.records: list[EventRecord] = list(self.document["events"])
        self.state: Any = None
        self.writes: list[tuple[Stored[Any], list[EventRecord], list[Move]]] = []
        self.confirmed = self.document["published"]

    @property
    def lacking(self) -> list[EventRecord]:
        return [record for _, records, _ in self.writes for record in records]

    def continue_with(self, line: Iterable[Envelope]) -> Fork | None:
        """Take over the events that follow the history; return the fork where one does not."""
        lacking: list[EventRecord] = []
        fork: Fork | None = None
        for envelope in line:
            if wrong := self._wrong(envelope):
                fork = Fork(self.store.kind, self.id, envelope.sequence, wrong)
                break
            if envelope.sequence > len(self.records):
                lacking.append(recorded_again(envelope))
                self.records.append(lacking[-1])
            self.confirmed = max(self.confirmed, envelope.sequence)
        return self._fold(lacking) or fork

    def _wrong(self, envelope: Envelope) -> str:
        """Return why an event can't stand at its place in the history; empty if it can, or stands there."""
        count = len(self.records)
        if envelope.sequence <= count:
            same = self.records[envelope.sequence - 1]["digest"] == envelope.digest
            return "" if same else "the topic has another event of this sequence"
        if envelope.sequence > count + 1:
            return f"the topic has nothing between it and event {count}"
        head = self.records[-1]["digest"] if count else START
        return "" if follows(head, recorded_again(envelope)) else f"it does not follow event {count}"

    def _fold(self, lacking: list[EventRecord]) -> Fork | None:
        """Make one write per cause, as it was; events of the document's last cause belong to its last write."""
        if not lacking:
            return None
        at = lacking[0]["sequence"]
        noted = {note["cause"] for note in self.document["noted"]} - causes_of(self.document["events"])
        try:
            state, moves = self._state(), self.document["moves"]
            version, last = self.document["version"], self.document["events"][-1:]
            for cause, group in groupby(lacking, by_cause):
                records = list(group)
                at = records[0]["sequence"]
                events = [decoded(self.store.codec.registry, record).without_personal() for record in records]
                state = self.store.aggregate.fold(state, events)
                version += not (cause in noted or (last and last[0]["cause"] == cause))
                last = records[-1:]
                moves = self.store.codec.moves(state, moves, last[0])
                self.writes.append((Stored(self.id, version, last[0]["sequence"], state), records, moves))
        except Exception as error:  # whatever it is, the others must be restored
            self.confirmed = min(self.confirmed, at - 1)
            return Fork(self.store.kind, self.id, at, f"it can't be folded ({type(error).__name__})")
        return None

    def _state(self) -> Any:
        if not self.document["version"]:
            return None
        if self.document["shape"] > self.store.aggregate.shape:
            raise ValueError("written by newer software")
        return self.store.codec.state(self.document)

    async def write(self) -> bool:
        """Append, and mark as published; False if the document is no longer what was read."""
        version, sequence = self.document["version"], self.document["sequence"]
        for after, records, moves in self.writes:
            guard = {"version": version, "sequence": sequence} if version else None
            if not await self.store.write(after, records, moves, guard):
                return False
            version, sequence = after.version, after.sequence
        notes = self._notes()
        if self.writes or self.confirmed > self.document["published"] or notes != self.document["noted"]:
            all_published = self.confirmed == sequence
            change: Document = {
                "$set": {"published": self.confirmed, "noted": notes},
                **({"$unset": {"pending_since": ""}} if all_published else {}),
            }
            return await self.store.documents.update(self.store.kind, {"_id": self.id, "sequence": sequence}, change)
        return True

    def _notes(self) -> list[Note]:
        """Return the notes of causes without events; others were decided again after an earlier restore."""
        done = causes_of([*self.document["events"], *self.lacking])
        return [note for note in self.document["noted"] if note["cause"] not in done]

    def sources(self) -> set[str]:
        """Return the ids of events that are causes here and whose digest is not known."""
        return {source for record in self.records if not record["request"] and (source := source_of(record["cause"]))}


def nothing(id: str) -> AggregateDocument:
    """Return what stands for the document of an aggregate that is not there."""
    return {
        "_id": id,
        "version": 0,
        "sequence": 0,
        "head": "",
        "published": 0,
        "shape": 0,
        "state": {},
        "moves": [],
        "noted": [],
        "events": [],
    }


def recorded_again(envelope: Envelope) -> EventRecord:
    """Return the stored form of a published event, with its personal values marked as lost, by name."""
    return {
        "sequence": envelope.sequence,
        "type": envelope.type,
        "time": envelope.time,
        "actor": envelope.actor,
        "agency": envelope.agency,
        "township": envelope.township,
        "cause": envelope.cause,
        "request": "",
        "traceparent": envelope.traceparent,
        "data": dict(envelope.data),
        "personal": dict.fromkeys(envelope.fielddigests, LOST),
        "fielddigests": dict(envelope.fielddigests),
        "digest": envelope.digest,
    }


def follows(head: str, record: EventRecord) -> bool:
    try:
        return is_whole(head, record)
    except (TypeError, ValueError):  # of a form that can't be digested
        return False


def causes_of(records: Iterable[EventRecord]) -> set[str]:
    return {record["cause"] for record in records}


def by_cause(record: EventRecord) -> str:
    return str(record["cause"])
