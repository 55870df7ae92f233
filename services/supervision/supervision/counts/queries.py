"""The counts by township and month, and whether they are what the rows say."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal

from chassis.consuming import CountStore
from contracts.labels import labels_in, words
from contracts.origin import Origin
from contracts.values import TownshipCode, Value
from supervision.counts.buckets import Bucket, Kind, Month, Total, path, read
from supervision.counts.view import Count, Counts, Differences, TimeOnSite, difference_view
from supervision.sight import territory

TARGET_MINUTES = 15
"""Within which a visit should be done (capability A21)."""


class TimeQuery(Value):
    """A township, and a month; what is left out means all of them."""

    township: TownshipCode | None = None
    month: Month | None = None


class CountQuery(Value):
    """A township or `county`, a month or `all`; what is left out means each of them, totals included."""

    township: TownshipCode | Literal["county"] | None = None
    month: Month | Literal["all"] | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class Counted:
    """The counts, and what refused rules say in Chinese, by code."""

    store: CountStore
    rule_words: Callable[[Iterable[str]], Awaitable[dict[str, str]]]


async def counts(counted: Counted, query: CountQuery, who: Origin) -> Counts:
    """The counts in the order of kinds, months and townships; there is no other order (X-38)."""
    place = territory(who, query.township)
    as_of, pending = await counted.store.newest(), await counted.store.pending()
    found = await counted.store.below(path(kind, place) for kind in ([query.kind] if query.kind else Kind))
    shown = summed([(read(bucket), count) for bucket, count in found], query.month)
    rules = await counted.rule_words({count.rule for count in shown if count.rule})
    return Counts(
        as_of=as_of, pending=pending, counts=shown, labels=words(Kind) | labels_in(shown) | words(Total) | rules
    )


async def time_on_site(counted: Counted, query: TimeQuery, who: Origin) -> TimeOnSite:
    """Return the median of all visits that were timed, and how many met the target; no list, and no ranking (X-38)."""
    place = territory(who, query.township) or Total.COUNTY
    as_of, pending = await counted.store.newest(), await counted.store.pending()
    found = await counted.store.below([path(Kind.VISITS_TIMED, place)])
    minutes = Counter[int]()
    for bucket, count in found:
        if read(bucket).month == (query.month or Total.ALWAYS):
            minutes[int(read(bucket).part)] += count
    return TimeOnSite(
        as_of=as_of,
        pending=pending,
        visits=minutes.total(),
        within=sum(count for took, count in minutes.items() if took <= TARGET_MINUTES),
        target_minutes=TARGET_MINUTES,
        median_minutes=median(list(minutes.elements())) if minutes else None,
    )


def summed(found: Iterable[tuple[Bucket, int]], month: str | None) -> list[Count]:
    """The counts of the month (None: of each), by the parts that are shown: refused attempts by rule, others whole."""
    sums: Counter[tuple[Bucket, str | None]] = Counter()
    for bucket, count in found:
        if month in (None, bucket.month):
            rule = bucket.part or None if bucket.kind is Kind.REFUSED else None
            sums[Bucket(bucket.kind, bucket.township, bucket.month), rule] += count
    return [
        Count(kind=bucket.kind, township=bucket.township, month=bucket.month, rule=rule, count=sums[bucket, rule])
        for bucket, rule in sorted(sums, key=rank)
    ]


def rank(found: tuple[Bucket, str | None]) -> tuple[int, str, str, str]:
    bucket, rule = found
    return (list(Kind).index(bucket.kind), bucket.month, bucket.township, rule or "")


async def differences(counted: Counted) -> Differences:
    """The counts that are not what a walk through all rows finds."""
    store = counted.store
    found = [difference_view(difference) for difference in await store.differences()]
    return Differences(as_of=await store.newest(), pending=await store.pending(), differences=found)
