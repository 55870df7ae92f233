"""Records that could not be handled wait in the service's own store, and all later ones of their line behind them.

`reason` is `unreadable`, `error`, `refused` or `forked` (a person must look) or `early` (tried again by itself);
`behind` waits for the one before it, `dropped` for being taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from chassis.documents import Document, Documents, Index, Sort, StoreClock, find_one
from chassis.kafka import Record
from chassis.metrics import PARKED_ALARMS
from contracts.envelope import stamp

log = structlog.get_logger()

COLLECTION = "parked"
ORDER = (("partition", 1), ("offset", 1))
WITHOUT_CONTENT: Document = {"key": 0, "value": 0, "headers": 0}
LONGEST_PAUSE = timedelta(minutes=5)
LOOKED_AFTER = timedelta(minutes=5)
ALARM_AFTER = timedelta(hours=1)
LONGEST_DETAIL = 500
NO_RETRY = "9999"


class Reason(StrEnum):
    UNREADABLE = "unreadable"
    ERROR = "error"
    REFUSED = "refused"
    FORKED = "forked"
    EARLY = "early"
    BEHIND = "behind"
    DROPPED = "dropped"


BY_ITSELF = (Reason.EARLY, Reason.BEHIND)


@dataclass(frozen=True)
class Trouble:
    """The reason why a record could not be handled; `detail` holds no personal data."""

    reason: Reason
    detail: str


@dataclass(frozen=True)
class ParkedRecord:
    """A record that waits, without its content. `line` is its ordering key, `sequence` that of its event (0: unknown).

    `since` and `next_try` are times of the store (UTC, milliseconds); NO_RETRY waits for a person.
    """

    id: str
    line: str
    topic: str
    partition: int
    offset: int
    sequence: int
    reason: Reason
    detail: str
    tries: int
    since: str
    next_try: str


class Parking:
    """The parked records of one consumer group; all times are the store's."""

    def __init__(self, documents: Documents, group: str) -> None:
        self.documents = documents
        self.group = group
        self.now = StoreClock(documents).now

    async def prepare(self) -> None:
        await self.documents.index(COLLECTION, Index(("line",)))
        await self.documents.index(COLLECTION, Index(("next_try",)))

    async def occupied(self, lines: Sequence[str]) -> set[str]:
        """Return those of the lines in which something is parked."""
        where = {"group": self.group, "line": {"$in": list(lines)}}
        return {found["line"] for found in await self.documents.find(COLLECTION, where, fields={"line": 1})}

    async def park(self, record: Record, trouble: Trouble) -> None:
        """Keep the record; parking it again changes nothing."""
        now = await self.now()
        alone = trouble.reason in BY_ITSELF
        document: Document = {
            "_id": f"{self.group}/{record.topic}/{record.partition}/{record.offset}",
            "group": self.group,
            "line": record.ordering_key,
            "topic": record.topic,
            "partition": record.partition,
            "offset": record.offset,
            "sequence": record.sequence,
            "key": record.key,
            "value": record.value,
            "headers": [[name, value] for name, value in record.headers],
            "reason": trouble.reason,
            "detail": trouble.detail[:LONGEST_DETAIL].encode(errors="backslashreplace").decode(),
            "tries": 1,
            "since": stamp(now),
            "next_try": stamp(now) if alone else NO_RETRY,
        }
        if await self.documents.insert(COLLECTION, document) and not alone:
            self._alarm(document["_id"], trouble.reason)

    async def lines_due(self) -> list[str]:
        """Return the lines in which something may be tried now."""
        where = {"group": self.group, "next_try": {"$lte": stamp(await self.now())}}
        found = await self.documents.find(COLLECTION, where, fields={"line": 1}, sort=[("next_try", 1)], limit=100)
        return list(dict.fromkeys(document["line"] for document in found))

    async def first(self, line: str) -> ParkedRecord | None:
        """Return the head of a line, or None."""
        return next(iter(await self._find({"line": line}, limit=1)), None)

    async def earlier(self, head: ParkedRecord) -> ParkedRecord | None:
        """Return an event that came late: behind the head, although it is an older one of the same aggregate."""
        where: Document = {"line": head.line, "sequence": {"$gt": 0, "$lt": head.sequence}}
        return next(iter(await self._find(where, sort=[("sequence", 1), *ORDER], limit=1)), None)

    async def content(self, id: str) -> Record | None:
        """Load the record itself, to be handled; None if another process has released it since."""
        document = await find_one(self.documents, COLLECTION, {"_id": id})
        if document is None:
            return None
        headers = tuple((name, value) for name, value in document["headers"])
        place = (document["topic"], document["partition"], document["offset"])
        return Record(*place, document["key"], document["value"], headers)

    async def release(self, id: str) -> bool:
        """Take a record away. The next of its line becomes due first, should the process die in between."""
        if document := await find_one(self.documents, COLLECTION, {"_id": id}, {"line": 1}):
            where = {"group": self.group, "line": document["line"], "_id": {"$ne": id}}
            following = await self.documents.find(COLLECTION, where, fields={"line": 1}, sort=ORDER, limit=1)
            for one in following:
                where = {"_id": one["_id"], "reason": Reason.BEHIND}
                await self.documents.update(COLLECTION, where, {"$set": {"next_try": stamp(await self.now())}})
        return await self.documents.delete(COLLECTION, {"_id": id})

    async def put_off(self, parked: ParkedRecord, trouble: Trouble) -> None:
        """Set the next try after another vain one: later each time, or never without a person."""
        tries = parked.tries + 1
        now = await self.now()
        pause = min(timedelta(milliseconds=100 * 2 ** min(tries, 12)), LONGEST_PAUSE)
        next_try = stamp(now + pause) if trouble.reason in BY_ITSELF else NO_RETRY
        change = {"reason": trouble.reason, "detail": trouble.detail, "tries": tries, "next_try": next_try}
        await self.documents.update(COLLECTION, {"_id": parked.id}, {"$set": change})
        if next_try == NO_RETRY or now - datetime.fromisoformat(parked.since) > ALARM_AFTER:
            self._alarm(parked.id, trouble.reason)

    async def due(self, head: ParkedRecord) -> bool:
        """Tell whether the head of a line may be tried: one that was behind waits for nobody any more."""
        return head.reason is Reason.BEHIND or head.next_try <= stamp(await self.now())

    async def hold_behind(self, line: str) -> None:
        """Let what is behind rest while its head waits; `release` makes it due."""
        now = await self.now()
        where = {"group": self.group, "line": line, "reason": Reason.BEHIND, "next_try": {"$lte": stamp(now)}}
        change = {"$set": {"next_try": stamp(now + LOOKED_AFTER)}}
        behind = await self.documents.find(COLLECTION, where, fields={"line": 1})
        await self.documents.update_each(COLLECTION, [({"_id": one["_id"]}, change) for one in behind])

    async def replay(self, id: str) -> bool:
        """Have the record tried now, as an operator asks; False if there is none."""
        return await self.documents.update(COLLECTION, {"_id": id}, {"$set": {"next_try": stamp(await self.now())}})

    async def drop(self, id: str) -> bool:
        """Have the record taken away unhandled, as an operator asks; its line goes on. False if there is none."""
        change = {"reason": Reason.DROPPED, "next_try": stamp(await self.now())}
        return await self.documents.update(COLLECTION, {"_id": id}, {"$set": change})

    async def listed(self) -> list[ParkedRecord]:
        """Return all of them in the order of their topics."""
        return await self._find({})

    async def _find(self, where: Document, *, sort: Sort = ORDER, limit: int = 0) -> list[ParkedRecord]:
        within = {"group": self.group, **where}
        found = await self.documents.find(COLLECTION, within, fields=WITHOUT_CONTENT, sort=sort, limit=limit)
        return [parked_record(document) for document in found]

    def _alarm(self, id: str, reason: Reason) -> None:
        PARKED_ALARMS.inc()
        log.error("a parked record needs a person", parked=id, reason=reason)


def parked_record(document: Document) -> ParkedRecord:
    """Decode a stored document."""
    told = {field.name: document[field.name] for field in fields(ParkedRecord) if field.name not in ("id", "reason")}
    return ParkedRecord(id=document["_id"], reason=Reason(document["reason"]), **told)
