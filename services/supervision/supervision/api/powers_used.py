from typing import Annotated

from fastapi import Query

from chassis.http import routes
from supervision.api.given import Supervision, Watcher
from supervision.queries import powers_used as queries

router = routes("/powers-used", "powers")


@router.get("")
async def read_powers_used(
    query: Annotated[queries.PowersUsedQuery, Query()], supervision: Supervision, who: Watcher
) -> queries.PowersUsedAnswer:
    return await queries.powers_used(supervision, query, who)
