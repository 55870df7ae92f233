from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.http import routes
from supervision.dependencies import Watcher
from supervision.powers import queries
from supervision.powers.queries import Powers
from supervision.powers.view import PowersUsedAnswer

router = routes("/powers-used", "powers")


async def power_rows(request: Request) -> Powers:
    powers: Powers = request.app.state.service.powers
    return powers


@router.get("", summary="职权使用情况")
async def read_powers_used(
    query: Annotated[queries.PowersUsedQuery, Query()], powers: Annotated[Powers, Depends(power_rows)], who: Watcher
) -> PowersUsedAnswer:
    return await queries.powers_used(powers, query, who)
