from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from supervision.api.given import Supervision, Watcher
from supervision.queries import alerts as queries
from supervision.view import AlertView

router = routes("/alerts", "alerts")


@router.get("")
async def list_alerts(
    query: Annotated[queries.AlertList, Query()], supervision: Supervision, who: Watcher
) -> Page[AlertView]:
    return await queries.alerts(supervision, query, who)
