"""Claims that cases makes after a restore, on what one case holds alone (APL 29, 54, 70; X-08)."""

from collections.abc import AsyncIterator

from cases.case.holdings import claimant, fate_of, fine_id, receipt_id
from cases.clues.holdings import clue_id
from cases.service import Service
from chassis.deadlines import Fate
from chassis.recovery import Fact, Reclaimed, facts
from contracts.cases import CaseFiled, FinePaid, PenaltyDecided


async def reclaim(service: Service) -> Reclaimed:
    """Claim again what published facts have used; an open claim is taken again by whoever repeats the command."""
    reclaimed, claims = Reclaimed(), service.cases.claims
    async for fact, id, held in used(service):
        outcome = await claims.reclaim(id, claimant(fact.id, held), fact.who)
        reclaimed.count(id, fact.id, outcome)
    return reclaimed


async def used(service: Service) -> AsyncIterator[tuple[Fact, str, str]]:
    """Yield the fines that were imposed, the receipts and the clues, each with its claim and what the case holds."""
    store = service.cases.store
    async for fact in facts(store, PenaltyDecided):
        case = store.codec.stored(fact.document).state
        mark = case.act_mark
        if mark and fate_of(case, mark) is Fate.USED:
            yield fact, fine_id(mark), mark
    async for fact in facts(store, FinePaid):
        id = receipt_id(fact.record["data"]["receipt"])
        yield fact, id, id
    async for fact in facts(store, CaseFiled):
        if clue := fact.record["data"]["clue"]:
            yield fact, clue_id(clue), clue_id(clue)
