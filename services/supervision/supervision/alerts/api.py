from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from supervision.alerts import queries
from supervision.alerts.domain import ReviewAlert
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertView, alert_view
from supervision.dependencies import Supervisor, Watcher

router = routes("/alerts", "alerts")


async def verbs(request: Request) -> Alerts:
    alerts: Alerts = request.app.state.service.alerts
    return alerts


@router.get("", summary="查询预警")
async def list_alerts(
    query: Annotated[queries.AlertList, Query()], alerts: Annotated[Alerts, Depends(verbs)], who: Watcher
) -> Page[AlertView]:
    return await queries.list_of_alerts(alerts, query, who)


@router.post("/{alert_id}/review", summary="核查预警")
async def review_alert(
    alert_id: str, command: ReviewAlert, alerts: Annotated[Alerts, Depends(verbs)], who: Supervisor
) -> AlertView:
    return alert_view(await alerts.review(alert_id, command, who), alerts.store.calendar())
