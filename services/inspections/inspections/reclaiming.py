"""After a restore: a visit that was opened has its place under the yearly cap (E-5).

Places are published, so most come back by themselves; the reaction to the opening marks them as used.
"""

from chassis.deadlines import ReclaimOutcome
from chassis.recovery import Reclaimed, facts
from contracts.inspections import VisitOpened
from inspections.domain.cap import ClaimPlace, reclaim_place
from inspections.service import Service, cap_id


async def reclaim(service: Service) -> Reclaimed:
    reclaimed = Reclaimed()
    async for fact in facts(service.visits, VisitOpened):
        visit = service.visits.codec.stored(fact.document).state
        if visit.opened is None or not visit.opened.counted:
            continue
        assigned, id = visit.assigned, cap_id(visit.assigned.firm, fact.who)
        found = await service.caps.find(id)
        if found and found.state.holds(fact.id):
            continue
        command = ClaimPlace(
            visit=fact.id, firm=assigned.firm, body=assigned.body, kind=assigned.kind, reason=visit.reason
        )
        await service.caps.create_or_change(id, reclaim_place, command, fact.who, service.of_anything)
        reclaimed.count(id, fact.id, ReclaimOutcome.TAKEN)
    return reclaimed
