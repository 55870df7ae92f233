"""Lists of refused attempts, and what the refused rules say."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import RowStore
from chassis.documents import Document, ListQuery, Page, page
from contracts.origin import Origin
from contracts.values import TownshipCode
from supervision.attempts.row import AttemptRow
from supervision.attempts.view import AttemptView, attempt_view
from supervision.counts.buckets import Month
from supervision.freshness import newest
from supervision.sight import confined


class AttemptList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        name: f"row.{name}" for name in ("township", "rule", "service", "month", "refused_on")
    }
    sorts: ClassVar[tuple[str, ...]] = ("-refused_on",)

    township: TownshipCode | None = None
    rule: str | None = None
    service: str | None = None
    month: Month | None = None


async def attempts(rows: RowStore[AttemptRow], query: AttemptList, who: Origin) -> Page[AttemptView]:
    """One page of the attempts in the caller's township; the supervisor sees every township's."""
    within: Document = {"row": {"$ne": None}} | confined("row.township", who, query.township)

    def show(document: Document) -> AttemptView:
        return attempt_view(rows.decode(document))

    found = await page(rows.documents, rows.rows.collection, query, show, within)
    return Page(items=found.items, next=found.next, as_of=await newest([rows]))
