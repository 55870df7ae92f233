"""Lists of visits."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Page, StageQuery, both
from chassis.http import Happened, History, history_of, ways_to
from chassis.store import Stored
from contracts.event import Registry
from contracts.inspections import VisitEvent
from contracts.origin import Origin
from contracts.values import BodyCode, CertificateNumber, SocialCreditCode, TownshipCode, VisitId
from inspections.rows import at_firms
from inspections.sight import names_of, own_body, sees_personal
from inspections.visits.domain.next_steps import offered
from inspections.visits.domain.stage import VisitStage
from inspections.visits.domain.visit import Visit
from inspections.visits.verbs import Visits
from inspections.visits.view import KnownVisitView, VisitItem, VisitPage, visit_item, visit_page_of


class VisitList(StageQuery):
    """`word` is any part of the firm's name or address, or begins its code or the visit's id."""

    id_begins: ClassVar[str] = "visit-"
    paths: ClassVar[Mapping[str, str]] = {
        **StageQuery.paths,
        "body": "state.assigned.body",
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
    body: BodyCode | None = None
    stage: VisitStage | None = None


LANGUAGE = Registry.below(VisitEvent)


async def history_page(visits: Visits, id: VisitId, who: Origin) -> History[Happened]:
    """The events of a visit, with their personal values for those who may see them."""
    visit = (await visits.read(id, who)).state
    personal = sees_personal(visit.assigned.body, visit.handlers, visit.recused, who)
    return history_of(id, await visits.store.history(id), LANGUAGE, personal=personal)


async def list_of_visits(visits: Visits, query: VisitList, who: Origin) -> Page[VisitItem]:
    """One page of the visits of the caller's body; supervisor and draw office see every body's."""
    found = query.found(await at_firms(visits.facts.firms, "state.assigned.firm", query.word))
    kept = await visits.store.withheld(names_of(who))
    return await visits.store.page(query, visit_item, both([own_body(who), kept, found]))


async def visit_page(visits: Visits, stored: Stored[Visit], who: Origin) -> VisitPage:
    """The visit with its steps as they stand today, for whoever asks."""
    desk, ways = await visits.facts.desk(stored.state, who), ways_to("inspections", "/visits/{visit_id}/")
    steps = [
        ways[step.name].added_to(step, visit_id=stored.id, act=offer.id) for step, offer in offered(desk, who.roles)
    ]
    return visit_page_of(stored, steps)


async def known_visit(visits: Visits, stored: Stored[Visit], who: Origin) -> KnownVisitView:
    known = await visits.facts.known(stored, who)
    return KnownVisitView(id=stored.id, version=stored.version, rules=visits.rules, hash=known.hash, facts=known)
