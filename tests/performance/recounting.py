"""A recount of a million rows: every bucket of every township and month, county and totals."""

import asyncio
import json
import sys
import time
from datetime import date
from typing import Any

import uvloop

from chassis.consuming import TOUCHED, RowStore, recount
from chassis.documents import MongoDocuments, connect
from contracts.places import TOWNSHIPS
from supervision.cases.row import CASE_ROWS
from supervision.counts.buckets import Kind, once

ROWS, BATCH_SIZE, MONTHS = 1_000_000, 5_000, 24


def row(number: int) -> dict[str, Any]:
    """Return a row; the first of each bucket has a note."""
    month = number // 13 % MONTHS
    day = date(2025 + month // 12, month % 12 + 1, 1)
    place = list(TOWNSHIPS)[number % 13]
    buckets = [bucket for kind in (Kind.OPENED, Kind.CLOSED) for bucket in once(kind, place, day)]
    touched = {"touched": buckets} if number < 13 * MONTHS else {}
    return {"_id": f"case-{number:08d}", "sequence": 1, "row": {}, "buckets": buckets, **touched}


async def recounted(store: str) -> dict[str, float]:
    documents, patient = (MongoDocuments(connect(store, timeout), "bench_recount") for timeout in (5_000, 60_000))
    rows = RowStore(CASE_ROWS, documents)
    await rows.prepare()
    began = time.perf_counter()
    for start in range(0, ROWS, BATCH_SIZE):
        batch = [row(number) for number in range(start, start + BATCH_SIZE)]
        await patient.collection("case_rows").insert_many(batch)
    filled = time.perf_counter()
    await patient.find(CASE_ROWS.collection, TOUCHED, limit=1)  # the first query after so many inserts takes seconds
    rested = time.perf_counter()
    await recount(rows, "counts")
    done = time.perf_counter()
    counts = await documents.count("counts", {})
    return {"fill": filled - began, "rest": rested - filled, "recount": done - rested, "buckets": counts}


if __name__ == "__main__":
    answer = asyncio.run(recounted(**json.load(sys.stdin)), loop_factory=uvloop.new_event_loop)
    json.dump(answer, sys.stdout)
