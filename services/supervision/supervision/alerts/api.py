from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from supervision.alerts import queries
from supervision.alerts.domain import ReviewAlert
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertPage, AlertView
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


@router.get("/{alert_id}", summary="查看预警")
async def read_alert(alert_id: str, alerts: Annotated[Alerts, Depends(verbs)], who: Watcher) -> AlertPage:
    return await queries.read_page(alerts, alert_id, who)


@router.post("/{alert_id}/review", summary="核查预警")
async def review_alert(
    alert_id: str, command: ReviewAlert, alerts: Annotated[Alerts, Depends(verbs)], who: Supervisor
) -> AlertPage:
    return await queries.alert_page(alerts, await alerts.review(alert_id, command, who), who)
