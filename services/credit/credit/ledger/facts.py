"""Facts that the decisions on ledgers need besides the ledger."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from contracts.origin import Origin
from contracts.values import SocialCreditCode
from credit.ledger.domain import EntryFacts, Ledger, RecordFact, RecordPenalty
from credit.scoring.domain.model import Model


@dataclass(frozen=True, kw_only=True)
class LedgerFacts:
    """Load exactly the facts that a decision needs; `is_registered` asks the register of firms."""

    models: tuple[Model, ...]
    is_registered: Callable[[SocialCreditCode], Awaitable[bool]]

    async def of_entry(self, ledger: Ledger | None, command: RecordFact | RecordPenalty, who: Origin) -> EntryFacts:
        return EntryFacts(registered=await self.is_registered(command.firm), models=self.models)
