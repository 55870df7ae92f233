"""After a restore: a visit that was opened has its place under the yearly cap (E-5), a draw the issue of its seed.

Places are published, so most come back by themselves; the reaction to the opening marks them as used. Visits and
patrols have their pictures (X-32).
"""

from collections.abc import Callable
from typing import Any, Final

from chassis.recovery import Reclaimed, facts
from chassis.store import Store
from contracts.event import Event
from contracts.inspections import DrawSealed, ItemAnswered, PatrolFound, RectifiedOnSite, TermRechecked, VisitOpened
from inspections.caps.verbs import cap_id
from inspections.draws.verbs import issue_id
from inspections.pictures import picture_id
from inspections.service import Service
from inspections.visits.verbs import place_of


async def reclaim(service: Service) -> Reclaimed:
    """Claim the place of every opened visit that counts and every named issue, and say which had been lost."""
    reclaimed, visits = Reclaimed(), service.visits.store
    async for fact in facts(service.draws.store, DrawSealed):
        if issue := fact.record["data"].get("seed_issue"):
            id = issue_id(fact.record["data"]["seed_source"], issue)
            reclaimed.count(id, fact.id, await service.draws.claims.reclaim(id, fact.id, fact.who))
    async for fact in facts(visits, VisitOpened):
        visit = visits.codec.stored(fact.document).state
        if visit.opened is None or not visit.opened.counted:
            continue
        place = place_of(fact.id, visit, visit.opened)
        outcome = await service.caps.reclaim(place, fact.who)
        reclaimed.count(cap_id(place.firm, place.on.year), fact.id, outcome)
    for store, kind, kept in SHOWN:
        async for fact in facts(store(service), kind):
            for picture in kept(fact.record["data"]):
                id = picture_id(picture)
                reclaimed.count(id, fact.id, await service.draws.claims.reclaim(id, fact.id, fact.who))
    async for fact in facts(visits, RectifiedOnSite):
        before = fact.record["data"]["before"]
        if not await service.visits.pictures.shows_firm_of(fact.id, before):
            outcome = await service.draws.claims.reclaim(picture_id(before), fact.id, fact.who)
            reclaimed.count(picture_id(before), fact.id, outcome)
    return reclaimed


type Shown = Callable[[dict[str, Any]], list[str]]


def field(name: str) -> Shown:
    return lambda data: [data[name]]


def of_answer(data: dict[str, Any]) -> list[str]:
    """Return the pictures of an answer; those of before have none."""
    return [one["picture"] for one in data.get("pictures", ())]


SHOWN: Final[tuple[tuple[Callable[[Service], Store[Any, Any]], type[Event], Shown], ...]] = (
    (lambda service: service.visits.store, ItemAnswered, of_answer),
    (lambda service: service.visits.store, RectifiedOnSite, field("after")),
    (lambda service: service.visits.store, TermRechecked, field("picture")),
    (lambda service: service.patrols.store, PatrolFound, field("picture")),
)
"""What shows one visit or patrol; the picture of a problem comes after these: an earlier visit may have shown it."""
