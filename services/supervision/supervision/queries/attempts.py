"""Refused attempts, and how many there were by rule and township."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Document, ListQuery, Page, page
from contracts.origin import Origin
from contracts.values import TownshipCode
from supervision.jurisdiction import territory
from supervision.queries.follow_up import Month
from supervision.queries.freshness import newest
from supervision.service import Service
from supervision.view import AttemptView, attempt_view


class AttemptList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        name: f"row.{name}" for name in ("township", "rule", "service", "month", "refused_on")
    }
    sorts: ClassVar[tuple[str, ...]] = ("-refused_on",)

    township: TownshipCode | None = None
    rule: str | None = None
    service: str | None = None
    month: Month | None = None


async def attempts(service: Service, query: AttemptList, who: Origin) -> Page[AttemptView]:
    rows = service.attempts
    place = territory(who, query.township)
    within: Document = {"row": {"$ne": None}} | ({"row.township": place} if place and not query.township else {})

    def show(document: Document) -> AttemptView:
        return attempt_view(rows.decode(document))

    found = await page(rows.documents, rows.rows.collection, query, show, within)
    return Page(items=found.items, next=found.next, as_of=await newest([rows]))
