"""Lists of visits."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from chassis.documents import ListQuery, Page
from chassis.http import ways_to
from chassis.store import Stored
from contracts.event import Registry
from contracts.inspections import VisitEvent
from contracts.origin import Origin
from contracts.values import CertificateNumber, SocialCreditCode, TownshipCode, VisitId
from inspections.history import History, history_of
from inspections.sight import own_body, sees_personal
from inspections.visits.domain.offers import offers
from inspections.visits.domain.visit import Visit
from inspections.visits.domain.waiting import work_items
from inspections.visits.verbs import Visits
from inspections.visits.view import VisitPage, VisitView, visit_page_of, visit_view


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


LANGUAGE = Registry.below(VisitEvent)


async def history_page(visits: Visits, id: VisitId, who: Origin) -> History:
    """The events of a visit, with their personal values for those who may see them."""
    visit = (await visits.read(id, who)).state
    personal = sees_personal(visit.assigned.body, visit.handlers, visit.recused, who)
    return history_of(id, await visits.store.history(id), LANGUAGE, personal=personal)


async def list_of_visits(visits: Visits, query: VisitList, who: Origin) -> Page[VisitView]:
    """One page of the visits of the caller's body; supervisor and draw office see every body's."""
    return await visits.store.page(query, visit_view, own_body(who))


async def visit_page(visits: Visits, stored: Stored[Visit], who: Origin) -> VisitPage:
    """The visit with its steps as they stand today, for whoever asks."""
    desk, ways = await visits.facts.desk(stored.state, who), ways_to("inspections", "/visits/{visit_id}/")
    awaited = {item.what for item in work_items(stored.state)}
    steps = [
        ways[offer.name].step(
            offer if ways[offer.name].is_open_to(who) else replace(offer, may=False),
            awaited=offer.name in awaited,
            visit_id=stored.id,
            act=offer.id,
        )
        for offer in offers(desk)
    ]
    return visit_page_of(stored, steps)
