from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from contracts.values import TownshipCode
from supervision.api.given import Supervision, Watcher
from supervision.queries import attempts as queries
from supervision.queries import counting
from supervision.rows.buckets import Kind
from supervision.view import AttemptView

router = routes("/attempts", "attempts")


@router.get("")
async def list_attempts(
    query: Annotated[queries.AttemptList, Query()], supervision: Supervision, who: Watcher
) -> Page[AttemptView]:
    return await queries.attempts(supervision, query, who)


@router.get("/counts")
async def count_attempts(
    supervision: Supervision, who: Watcher, township: TownshipCode | None = None
) -> counting.Counts:
    """By rule and township, of all months."""
    query = counting.CountQuery(kind=Kind.REFUSED, township=township, month="all")
    return await counting.counts(supervision, query, who)
