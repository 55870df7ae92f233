"""Lists of cases and visits in which the platform found otherwise than a phone."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import RowStore
from chassis.documents import ListQuery, Page, both
from contracts.judged import Judged
from contracts.origin import Origin
from contracts.values import TownshipCode
from supervision.judged.row import JudgedRow
from supervision.judged.view import DifferingCase, differing_case
from supervision.sight import confined


class DifferingList(ListQuery):
    """`reason` is one for which verdicts differ."""

    paths: ClassVar[Mapping[str, str]] = {
        "township": "row.township",
        "reason": "row.reasons",
        "differs_on": "row.differs_on",
    }
    sorts: ClassVar[tuple[str, ...]] = ("-differs_on",)
    moving: ClassVar[tuple[str, ...]] = ("differs_on",)

    township: TownshipCode | None = None
    reason: Judged | None = None


async def differing_cases(judged: RowStore[JudgedRow], query: DifferingList, who: Origin) -> Page[DifferingCase]:
    """One page of those of the caller's township; the supervisor sees every township's."""
    place = confined("row.township", who, query.township)
    page = await judged.page(query, differing_case, both([place, {"row.differs_on": {"$gt": ""}}]))
    page.as_of = await judged.newest()
    return page
