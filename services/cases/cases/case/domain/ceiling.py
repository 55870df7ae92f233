"""What a defence must not make heavier (APL 45(2))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contracts.cases import PriorNoticeServed, Sanction
from contracts.values import Fen


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """Penalty that the party had been told of when it last spoke, which must not make it heavier (APL 45(2))."""

    fine: Fen
    sanctions: tuple[Sanction, ...]
    heard_on: date

    def is_exceeded_by(self, fine: Fen, sanctions: Iterable[Sanction]) -> bool:
        return fine > self.fine or not set(sanctions) <= set(self.sanctions)


def ceiling_of(told: PriorNoticeServed, heard_on: date) -> Ceiling:
    return Ceiling(fine=told.proposed_fine, sanctions=told.proposed_sanctions, heard_on=heard_on)
