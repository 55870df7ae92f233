"""The verbs of ledgers, and the aggregate as it is stored."""

from collections.abc import Callable
from dataclasses import dataclass

from chassis.store import Aggregate, Store, Stored, no_facts
from contracts.credit import LedgerEvent
from contracts.origin import Origin
from credit.ledger.domain import (
    EntryFacts,
    Ledger,
    RecordFact,
    RecordPenalty,
    VoidEntry,
    land,
    ledger_id,
    record_fact,
    record_penalty,
    void_entry,
)
from credit.ledger.facts import LedgerFacts

LEDGER = Aggregate(kind="ledger", state=Ledger, event=LedgerEvent, evolve=land)

type Decision[C] = Callable[[Ledger | None, C, EntryFacts], list[LedgerEvent]]


@dataclass(frozen=True, kw_only=True)
class Ledgers:
    """Record what moves the score of a firm; the first entry of a year opens its ledger."""

    store: Store[Ledger, LedgerEvent]
    facts: LedgerFacts

    async def record_fact(self, command: RecordFact, who: Origin) -> Stored[Ledger]:
        return await self._record(record_fact, command, who)

    async def record_penalty(self, command: RecordPenalty, who: Origin) -> Stored[Ledger]:
        return await self._record(record_penalty, command, who)

    async def void(self, command: VoidEntry, year: int, who: Origin) -> Stored[Ledger]:
        return await self.store.change(ledger_id(command.firm, year), void_entry, command, who, no_facts)

    async def _record[C: RecordFact | RecordPenalty](
        self, decide: Decision[C], command: C, who: Origin
    ) -> Stored[Ledger]:
        id = ledger_id(command.firm, command.happened_on.year)
        return await self.store.create_or_change(id, decide, command, who, self.facts.of_entry)
