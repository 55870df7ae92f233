"""The counts by township and month, and whether they are what the rows say."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable
from typing import Any, Literal

from pydantic import BaseModel

from chassis.consuming import NOTED, RowStore
from chassis.documents import Document
from chassis.process import COUNTS
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.values import TownshipCode, Value
from supervision.jurisdiction import territory
from supervision.queries.follow_up import Month
from supervision.queries.freshness import newest
from supervision.rows.buckets import Bucket, Kind, read
from supervision.service import Service
from supervision.words import OWN, TOTALS

PAGE = 500


class CountQuery(Value):
    """A township or `county`, a month or `all`; what is left out means each of them, totals included."""

    township: TownshipCode | Literal["county"] | None = None
    month: Month | Literal["all"] | None = None
    kind: Kind | None = None


class Count(BaseModel):
    """`rule` is there where refused attempts are counted by rule."""

    kind: Kind
    township: str
    month: str
    count: int
    rule: str | None = None


class Counts(BaseModel):
    """`pending` rows wait for the recounter: with none, the counts are exactly what the rows of `as_of` say."""

    as_of: str | None
    pending: int
    counts: list[Count]
    labels: dict[str, str] = {}


class Difference(BaseModel):
    bucket: str
    rows: str
    counted: int
    recounted: int


class Differences(BaseModel):
    """Empty when every count is what a walk through the rows finds."""

    as_of: str | None
    pending: int
    differences: list[Difference]


async def counts(service: Service, query: CountQuery, who: Origin) -> Counts:
    """In the order of kinds, months and townships; there is no other (X-38)."""
    place = territory(who, query.township)
    as_of, pending = await newest(service.rows), await waiting(service)
    found = await service.parts.documents.find(COUNTS, {"$or": spans(place, query.kind)})
    sums: Counter[tuple[Bucket, str | None]] = Counter()
    for document in found:
        bucket = read(document["bucket"])
        if query.month in (None, bucket.month):
            rule = bucket.part or None if bucket.kind is Kind.REFUSED else None
            sums[Bucket(bucket.kind, bucket.township, bucket.month), rule] += document["count"]
    counted = [shown(bucket, rule, sums[bucket, rule]) for bucket, rule in sorted(sums, key=rank)]
    labels = {**labels_in(counted, OWN), **TOTALS, **await rule_words(service, {it.rule for it in counted if it.rule})}
    return Counts(as_of=as_of, pending=pending, counts=counted, labels=labels)


async def rule_words(service: Service, rules: Iterable[str]) -> dict[str, str]:
    """What the rules say, as the attempts told it."""
    rows = service.attempts
    told = {"row.rule_label": {"$gt": ""}}
    found = [
        document
        for rule in sorted(rules)
        for document in await rows.documents.find(rows.rows.collection, {"row.rule": rule, **told}, limit=1)
    ]
    return {row.rule: row.rule_label for row in (rows.decode(document).row for document in found)}


def spans(place: str | None, kind: Kind | None) -> list[Document]:
    """Where the buckets of these kinds and this township lie; "0" is what follows "/"."""
    starts = [f"{it}/{place}" if place else str(it) for it in ([kind] if kind else Kind)]
    return [{"bucket": {"$gte": f"{start}/", "$lt": f"{start}0"}} for start in starts]


def rank(found: tuple[Bucket, str | None]) -> tuple[int, str, str, str]:
    bucket, rule = found
    return (list(Kind).index(bucket.kind), bucket.month, bucket.township, rule or "")


def shown(bucket: Bucket, rule: str | None, count: int) -> Count:
    return Count(kind=bucket.kind, township=bucket.township, month=bucket.month, rule=rule, count=count)


async def waiting(service: Service) -> int:
    """Rows whose buckets are noted to be counted anew."""
    documents = service.parts.documents
    return sum([await documents.count(it.rows.collection, NOTED) for it in service.rows])


async def differences(service: Service) -> Differences:
    """Walks through all rows and compares; for a check now and then, not for every look."""
    found = [difference for store in service.rows for difference in await compared(store)]
    return Differences(as_of=await newest(service.rows), pending=await waiting(service), differences=found)


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
