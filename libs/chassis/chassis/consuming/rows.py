"""Replicas of foreign aggregates: one row per source aggregate, which takes exactly the next event.

A row is a fold without a history. The write that advances it also touches the buckets that it leaves and enters; the
recounter counts those buckets again from the rows, so that repeats, crashes and rewinds can't make a count wrong.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, TypeAdapter

from chassis.adapters import adapter
from chassis.documents import (
    PRESENT,
    Change,
    Document,
    Documents,
    Index,
    ListQuery,
    Page,
    StoreClock,
    begins_with,
    both,
    find_one,
    find_page,
)
from contracts.envelope import Envelope, stamp
from contracts.event import Event
from contracts.refusal import Category, Rule, refuse
from contracts.values import RestsOn

TOUCHED: Document = {"touched": PRESENT}
"""Rows with something to recount."""

HEARD_DIGITS = 16

REMEMBERED = 5_000
MOST_NAMED = 2_000
TOO_COMMON = Rule(
    "word-too-common",
    "“{word}”找到的名称太多",
    category=Category.MALFORMED,
    remedy="请写得更具体些",
)
EACH_PAGE = 500

type Taken = tuple[Envelope, Event | None]
type Advance[R] = Callable[[R | None, Event, Envelope], R | None]


class SequenceGap(Exception):
    """The record comes before something that it needs; it is parked and tried again by itself."""


class Forked(Exception):
    """A known event came with another digest: somebody's history was rewritten."""


@dataclass(frozen=True)
class Row[R]:
    """A row as it was read; `as_of` is the time of the newest event that it has seen."""

    id: str
    sequence: int
    as_of: str
    row: R

    @property
    def rests_on(self) -> RestsOn:
        """The newest fact that it has seen, for what is decided by it."""
        return RestsOn(id=self.id, sequence=self.sequence)


@dataclass(frozen=True, kw_only=True)
class Rows[R]:
    """One kind of row. `topics` feed it; `advance` ignores an event by giving the row back as it was.

    `buckets` names the counts that a row belongs to, as plain strings; lists in which rows move (`moves`) need the
    moment of their newest write. `found_by` gives texts by whose beginnings rows are found.
    """

    collection: str
    row: type[R]
    topics: tuple[str, ...]
    advance: Advance[R]
    buckets: Callable[[R], frozenset[str]] = field(default=lambda row: frozenset())
    indexes: tuple[str, ...] = ()
    moves: bool = False
    found_by: Callable[[R], list[str]] | None = None


