"""All cases, live: where each stands and what is late. No list is ordered by fines (X-38, APL 74(3))."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.consuming import Row, RowStore
from chassis.documents import Page, SearchQuery, both
from chassis.store import UNKNOWN
from contracts.calendar import WorkingDays
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.stages import Stage
from contracts.values import BodyCode, PowerCode, SocialCreditCode, TownshipCode
from supervision.cases.row import CaseRow
from supervision.cases.view import CaseTimeline, FollowedCase, case_timeline, followed_case
from supervision.counts.buckets import Month
from supervision.register.register import Register
from supervision.sight import confined, sees


class FollowUpList(SearchQuery):
    """`word` is any part of the offence or of the firm's name, or begins a code or the case's id."""

    id_begins: ClassVar[str] = "case-"
    paths: ClassVar[Mapping[str, str]] = {
        name: f"row.{name}"
        for name in (
            "township",
            "body",
            "stage",
            "open",
            "overdue",
            "power",
            "firm",
            "month",
            "filed_on",
            "decide_until",
            "last_at",
        )
    }
    sorts: ClassVar[tuple[str, ...]] = ("-last_at", "filed_on", "decide_until")
    moving: ClassVar[tuple[str, ...]] = ("last_at", "decide_until")

    township: TownshipCode | None = None
    body: BodyCode | None = None
    stage: Stage | None = None
    open: bool | None = None
    overdue: bool | None = None
    power: PowerCode | None = None
    firm: SocialCreditCode | None = None
    month: Month | None = None


async def follow_up(
    cases: RowStore[CaseRow], register: Register, query: FollowUpList, calendar: WorkingDays, who: Origin
) -> Page[FollowedCase]:
    """One page of the cases of the caller's township; the supervisor sees every township's."""

    def show(found: Row[CaseRow]) -> FollowedCase:
        return followed_case(found, calendar)

    found = query.found(await register.at_firms("row.firm", query.word))
    page = await cases.page(query, show, both([confined("row.township", who, query.township), found]))
    page.as_of = await cases.newest()
    return page


async def timeline(cases: RowStore[CaseRow], id: str, calendar: WorkingDays, who: Origin) -> CaseTimeline:
    """The case with its steps; UNKNOWN to the head of another township."""
    found = await cases.find(id)
    if not found or not sees(who, found.row.township):
        refuse(UNKNOWN, id=id)
    return case_timeline(found, calendar)
