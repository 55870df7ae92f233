"""Lists of visits."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import ListQuery, Page
from contracts.origin import Origin
from contracts.values import CertificateNumber, SocialCreditCode, TownshipCode
from inspections.sight import own_body
from inspections.visits.verbs import Visits
from inspections.visits.view import VisitView, visit_view


class VisitList(ListQuery):
    paths: ClassVar[Mapping[str, str]] = {
        "township": "state.assigned.township",
        "firm": "state.assigned.firm",
        "officer": "state.assigned.officers",
        "draw": "state.assigned.draw",
        "inspect_until": "state.assigned.inspect_until",
    }
    sorts: ClassVar[tuple[str, ...]] = ("inspect_until",)

    township: TownshipCode | None = None
    firm: SocialCreditCode | None = None
    officer: CertificateNumber | None = None
    draw: str | None = None


async def list_of_visits(visits: Visits, query: VisitList, who: Origin) -> Page[VisitView]:
    """One page of the visits of the caller's body; supervisor and draw office see every body's."""
    return await visits.store.page(query, visit_view, own_body(who))
