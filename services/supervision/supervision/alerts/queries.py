"""Lists of alerts, open ones first."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import newest
from chassis.documents import Document, ListQuery, Page
from chassis.store import Stored
from contracts.origin import Origin
from contracts.supervision import AlertKind
from contracts.values import TownshipCode
from supervision.alerts.domain import Alert
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertView, alert_view
from supervision.sight import confined


class AlertList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "kind": "state.raised.kind",
        "township": "state.raised.township",
        "subject": "state.raised.subject",
        "place": "state.place",
    }
    sorts: ClassVar[tuple[str, ...]] = ("place",)
    moving: ClassVar[tuple[str, ...]] = ("place",)

    kind: AlertKind | None = None
    township: TownshipCode | None = None
    subject: str | None = None
    open: bool | None = None

    def where(self) -> Document:
        """Filters over stored fields; `open` is stored as the absence of `settled`."""
        given = {"kind": self.kind, "township": self.township, "subject": self.subject}
        named = {self.paths[name]: str(value) for name, value in given.items() if value is not None}
        if self.open is None:
            return named
        return named | {"state.settled": None if self.open else {"$ne": None}}


async def list_of_alerts(alerts: Alerts, query: AlertList, who: Origin) -> Page[AlertView]:
    """One page of the alerts in the caller's township; the supervisor sees every township's."""
    calendar = alerts.store.calendar()

    def show(stored: Stored[Alert]) -> AlertView:
        return alert_view(stored, calendar)

    page = await alerts.store.page(query, show, confined("state.raised.township", who, query.township))
    page.as_of = await newest(alerts.rows)
    return page
