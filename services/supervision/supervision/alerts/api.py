from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from supervision.alerts import queries
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertView
from supervision.dependencies import Watcher

router = routes("/alerts", "alerts")


async def verbs(request: Request) -> Alerts:
    alerts: Alerts = request.app.state.service.alerts
    return alerts


@router.get("")
async def list_alerts(
    query: Annotated[queries.AlertList, Query()], alerts: Annotated[Alerts, Depends(verbs)], who: Watcher
) -> Page[AlertView]:
    return await queries.list_of_alerts(alerts, query, who)
