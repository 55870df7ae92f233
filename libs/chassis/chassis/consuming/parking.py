"""Records that could not be handled wait in the service's own store, and all later ones of their line behind them.

`reason` is `unreadable`, `error`, `refused` or `forked` (a person must look) or `early` (tried again by itself);
`behind` waits for the one before it, `dropped` for being taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from chassis.documents import Document, Documents, Index, StoreClock, find_one
from chassis.kafka import Record
from chassis.metrics import PARKED_ALARMS
from contracts.envelope import stamp

log = structlog.get_logger()

COLLECTION = "parked"
ORDER = (("partition", 1), ("offset", 1))
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
    """Why a record could not be handled; `detail` holds no personal data."""

    reason: Reason
    detail: str


class Parking:
    """The parked records of one consumer group, whose times are the store's."""

    def __init__(self, documents: Documents, group: str) -> None:
        self.documents = documents
        self.group = group
        self.now = StoreClock(documents).now

    async def prepare(self) -> None:
        await self.documents.index(COLLECTION, Index(("line",)))
        await self.documents.index(COLLECTION, Index(("next_try",)))

    async def occupied(self, lines: Sequence[str]) -> set[str]:
        """Which of the lines have something parked."""
        where = {"group": self.group, "line": {"$in": list(lines)}}
        return {found["line"] for found in await self.documents.find(COLLECTION, where, fields={"line": 1})}

    async def park(self, record: Record, trouble: Trouble) -> None:
        """Keeps the record; parking it again changes nothing."""
        now = await self.now()
        alone = trouble.reason in BY_ITSELF
        document = {
            "_id": f"{self.group}/{record.topic}/{record.partition}/{record.offset}",
            "group": self.group,
            "line": record.line,
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
            self._alarm(document)

    async def lines_due(self) -> list[str]:
        """The lines in which something may be tried now."""
        where = {"group": self.group, "next_try": {"$lte": stamp(await self.now())}}
        found = await self.documents.find(COLLECTION, where, fields={"line": 1}, sort=[("next_try", 1)], limit=100)
        return list(dict.fromkeys(document["line"] for document in found))

    async def first(self, line: str) -> Document | None:
        found = await self.documents.find(COLLECTION, {"group": self.group, "line": line}, sort=ORDER, limit=1)
        return found[0] if found else None

    async def earlier(self, head: Document) -> Document | None:
        """An event that came late: behind the head, although it is an older one of the same aggregate."""
        where = {"group": self.group, "line": head["line"], "sequence": {"$gt": 0, "$lt": head["sequence"]}}
        found = await self.documents.find(COLLECTION, where, sort=[("sequence", 1), *ORDER], limit=1)
        return found[0] if found else None

    async def release(self, id: str) -> bool:
        """Takes a record away; whoever is next in its line is looked at before it is gone, should we die in between."""
        if document := await find_one(self.documents, COLLECTION, {"_id": id}, {"line": 1}):
            where = {"group": self.group, "line": document["line"], "_id": {"$ne": id}}
            following = await self.documents.find(COLLECTION, where, fields={"line": 1}, sort=ORDER, limit=1)
            for one in following:
                where = {"_id": one["_id"], "reason": Reason.BEHIND}
                await self.documents.update(COLLECTION, where, {"$set": {"next_try": stamp(await self.now())}})
        return await self.documents.delete(COLLECTION, {"_id": id})

    async def put_off(self, document: Document, trouble: Trouble) -> None:
        """After another vain try: later each time, or never by itself."""
        tries = document["tries"] + 1
        now = await self.now()
        pause = min(timedelta(milliseconds=100 * 2 ** min(tries, 12)), LONGEST_PAUSE)
        next_try = stamp(now + pause) if trouble.reason in BY_ITSELF else NO_RETRY
        change = {"reason": trouble.reason, "detail": trouble.detail, "tries": tries, "next_try": next_try}
        await self.documents.update(COLLECTION, {"_id": document["_id"]}, {"$set": change})
        if next_try == NO_RETRY or now - datetime.fromisoformat(document["since"]) > ALARM_AFTER:
            self._alarm(document | change)

    async def due(self, head: Document) -> bool:
        """Whether the first of a line may be tried: nothing is in front of it, so it waits for nobody else."""
        return head["reason"] == Reason.BEHIND or str(head["next_try"]) <= stamp(await self.now())

    async def hold_behind(self, line: str) -> None:
        """What is behind need not be looked at while its head waits; `release` makes it due."""
        now = await self.now()
        where = {"group": self.group, "line": line, "reason": Reason.BEHIND, "next_try": {"$lte": stamp(now)}}
        change = {"$set": {"next_try": stamp(now + LOOKED_AFTER)}}
        behind = await self.documents.find(COLLECTION, where, fields={"line": 1})
        await self.documents.update_each(COLLECTION, [({"_id": one["_id"]}, change) for one in behind])

    async def replay(self, id: str) -> bool:
        """An operator asks that the record be tried again now."""
        return await self.documents.update(COLLECTION, {"_id": id}, {"$set": {"next_try": stamp(await self.now())}})

    async def drop(self, id: str) -> bool:
        """An operator gives a record up: the worker takes it away unhandled, and its line goes on."""
        change = {"reason": Reason.DROPPED, "next_try": stamp(await self.now())}
        return await self.documents.update(COLLECTION, {"_id": id}, {"$set": change})

    async def listed(self) -> list[Document]:
        fields: Document = {"value": 0, "headers": 0, "key": 0}
        return await self.documents.find(COLLECTION, {"group": self.group}, fields=fields, sort=ORDER)

    def _alarm(self, document: Document) -> None:
        PARKED_ALARMS.inc()
        log.error("a parked record needs a person", parked=document["_id"], reason=document["reason"])


def unparked(document: Document) -> Record:
    headers = tuple((name, value) for name, value in document["headers"])
    return Record(
        document["topic"], document["partition"], document["offset"], document["key"], document["value"], headers
    )
