"""Alerts: open ones first."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Document, ListQuery, Page, page
from contracts.origin import Origin
from contracts.supervision import AlertKind
from contracts.values import TownshipCode
from supervision.jurisdiction import territory
from supervision.queries.freshness import newest
from supervision.service import Service
from supervision.view import AlertView, alert_view


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
        """`open` asks whether the alert was settled."""
        given = {"kind": self.kind, "township": self.township, "subject": self.subject}
        named = {self.paths[name]: str(value) for name, value in given.items() if value is not None}
        if self.open is None:
            return named
        return named | {"state.settled": None if self.open else {"$ne": None}}


async def alerts(service: Service, query: AlertList, who: Origin) -> Page[AlertView]:
    store = service.alerts
    place = territory(who, query.township)
    within: Document = {"state.raised.township": place} if place and not query.township else {}

    def show(document: Document) -> AlertView:
        return alert_view(store.codec.stored(document))

    found = await page(store.documents, store.kind, query, show, within)
    return Page(items=found.items, next=found.next, as_of=await newest(service.rows))
