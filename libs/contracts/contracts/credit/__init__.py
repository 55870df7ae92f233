"""Events of firms, ledgers and imports."""

from contracts.credit.firm import (
    FirmEvent,
    FirmKind,
    FirmRegistered,
    FirmsImported,
    ImportEvent,
    Risk,
    TierChanged,
)
from contracts.credit.ledger import (
    EntryRecorded,
    EntryVoided,
    LedgerEvent,
)

__all__ = [
    "EntryRecorded",
    "EntryVoided",
    "FirmEvent",
    "FirmKind",
    "FirmRegistered",
    "FirmsImported",
    "ImportEvent",
    "LedgerEvent",
    "Risk",
    "TierChanged",
]
