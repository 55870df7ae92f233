"""Reading of aggregates: one by its id, some by stored fields, a page of a list, whole histories."""

from collections.abc import AsyncIterator, Callable, Collection, Iterable
from typing import Any, cast

from pydantic import BaseModel

from chassis.documents import Document, Documents, ListQuery, Page, Sort, find_one, find_page, withheld
from chassis.store.aggregate import Aggregate, never, nobody
from chassis.store.codec import Codec, Loaded, Stored
from chassis.store.recording import personal_values
from chassis.store.rules import NEWER, UNKNOWN
from chassis.store.shapes import AggregateDocument, EventRecord, Move
from contracts.event import Event
from contracts.refusal import refuse

STATE_ONLY: Document = {"events": 0, "noted": 0}


class Reader[S, E: Event]:
    """All documents of one kind, as the latest acknowledged write left them."""

    def __init__(self, aggregate: Aggregate[S, E], documents: Documents) -> None:
        self.aggregate = aggregate
        self.kind = aggregate.kind
        self.documents = documents
        self.codec = Codec(aggregate)

    async def read(self, id: str) -> Stored[S]:
        """Return the aggregate; refuses UNKNOWN if there is none."""
        return await self.find(id) or refuse(UNKNOWN, id=id)

    async def find(self, id: str) -> Stored[S] | None:
        """Return the aggregate, or None."""
        loaded = await self.load(id, "")
        return loaded.stored if loaded else None

    async def where(self, where: Document, *, sort: Sort = (), limit: int = 0) -> list[Stored[S]]:
        """Return the aggregates whose stored fields (`state.<path>`, `_id`) match; all of them with a limit of 0."""
        found = await self.documents.find(self.kind, where, fields=STATE_ONLY, sort=sort, limit=limit)
        return [await self.decoded(document) for document in found]

    async def page[T: BaseModel](
        self, query: ListQuery, show: Callable[[Stored[S]], T], within: Document | None = None
    ) -> Page[T]:
        """Return one page of a list; `within` is what the caller may see."""
        found = await find_page(self.documents, self.kind, query, within)
        shown = [show(await self.decoded(document)) for document in found.documents]
        return Page(items=shown, next=found.next, total=found.total)

    async def waiting(self, ids: Iterable[str]) -> list[tuple[Stored[S], list[Move]]]:
        """Return these aggregates, each with its work items."""
        found = await self.documents.find(self.kind, {"_id": {"$in": list(ids)}}, fields=STATE_ONLY)
        return [(await self.decoded(document), document["moves"]) for document in found]

    async def history(self, id: str) -> list[EventRecord]:
        """Return the stored events with their personal values, for the roles that may see them."""
        document = await find_one(self.documents, self.kind, {"_id": id}, {"events": 1}) or refuse(UNKNOWN, id=id)
        records: list[EventRecord] = document["events"]
        return records

    async def withheld(self, names: Collection[str]) -> Document:
        """Return the filter of what is not withheld from somebody; none where nothing is, as from nearly everybody."""
        held: Document = {"listed.withheld_from": {"$in": sorted(names)}}
        found = await self.documents.find(self.kind, held, fields={"_id": 1}, limit=1)
        return withheld(names) if found else {}

    async def names_file(self, id: str, sha256: str) -> bool:
        """Tell whether a fact of the history names the file."""
        return any(holds(record["data"], sha256) for record in await self.history(id))

    async def first_records(self, ids: Iterable[str]) -> dict[str, EventRecord]:
        """Return the first event of each aggregate that is there, by id."""
        fields: Document = {"events": {"$slice": [0, 1]}, "version": 1}
        found = await self.documents.find(self.kind, {"_id": {"$in": list(ids)}}, fields=fields)
        return {document["_id"]: document["events"][0] for document in found}

    async def newest_personal(self, ids: Iterable[str], kind: type[Event]) -> dict[str, dict[str, Any]]:
        """Return the personal values of the newest event of the kind in each history that has one, by id."""
        fields: Document = dict.fromkeys(("events.type", "events.personal"), 1)
        where: Document = {"_id": {"$in": list(ids)}, "events.type": kind.type}
        newest = {}
        for document in await self.documents.find(self.kind, where, fields=fields):
            (*_, record) = [record for record in document["events"] if record["type"] == kind.type]
            newest[document["_id"]] = personal_values(record)
        return newest

    async def each(self) -> AsyncIterator[AggregateDocument]:
        """Yield every document whole, by id."""
        last = ""
        while page := await self.documents.find(self.kind, {"_id": {"$gt": last}}, sort=[("_id", 1)], limit=100):
            for document in page:
                yield whole(document)
            last = page[-1]["_id"]

    async def load(self, id: str, cause: str) -> Loaded[S] | None:
        """Load what a decision needs; an empty cause was never met. Refuses NEWER where newer software wrote it."""
        fields: Document = dict.fromkeys(("version", "sequence", "head", "published", "shape", "state", "moves"), 1)
        met = {"$elemMatch": {"cause": cause}}
        document = await find_one(self.documents, self.kind, {"_id": id}, fields | {"events": met, "noted": met})
        if document is None:
            return None
        causes = [*document.get("events", ()), *document.get("noted", ())]
        request = causes[0]["request"] if causes else None
        stored = await self.decoded(document)
        state = stored.state if document["shape"] == self.aggregate.shape else None
        return Loaded(stored, document["head"], document["published"], request, state, moves=document["moves"])

    async def decoded(self, document: Document) -> Stored[S]:
        """Decode a document; one of an older shape is folded from its history."""
        if document["shape"] > self.aggregate.shape:
            refuse(NEWER)
        if document["shape"] < self.aggregate.shape:
            document["events"] = (await self.history(document["_id"]))[: document["sequence"]]
        return self.codec.stored(document)

    @property
    def has_work_items(self) -> bool:
        """True if documents of this kind may wait for somebody."""
        return self.aggregate.work_items is not nobody

    @property
    def has_deadlines(self) -> bool:
        """True if documents of this kind may become due."""
        return self.aggregate.due is not never

    @property
    def published(self) -> bool:
        """True if the events of this kind leave the service."""
        return getattr(self.aggregate.event, "topic", None) is not None


def whole(document: Document) -> AggregateDocument:
    """Give a document that was read with all its fields the type that says so."""
    return cast("AggregateDocument", document)


def holds(data: Any, value: str) -> bool:
    """Tell whether the value stands in the data of an event, at whatever depth."""
    if isinstance(data, dict):
        return any(holds(one, value) for one in data.values())
    return any(holds(one, value) for one in data) if isinstance(data, list) else data == value
