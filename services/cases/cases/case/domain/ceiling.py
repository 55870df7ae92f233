"""What a defence must not make heavier (APL 45(2)).

It is the lightest that the party had been told before it spoke: a raise in between, without new facts, is none that it
could have provoked, but one that it would pay for. Where neither of two is the lighter one, either may be kept.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from contracts.cases import EvidenceTaken, PriorNoticeServed, Sanction
from contracts.values import CHINA, Fen, Sha256


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a notice told on a day, to the party of the mark; `evidence` are the acts that it named.

    `replaced` is true once a heavier notice on new facts took its place.
    """

    party: Sha256
    fine: Fen
    sanctions: tuple[Sanction, ...]
    on: date
    evidence: tuple[str, ...] = ()
    replaced: bool = False

    def is_exceeded_by(self, fine: Fen, sanctions: Iterable[Sanction]) -> bool:
        return fine > self.fine or not set(sanctions) <= set(self.sanctions)


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
type Tellings = tuple[Told, ...]


def is_raised(ceilings: Collection[Ceiling], fine: Fen, sanctions: Iterable[Sanction]) -> bool:
    """Tell whether a proposal is heavier than each of what may be kept; there may be nothing to keep to."""
    kinds = tuple(sanctions)
    return bool(ceilings) and all(one.is_exceeded_by(fine, kinds) for one in ceilings)


def ceilings_of(ceilings: Ceilings, party: Sha256 | None) -> Ceilings:
    """What the party had been told when it last spoke."""
    return tuple(ceiling for ceiling in ceilings if ceiling.party == party)


def after_defence(ceilings: Ceilings, party: Sha256, told: Tellings, heard_on: date) -> Ceilings:
    """The ceilings once the party spoke, on a day that may be before the newest notice."""
    heard = [one for one in told if one.party == party and one.on <= heard_on and not one.replaced]
    lightest = [one for one in heard if not any(is_lighter(other, one) for other in heard)]
    spoken = (Ceiling(party=party, fine=one.fine, sanctions=one.sanctions, heard_on=heard_on) for one in lightest)
    return (*(ceiling for ceiling in ceilings if ceiling.party != party), *dict.fromkeys(spoken))


def is_lighter(told: Told, than: Told) -> bool:
    """Tell whether it goes no further than another proposal, which goes further."""
    return told.is_exceeded_by(than.fine, than.sanctions) and not than.is_exceeded_by(told.fine, told.sanctions)


def after_notice(ceilings: Ceilings, party: Sha256 | None, told: PriorNoticeServed) -> Ceilings:
    """The ceilings once the party was told anew: new facts lifted what the notice exceeds."""
    kept = ceilings_of(ceilings, party)
    if not is_raised(kept, told.proposed_fine, told.proposed_sanctions):
        return ceilings
    return tuple(one for one in ceilings if one.party != party)


def after_telling(
    before: Tellings, party: Sha256 | None, told: PriorNoticeServed, evidence: Iterable[EvidenceTaken]
) -> Tellings:
    """What was told so far, with the notice, which may take the place of others by new facts."""
    if party is None:
        return before
    items = tuple(evidence)
    named = [item for item in items if item.act in told.evidence]
    kept = [
        replace(one, replaced=True) if one.party == party and takes_its_place(told, one, named, items) else one
        for one in before
    ]
    newest = Told(
        party=party,
        fine=told.proposed_fine,
        sanctions=told.proposed_sanctions,
        on=told.served_on,
        evidence=told.evidence,
    )
    return (*kept, newest)


def takes_its_place(
    told: PriorNoticeServed, before: Told, named: Iterable[EvidenceTaken], items: Iterable[EvidenceTaken]
) -> bool:
    if not before.is_exceeded_by(told.proposed_fine, told.proposed_sanctions):
        return False
    known = {item.blob for item in items if day_of(item) < before.on or item.act in before.evidence}
    return any(item.blob not in known for item in named)


def newer(evidence: Iterable[EvidenceTaken], day: date, items: Iterable[EvidenceTaken]) -> bool:
    """Tell whether evidence is of a later day than that, and no file that was there by then in another record."""
    known = {item.blob for item in items if day_of(item) <= day}
    return any(day_of(item) > day and item.blob not in known for item in evidence)


def day_of(item: EvidenceTaken) -> date:
    return item.taken_at.astimezone(CHINA).date()
