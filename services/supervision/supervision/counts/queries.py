"""The counts by township and month, and whether they are what the rows say."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chassis.consuming import NOTED, RowStore
from chassis.documents import Document, Documents
from chassis.process import COUNTS
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import TownshipCode, Value
from supervision.counts.buckets import Bucket, Kind, Month, read
from supervision.counts.view import Count, Counts, Difference, Differences
from supervision.counts.words import KINDS, TOTALS
from supervision.freshness import newest
from supervision.sight import territory

PAGE = 500


class CountQuery(Value):
    """A township or `county`, a month or `all`; what is left out means each of them, totals included."""

    township: TownshipCode | Literal["county"] | None = None
    month: Month | Literal["all"] | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class Counted:
    """The counts, the rows that they are counted from, and what refused rules say in Chinese, by code."""

    documents: Documents
    rows: Sequence[RowStore[Any]]
    rule_words: Callable[[Iterable[str]], Awaitable[dict[str, str]]]


async def counts(counted: Counted, query: CountQuery, who: Origin) -> Counts:
    """The counts in the order of kinds, months and townships; there is no other order (X-38)."""
    place = territory(who, query.township)
    as_of, pending = await newest(counted.rows), await waiting(counted)
    found = await counted.documents.find(COUNTS, {"$or": spans(place, query.kind)})
    sums: Counter[tuple[Bucket, str | None]] = Counter()
    for document in found:
        bucket = read(document["bucket"])
        if query.month in (None, bucket.month):
            rule = bucket.part or None if bucket.kind is Kind.REFUSED else None
            sums[Bucket(bucket.kind, bucket.township, bucket.month), rule] += document["count"]
    shown = [count_view(bucket, rule, sums[bucket, rule]) for bucket, rule in sorted(sums, key=rank)]
    rules = await counted.rule_words({count.rule for count in shown if count.rule})
    return Counts(as_of=as_of, pending=pending, counts=shown, labels={**labels_in(shown, KINDS), **TOTALS, **rules})


def spans(place: str | None, kind: Kind | None) -> list[Document]:
    """Filters for the buckets of these kinds and this township; "0" is the character after "/"."""
    starts = [f"{each}/{place}" if place else str(each) for each in ([kind] if kind else Kind)]
    return [{"bucket": {"$gte": f"{start}/", "$lt": f"{start}0"}} for start in starts]


def rank(found: tuple[Bucket, str | None]) -> tuple[int, str, str, str]:
    bucket, rule = found
    return (list(Kind).index(bucket.kind), bucket.month, bucket.township, rule or "")


def count_view(bucket: Bucket, rule: str | None, count: int) -> Count:
    return Count(kind=bucket.kind, township=bucket.township, month=bucket.month, rule=rule, count=count)


async def waiting(counted: Counted) -> int:
    """The number of rows whose buckets are noted and not yet recounted."""
    return sum([await counted.documents.count(store.rows.collection, NOTED) for store in counted.rows])


async def differences(counted: Counted) -> Differences:
    """Walk through all rows and compare; for a check now and then, not for every look."""
    found = [difference for store in counted.rows for difference in await compared(store)]
    return Differences(as_of=await newest(counted.rows), pending=await waiting(counted), differences=found)


async def compared(store: RowStore[Any]) -> list[Difference]:
    collection = store.rows.collection
    truth: Counter[str] = Counter()
    async for row in walked(store):
        truth.update(store.rows.buckets(row))
    kept = await store.documents.find(COUNTS, {"rows": collection})
    counted = Counter({document["bucket"]: document["count"] for document in kept})
    return [
        Difference(bucket=bucket, rows=collection, counted=counted[bucket], recounted=truth[bucket])
        for bucket in sorted(truth.keys() | counted.keys())
        if truth[bucket] != counted[bucket]
    ]


async def walked(store: RowStore[Any]) -> AsyncIterator[Any]:
    """Every row, by id."""
    last = ""
    while found := await store.documents.find(
        store.rows.collection, {"_id": {"$gt": last}}, sort=[("_id", 1)], limit=PAGE
    ):
        for document in found:
            if document["row"] is not None:
                yield store.decode(document).row
        last = found[-1]["_id"]
