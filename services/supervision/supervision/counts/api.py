from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.http import joined, routes
from contracts.values import TownshipCode
from supervision.counts import queries
from supervision.counts.buckets import Kind
from supervision.counts.queries import Counted
from supervision.counts.view import Counts, Differences, TimeOnSite
from supervision.dependencies import CountChecker, Watcher

counts = routes("/counts", "counts")
attempts = routes("/attempts", "attempts")


async def counts_of(request: Request) -> Counted:
    counted: Counted = request.app.state.service.counts
    return counted


Kept = Annotated[Counted, Depends(counts_of)]


@counts.get("", summary="统计")
async def read_counts(query: Annotated[queries.CountQuery, Query()], counted: Kept, who: Watcher) -> Counts:
    return await queries.counts(counted, query, who)


@counts.get("/differences", summary="核对统计")
async def check_counts(counted: Kept, who: CountChecker) -> Differences:
    return await queries.differences(counted)


@counts.get("/time-on-site", summary="统计检查用时")
async def read_time_on_site(query: Annotated[queries.TimeQuery, Query()], counted: Kept, who: Watcher) -> TimeOnSite:
    """Return the median time on site of a township or the county, and how many visits met the target."""
    return await queries.time_on_site(counted, query, who)


@attempts.get("/counts", summary="统计被拒绝的操作")
async def count_attempts(counted: Kept, who: Watcher, township: TownshipCode | None = None) -> Counts:
    """Count by rule and township, of all months."""
    query = queries.CountQuery(kind=Kind.REFUSED, township=township, month="all")
    return await queries.counts(counted, query, who)


router = joined(counts, attempts)
