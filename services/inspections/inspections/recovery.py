"""After a restore: a visit that was opened has its place under the yearly cap (E-5), a draw the issue of its seed.

Places are published, so most come back by themselves; the reaction to the opening marks them as used.
"""

from chassis.recovery import Reclaimed, facts
from contracts.inspections import DrawSealed, VisitOpened
from inspections.caps.verbs import cap_id
from inspections.draws.verbs import issue_id
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
    return reclaimed
