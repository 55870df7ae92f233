"""Counts of rows by bucket: counted from the rows themselves, never incremented."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import structlog

from chassis.consuming.rows import TOUCHED, RowStore
from chassis.documents import Document, Documents, Index, StoreUnreachable, find_one
from contracts.envelope import stamp

log = structlog.get_logger()

COUNTS = "counts"
RECOUNT_SECONDS = 15.0
"""Between looks for what another process left that has not come back; who starts looks at once."""
GATHER_SECONDS = 0.05


async def recount_on(rows: RowStore[Any]) -> None:
    """Count touched buckets again as soon as rows note some, and now and then what a crash left; until cancelled."""
    rows.touched.set()
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(rows.touched.wait(), RECOUNT_SECONDS)
        await asyncio.sleep(GATHER_SECONDS)
        rows.touched.clear()
        try:
            if await recount(rows, COUNTS):
                rows.touched.set()
        except StoreUnreachable:
            log.warning("recounter waits for the store")
        except Exception:
            log.exception("a recount failed")


async def recount(rows: RowStore[Any], counts: str, most: int = 500) -> int:
    """Recount the touched buckets of some rows, then untouch them; return how many rows were cleared."""
    collection, documents = rows.rows.collection, rows.documents
    touched = await documents.find(collection, TOUCHED, fields={"touched": 1, "sequence": 1}, limit=most)
    for bucket in sorted({bucket for row in touched for bucket in row["touched"]}):
        await count_again(rows, counts, bucket)
    cleared: Document = {"$unset": {"touched": ""}}
    await documents.update_each(
        collection, [({"_id": row["_id"], "sequence": row["sequence"]}, cleared) for row in touched]
    )
    return len(touched)


async def count_again(rows: RowStore[Any], counts: str, bucket: str) -> None:
    """Count one bucket, the version read first, so that a slower recounter can't put an older number in."""
    documents, collection = rows.documents, rows.rows.collection
    while True:
        kept = await find_one(documents, counts, {"_id": f"{collection}/{bucket}"})
        number = await documents.count(collection, {"buckets": bucket}, patient=True)
        changed = stamp(await rows.clock.now())
        if kept is None:
            fresh = {
                "_id": f"{collection}/{bucket}",
                "rows": collection,
                "bucket": bucket,
                "version": 1,
                "count": number,
                "changed": changed,
            }
            if await documents.insert(counts, fresh):
                return
        else:
            guard = {"_id": kept["_id"], "version": kept["version"]}
            change = {"$set": {"version": kept["version"] + 1, "count": number, "changed": changed}}
            if await documents.update(counts, guard, change):
                return


@dataclass(frozen=True)
class CountDifference:
    """A count that differs from what a walk through the rows finds; `rows` is their collection."""

    rows: str
    bucket: str
    counted: int
    recounted: int


class CountStore:
    """The counts of a service, and the rows that they are counted from."""

    def __init__(self, documents: Documents, row_stores: Sequence[RowStore[Any]]) -> None:
        self.documents = documents
        self.row_stores = row_stores

    async def prepare(self) -> None:
        """Make the indexes that the counts, and the newest rows, are found by."""
        for rows in self.row_stores:
            await self.documents.index(rows.rows.collection, Index(("as_of",)))
        await self.documents.index(COUNTS, Index(("bucket",)))
        await self.documents.index(COUNTS, Index(("rows",)))
        await self.documents.index(COUNTS, Index(("changed",), sparse=True))

    async def below(self, paths: Iterable[str]) -> list[tuple[str, int]]:
        """Return (bucket, count) of the buckets below the paths: `a/b` is the path of `a/b/c`, not of `a/bc`."""
        spans = [{"bucket": {"$gte": f"{path}/", "$lt": f"{path}0"}} for path in paths]  # "0" is the next after "/"
        found = await self.documents.find(COUNTS, {"$or": spans})
        return [(document["bucket"], document["count"]) for document in found]

    async def newest(self) -> str | None:
        """Return the time of the newest event that any row has seen; None while nothing was heard."""
        return await newest(self.row_stores)

    async def pending(self) -> int:
        """Return the number of rows whose buckets are not recounted yet."""
        return sum([await rows.pending() for rows in self.row_stores])

    async def differences(self) -> list[CountDifference]:
        """Walk through all rows and compare; for a check now and then, not for every look."""
        return [difference for rows in self.row_stores for difference in await self._compared(rows)]

    async def _compared(self, rows: RowStore[Any]) -> list[CountDifference]:
        collection = rows.rows.collection
        recounted: Counter[str] = Counter()
        async for found in rows.each():
            recounted.update(rows.rows.buckets(found.row))
        kept = await self.documents.find(COUNTS, {"rows": collection})
        counted = Counter({document["bucket"]: document["count"] for document in kept})
        return [
            CountDifference(collection, bucket, counted[bucket], recounted[bucket])
            for bucket in sorted(recounted.keys() | counted.keys())
            if recounted[bucket] != counted[bucket]
        ]


async def newest(row_stores: Iterable[RowStore[Any]]) -> str | None:
    """Return the time of the newest event that one of these rows has seen; None while nothing was heard."""
    times = [time for rows in row_stores if (time := await rows.newest())]
    return max(times, default=None)
