"""Lists of refused attempts."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import RowStore
from chassis.documents import Page, SearchQuery, both
from contracts.judged import Judged
from contracts.origin import Origin
from contracts.values import TownshipCode
from supervision.attempts.row import AttemptRow
from supervision.attempts.view import AttemptView, attempt_view
from supervision.counts.buckets import Month
from supervision.sight import confined


class AttemptList(SearchQuery):
    """`word` is any part of what was tried, of why it was refused, or of the article; or begins the rule's code."""

    paths: ClassVar[Mapping[str, str]] = {
        name: f"row.{name}" for name in ("township", "rule", "service", "month", "refused_on", "judged")
    }
    sorts: ClassVar[tuple[str, ...]] = ("-refused_on",)

    township: TownshipCode | None = None
    rule: str | None = None
    service: str | None = None
    month: Month | None = None
    judged: Judged | None = None


async def list_of_attempts(attempts: RowStore[AttemptRow], query: AttemptList, who: Origin) -> Page[AttemptView]:
    """One page of the attempts in the caller's township; the supervisor sees every township's."""
    page = await attempts.page(
        query, attempt_view, both([confined("row.township", who, query.township), query.found()])
    )
    page.as_of = await attempts.newest()
    return page
