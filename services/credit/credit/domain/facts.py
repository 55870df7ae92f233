"""What a decision may know besides the aggregate."""

from dataclasses import dataclass
from datetime import date

from contracts.credit import EntryRecorded
from credit.domain.model import Model


@dataclass(frozen=True, kw_only=True)
class Facts:
    """`registered` is whether the firm stands in the register, `entries` those of all its ledgers."""

    on: date
    models: tuple[Model, ...]
    registered: bool = False
    entries: tuple[EntryRecorded, ...] = ()
