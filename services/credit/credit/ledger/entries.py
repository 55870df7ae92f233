"""Reading the entries of a firm."""

from chassis.documents import Document
from chassis.store import Store
from contracts.credit import EntryRecorded, LedgerEvent
from contracts.values import SocialCreditCode
from credit.ledger.domain import Ledger


class Entries:
    """Reads the ledgers of a firm, those of all years together."""

    def __init__(self, ledgers: Store[Ledger, LedgerEvent]) -> None:
        self.ledgers = ledgers

    async def of(self, code: SocialCreditCode) -> tuple[EntryRecorded, ...]:
        """Return the firm's standing entries; a full stop sorts after the dash, so the range of ids holds all years."""
        within: Document = {"_id": {"$gte": f"ledger-{code}-", "$lt": f"ledger-{code}."}}
        return tuple(entry for ledger in await self.ledgers.where(within) for entry in ledger.state.standing)
