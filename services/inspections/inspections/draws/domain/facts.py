"""Facts that a decision on a draw may use besides its state: what was computed from the directories beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contracts.inspections import DrawSealed
from contracts.values import BodyCode, CertificateNumber, PersonId, RestsOn
from inspections.days.inspection_terms import InspectionTerms
from inspections.draws.domain.lottery import Held
from inspections.draws.domain.seeds import SeedSources
from inspections.officers.domain import Humans


@dataclass(frozen=True)
class SealedPool:
    """A pool as assembled: the hashes of its two files, what is in it, and the newest rows that it rests on."""

    file: str
    openings: str
    firms: int
    excluded: int
    rests_on: tuple[RestsOn, ...]


@dataclass(frozen=True)
class HeldDraw:
    """A draw as computed from a sealed pool and a seed, and the hash of its record."""

    held: Held
    record: str


@dataclass(frozen=True)
class People:
    """Who holds which certificate, to which body people belong, who of them are heads, and who are unable to witness.

    An account that is closed or has no role for it is unable to; `humans` are those behind the accounts.
    """

    holders: Mapping[CertificateNumber, PersonId]
    bodies: Mapping[PersonId, BodyCode]
    heads: frozenset[PersonId]
    unable: frozenset[PersonId]
    humans: Humans


@dataclass(frozen=True, kw_only=True)
class SealFacts:
    """`running` are the draws by one of the same lists whose last day to inspect has not passed."""

    on: date
    at: datetime
    agency: BodyCode
    sources: Sequence[SeedSources]
    inspection_terms: Sequence[InspectionTerms]
    people: People
    sealed: SealedPool | None
    running: Mapping[str, DrawSealed]


@dataclass(frozen=True, kw_only=True)
class HoldFacts:
    """`held` is None for a draw that was held before, and in a rehearsal: what is refused anyway is not computed.

    `unable` are those of its witnesses who can't witness any more.
    """

    on: date
    at: datetime
    sources: Sequence[SeedSources]
    rehearsal: bool
    unable: frozenset[PersonId]
    held: HeldDraw | None


@dataclass(frozen=True, kw_only=True)
class WitnessFacts:
    """Who witnesses, of which body, and when."""

    on: date
    at: datetime
    caller: PersonId
    agency: BodyCode
    sources: Sequence[SeedSources]
