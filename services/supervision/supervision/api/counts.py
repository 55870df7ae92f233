from typing import Annotated

from fastapi import Query

from chassis.http import routes
from supervision.api.given import Supervision, Supervisor, Watcher
from supervision.queries import counting

router = routes("/counts", "counts")


@router.get("")
async def read_counts(
    query: Annotated[counting.CountQuery, Query()], supervision: Supervision, who: Watcher
) -> counting.Counts:
    return await counting.counts(supervision, query, who)


@router.get("/differences")
async def check_counts(supervision: Supervision, who: Supervisor) -> counting.Differences:
    return await counting.differences(supervision)
