"""Lists of alerts, open ones first."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Document, ListQuery, Page, page
from contracts.origin import Origin
from contracts.supervision import AlertKind
from contracts.values import TownshipCode
from supervision.alerts.verbs import Alerts
from supervision.alerts.view import AlertView, alert_view
from supervision.freshness import newest
from supervision.sight import confined


class AlertList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "kind": "state.raised.kind",
        "township": "state.raised.township",
        "subject": "state.raised.subject",
        "place": "state.place",
    }
    sorts: ClassVar[tuple[str, ...]] = ("place",)

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


async def list_alerts(alerts: Alerts, query: AlertList, who: Origin) -> Page[AlertView]:
    """One page of the alerts in the caller's township; the supervisor sees every township's."""
    store = alerts.store

    def show(document: Document) -> AlertView:
        return alert_view(store.codec.stored(document))

    within = confined("state.raised.township", who, query.township)
    found = await page(store.documents, store.kind, query, show, within)
    return Page(items=found.items, next=found.next, as_of=await newest(alerts.rows))
