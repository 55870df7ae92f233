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
    LedgerEvent,
)

__all__ = [
    "EntryRecorded",
    "FirmEvent",
    "FirmKind",
    "FirmRegistered",
    "FirmsImported",
    "ImportEvent",
    "LedgerEvent",
    "Risk",
    "TierChanged",
]