class RowStore[R]:
    """The rows of one kind in the service's own store.

    `touched` is set when there may be something to recount; `changes` counts the rows that this process wrote;
    `latest` are the documents it wrote last: the next event of one needs no reading, since the write is guarded.
    """

    def __init__(self, rows: Rows[R], documents: Documents) -> None:
        self.rows = rows
        self.documents = documents
        self.codec: TypeAdapter[R] = adapter(rows.row)
        self.touched = asyncio.Event()
        self.changes = 0
        self.clock = StoreClock(documents)
        self.latest: OrderedDict[str, Document] = OrderedDict()

    async def prepare(self) -> None:
        for path in self.rows.indexes:
            await self.documents.index(self.rows.collection, Index((f"row.{path}", "_id")))
        await self.documents.index(self.rows.collection, Index(("buckets",)))
        if self.rows.moves:
            await self.documents.index(self.rows.collection, Index(("changed",), sparse=True))
        await self.documents.index(self.rows.collection, Index(("touched",), sparse=True))
        if self.rows.found_by:
            await self.documents.index(self.rows.collection, Index(("found_by", "_id"), sparse=True))
            await make_found(self)

    async def take(self, envelope: Envelope, event: Event | None) -> None:
        """Advance the row by the event (None: of an unknown type); raises SequenceGap or, on another digest, Forked."""
        while True:
            remembered = self.latest.pop(envelope.subject, None)
            kept = remembered or await find_one(self.documents, self.rows.collection, {"_id": envelope.subject})
            sequence = kept["sequence"] if kept else 0
            if kept and envelope.sequence <= sequence:
                if is_another(kept, envelope):
                    raise Forked(envelope.id)
                self._remember(kept)
                return
            if envelope.sequence > sequence + 1:
                if remembered:
                    continue  # another process may have gone on from there
                raise SequenceGap(f"{envelope.id} comes after {sequence}")
            run = [(envelope, event)]
            if await self._write(kept, run, self._advanced(kept, run)):
                return

    async def take_run(self, run: Sequence[Taken]) -> bool:
        """Take several events of one aggregate in one write; False if that can't be done.

        They must follow the row and one another.
        """
        id, first = run[0][0].subject, run[0][0].sequence
        try:
            kept = self.latest.get(id) or await find_one(self.documents, self.rows.collection, {"_id": id})
            follow = [envelope.sequence for envelope, _ in run] == list(range(first, first + len(run)))
            if not follow or first != (kept["sequence"] if kept else 0) + 1:
                return False
            self.latest.pop(id, None)
            return await self._write(kept, run, self._advanced(kept, run))
        except Exception:  # a bug in `advance`, or the store is away: it shows again when they are taken one by one
            return False

    def _advanced(self, kept: Document | None, run: Sequence[Taken]) -> R | None:
        """Return the row after the events."""
        row = self.codec.validate_python(kept["row"]) if kept and kept["row"] is not None else None
        for envelope, event in run:
            row = self.rows.advance(row, event, envelope) if event else row
        return row

    async def _write(self, kept: Document | None, run: Sequence[Taken], after: R | None) -> bool:
        """Write the row and note the buckets that it left or entered; False if another process was first."""
        envelope = run[-1][0]
        left = set(kept["buckets"]) if kept else set()
        entered = set(self.rows.buckets(after)) if after is not None else set()
        document: Document = {
            "sequence": envelope.sequence,
            "digest": envelope.digest,
            "as_of": envelope.time,
            "row": self.codec.dump_python(after, mode="json") if after is not None else None,
            "buckets": sorted(entered),
        }
        if self.rows.moves:
            document["changed"] = stamp(await self.clock.now())
        if self.rows.found_by:
            document["found_by"] = self.rows.found_by(after) if after is not None else []
        touched, heard = sorted(left ^ entered), [shortened(one.digest) for one, _ in run]
        if kept is None:
            fresh = {"_id": envelope.subject, **document, "heard": heard} | ({"touched": touched} if touched else {})
            written = await self.documents.insert(self.rows.collection, fresh)
        else:
            guard = {"_id": envelope.subject, "sequence": kept["sequence"]}
            change: Document = {"$set": document, "$push": {"heard": {"$each": heard}}}
            if touched:
                change["$addToSet"] = {"touched": {"$each": touched}}
            written = await self.documents.update(self.rows.collection, guard, change)
        if written:
            self.changes += 1
            self.touched.set()
            before_it = kept.get("heard", []) if kept else []
            self._remember({**document, "_id": envelope.subject, "heard": [*before_it, *heard]})
        return written

    def _remember(self, document: Document) -> None:
        self.latest[document["_id"]] = document
        if len(self.latest) > REMEMBERED:
            self.latest.popitem(last=False)

    async def find(self, id: str) -> Row[R] | None:
        return next(iter(await self.where({"_id": id})), None)

    async def where(self, where: Document, *, sort: Sequence[tuple[str, int]] = (), limit: int = 0) -> list[Row[R]]:
        """Return the rows whose stored fields (`row.<path>`, `buckets`) match."""
        found = await self.documents.find(self.rows.collection, {"row": {"$ne": None}, **where}, sort=sort, limit=limit)
        return [self.decode(document) for document in found]

    async def page[T: BaseModel](
        self, query: ListQuery, show: Callable[[Row[R]], T], within: Document | None = None
    ) -> Page[T]:
        """Return one page of a list of rows; `within` is what the caller may see."""
        visible = both([{"row": {"$ne": None}}, within or {}])
        found = await find_page(self.documents, self.rows.collection, query, visible)
        return Page(
            items=[show(self.decode(document)) for document in found.documents],
            next=found.next,
            total=found.total,
            as_of=found.as_of,
        )

    async def named(self, part: str) -> list[Row[R]]:
        """Return the rows that any part of their texts finds; refuses one that finds more than a list can be of."""
        found = await self.where({"found_by": begins_with(part)}, limit=MOST_NAMED + 1)
        return found if len(found) <= MOST_NAMED else refuse(TOO_COMMON, word=part)

    async def each(self) -> AsyncIterator[Row[R]]:
        """Yield every row, by id."""
        last = ""
        while found := await self.where({"_id": {"$gt": last}}, sort=[("_id", 1)], limit=EACH_PAGE):
            for row in found:
                yield row
            last = found[-1].id

    async def newest(self) -> str | None:
        """Return the time of the newest event that a row has seen, also one without a row; None if there is none."""
        collection, fields = self.rows.collection, {"as_of": 1}
        found = await self.documents.find(collection, {}, fields=fields, sort=[("as_of", -1)], limit=1)
        return str(found[0]["as_of"]) if found else None

    async def pending(self) -> int:
        """Return the number of rows with something to recount."""
        return await self.documents.count(self.rows.collection, TOUCHED)

    def decode(self, document: Document) -> Row[R]:
        row = self.codec.validate_python(document["row"])
        return Row(document["_id"], document["sequence"], document["as_of"], row)


async def make_found[R](store: RowStore[R]) -> None:
    """Have rows of an older version found, too; one that is written meanwhile is found by that write."""
    found_by, collection = store.rows.found_by, store.rows.collection
    if found_by is None:
        return
    lacking: Document = {"found_by": {"$exists": False}, "row": {"$ne": None}}
    while documents := await store.documents.find(collection, lacking, limit=EACH_PAGE):
        rows = [(document, store.decode(document).row) for document in documents]
        changes: list[Change] = [
            ({"_id": document["_id"], "sequence": document["sequence"]}, {"$set": {"found_by": found_by(row)}})
            for document, row in rows
        ]
        await store.documents.update_each(collection, changes)


def is_another(kept: Document, envelope: Envelope) -> bool:
    """Tell whether the row took another event of that sequence; older rows know their newest only."""
    heard = kept.get("heard", [shortened(kept["digest"])])
    place = envelope.sequence - 1 - kept["sequence"] + len(heard)
    return place >= 0 and bool(heard[place] != shortened(envelope.digest))


def shortened(digest: str) -> str:
    """Shorten a digest to what tells an event of a sequence from another one."""
    return digest.rpartition(":")[2][:HEARD_DIGITS]
