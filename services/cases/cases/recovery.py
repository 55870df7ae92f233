"""After a restore: the one fine of each act belongs to the case that imposed it (APL 29, X-08)."""

from cases.service import Service, fate_of, mark_of
from chassis.deadlines import Fate
from chassis.recovery import Reclaimed, facts
from contracts.cases import PenaltyDecided


async def reclaim(service: Service) -> Reclaimed:
    """Claims that are still open are made anew by whoever repeats the decision."""
    reclaimed = Reclaimed()
    async for fact in facts(service.cases, PenaltyDecided):
        case = service.cases.codec.stored(fact.document).state
        mark = mark_of(case)
        if mark and fate_of(case, mark) is Fate.USED:
            again = await service.claims.reclaim(f"act-{mark}", f"{fact.id}/{mark}", fact.who)
            reclaimed.count(f"act-{mark}", fact.id, again)
    return reclaimed
