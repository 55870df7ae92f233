"""Lists of alerts, open ones first, and pages of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from chassis.consuming import newest
from chassis.documents import Document, Page, SearchQuery, both
from chassis.http import ways_to
from chassis.store import UNKNOWN, Stored
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.supervision import AlertKind
from contracts.values import Role, TownshipCode
from supervision.alerts.domain import Alert
from supervision.alerts.offers import offers
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertPage, AlertView, alert_page_of, alert_view
from supervision.sight import confined, sees


def being_open(wanted: bool) -> Document:
    """Alerts that are open have no `settled`."""
    return {"state.settled": None if wanted else {"$ne": None}}


class AlertList(SearchQuery):
    """`word` is any part of what was found, of the kind in words, or of the id of what it is about."""

    paths: ClassVar[Mapping[str, str]] = {
        "kind": "state.raised.kind",
        "township": "state.raised.township",
        "subject": "state.raised.subject",
        "place": "state.place",
        "raised_on": "state.raised.raised_on",
    }
    conditions: ClassVar[Mapping[str, Callable[[Any], Document]]] = {"open": being_open}
    sorts: ClassVar[tuple[str, ...]] = ("place", "raised_on")
    moving: ClassVar[tuple[str, ...]] = ("place",)

    kind: AlertKind | None = None
    township: TownshipCode | None = None
    subject: str | None = None
    open: bool | None = None


async def list_of_alerts(alerts: Alerts, query: AlertList, who: Origin) -> Page[AlertView]:
    """One page of the alerts in the caller's township; the supervisor sees every township's."""
    calendar = alerts.store.calendar()

    def show(stored: Stored[Alert]) -> AlertView:
        return alert_view(stored, calendar)

    page = await alerts.store.page(
        query, show, both([confined("state.raised.township", who, query.township), query.found()])
    )
    page.as_of = await newest(alerts.rows)
    return page


async def read_page(alerts: Alerts, id: str, who: Origin) -> AlertPage:
    """One alert; UNKNOWN to the head of another township."""
    stored = await alerts.store.read(id)
    township = stored.state.raised.township
    if Role.SUPERVISOR not in who.roles and (township is None or not sees(who, township)):
        refuse(UNKNOWN, id=id)
    return await alert_page(alerts, stored, who)


async def alert_page(alerts: Alerts, stored: Stored[Alert], who: Origin) -> AlertPage:
    """The alert with its step as it stands today, for whoever asks."""
    facts = await alerts.of_review(stored.state, None, who, id=stored.id)
    ways, steps = ways_to("supervision", "/alerts/{alert_id}/"), offers(stored.state, facts)
    return alert_page_of(
        stored,
        alerts.store.calendar(),
        [
            ways[offer.name].step(
                offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
                awaited=True,
                alert_id=stored.id,
            )
            for offer in steps
        ],
    )
