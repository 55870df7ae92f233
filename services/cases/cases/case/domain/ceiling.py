"""What a defence must not make heavier (APL 45(2))."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from contracts.cases import PriorNoticeServed, Sanction
from contracts.values import Fen, Sha256


@dataclass(frozen=True, kw_only=True)
class Ceiling:
    """Penalty that the party had been told of when it last spoke, which must not make it heavier (APL 45(2)).

    `party` is the mark of its act: somebody else who is named in between does not change what it had been told.
    """

    party: Sha256
    fine: Fen
    sanctions: tuple[Sanction, ...]
    heard_on: date

    def is_exceeded_by(self, fine: Fen, sanctions: Iterable[Sanction]) -> bool:
        return fine > self.fine or not set(sanctions) <= set(self.sanctions)


type Ceilings = tuple[Ceiling, ...]


def ceiling_of(ceilings: Ceilings, party: Sha256 | None) -> Ceiling | None:
    """What the party had been told when it last spoke."""
    return next((ceiling for ceiling in ceilings if ceiling.party == party), None)


def after_defence(ceilings: Ceilings, party: Sha256, told: PriorNoticeServed, heard_on: date) -> Ceilings:
    """The ceilings once the party spoke on a notice."""
    spoken = Ceiling(party=party, fine=told.proposed_fine, sanctions=told.proposed_sanctions, heard_on=heard_on)
    return (*(ceiling for ceiling in ceilings if ceiling.party != party), spoken)


def after_notice(ceilings: Ceilings, party: Sha256 | None, told: PriorNoticeServed) -> Ceilings:
    """The ceilings once the party was told anew: new facts lifted what the notice exceeds."""
    fine, kinds = told.proposed_fine, told.proposed_sanctions
    return tuple(one for one in ceilings if one.party != party or not one.is_exceeded_by(fine, kinds))
