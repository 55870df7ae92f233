"""Claims that cases makes after a restore: the one fine of each act, for the case that imposed it (APL 29, X-08)."""

from cases.case.verbs import claimant, fate_of, fine_id
from cases.service import Service
from chassis.deadlines import Fate
from chassis.recovery import Reclaimed, facts
from contracts.cases import PenaltyDecided


async def reclaim(service: Service) -> Reclaimed:
    """The fines that were imposed; an open claim is taken again by whoever repeats the decision."""
    reclaimed = Reclaimed()
    cases = service.cases
    async for fact in facts(cases.store, PenaltyDecided):
        case = cases.store.codec.stored(fact.document).state
        mark = case.act_mark
        if mark and fate_of(case, mark) is Fate.USED:
            outcome = await cases.fines.reclaim(fine_id(mark), claimant(fact.id, mark), fact.who)
            reclaimed.count(fine_id(mark), fact.id, outcome)
    return reclaimed
