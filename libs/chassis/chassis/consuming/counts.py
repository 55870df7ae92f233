"""Counts of rows by bucket: counted from the rows themselves, never incremented."""

from typing import Any

from chassis.consuming.rows import RowStore
from chassis.documents import PRESENT, Document, Documents, find_one

NOTED: Document = {"touched": PRESENT}
"""Rows with something to recount."""


async def recount(rows: RowStore[Any], counts: str, most: int = 500) -> int:
    """Counts the touched buckets of some rows anew, then clears their notes; how many rows were cleared."""
    collection, documents = rows.rows.collection, rows.documents
    noted = await documents.find(collection, NOTED, fields={"touched": 1, "sequence": 1}, limit=most)
    for bucket in sorted({bucket for row in noted for bucket in row["touched"]}):
        await count_anew(documents, collection, counts, bucket)
    cleared: Document = {"$unset": {"touched": ""}}
    await documents.update_each(
        collection, [({"_id": row["_id"], "sequence": row["sequence"]}, cleared) for row in noted]
    )
    return len(noted)


async def count_anew(documents: Documents, collection: str, counts: str, bucket: str) -> None:
    """Reads the version first and counts after it: a slower recounter can't put an older number in."""
    while True:
        kept = await find_one(documents, counts, {"_id": f"{collection}/{bucket}"})
        number = await documents.count(collection, {"buckets": bucket})
        if kept is None:
            fresh = {
                "_id": f"{collection}/{bucket}",
                "rows": collection,
                "bucket": bucket,
                "version": 1,
                "count": number,
            }
            if await documents.insert(counts, fresh):
                return
        else:
            guard = {"_id": kept["_id"], "version": kept["version"]}
            change = {"$set": {"version": kept["version"] + 1, "count": number}}
            if await documents.update(counts, guard, change):
                return
