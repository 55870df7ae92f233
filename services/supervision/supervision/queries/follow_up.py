"""All cases, live: where each stands and what is late. No list is ordered by fines (X-38, APL 74(3))."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from chassis.documents import Document, ListQuery, Page, page
from chassis.store import UNKNOWN
from contracts.origin import Origin
from contracts.refusal import Refusal, refuse
from contracts.stages import Stage
from contracts.values import BodyCode, PowerCode, SocialCreditCode, TownshipCode
from supervision.jurisdiction import territory
from supervision.queries.freshness import newest
from supervision.service import Service
from supervision.view import CaseTimeline, FollowedCase, case_timeline, followed_case

type Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class FollowUpList(ListQuery):
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

    township: TownshipCode | None = None
    body: BodyCode | None = None
    stage: Stage | None = None
    open: bool | None = None
    overdue: bool | None = None
    power: PowerCode | None = None
    firm: SocialCreditCode | None = None
    month: Month | None = None


async def follow_up(service: Service, query: FollowUpList, who: Origin) -> Page[FollowedCase]:
    cases = service.cases
    place = territory(who, query.township)
    within: Document = {"row": {"$ne": None}} | ({"row.township": place} if place and not query.township else {})

    def show(document: Document) -> FollowedCase:
        return followed_case(cases.decode(document))

    found = await page(cases.documents, cases.rows.collection, query, show, within)
    return Page(items=found.items, next=found.next, as_of=await newest([cases]))


async def timeline(service: Service, id: str, who: Origin) -> CaseTimeline:
    """A case of another township is not there for its neighbour's head."""
    found = await service.cases.find(id) or refuse(UNKNOWN, id=id)
    try:
        territory(who, found.row.township)
    except Refusal:
        refuse(UNKNOWN, id=id)
    return case_timeline(found)
