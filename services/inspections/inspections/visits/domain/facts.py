"""Facts that a decision on a visit may use besides its state, and how a command asks for them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from contracts.done_at import OnSite, acts_in
from contracts.event import ActEvent
from contracts.values import CertificateNumber, Command, PersonId, RestsOn, Sha256, SocialCreditCode, TownshipCode
from inspections.caps.domain.visit_caps import VisitCaps
from inspections.days.inspection_terms import InspectionTerms
from inspections.items.domain import ItemLists
from inspections.officers.domain import Holders, Humans
from inspections.visits.domain.correction_terms import CorrectionTerms
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit


@dataclass(frozen=True)
class Firm:
    """A firm of the directory (检查对象名录库)."""

    code: SocialCreditCode
    township: TownshipCode


@dataclass(frozen=True, kw_only=True)
class AssigningFacts:
    """Facts for assigning a visit: the firm if the directory has it, and the officers to be sent."""

    on: date
    firm: Firm | None
    holders: Holders
    item_lists: ItemLists


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts for a command on a visit: `on` is the day on which something is done, `recorded_on` that of its record.

    `finding` is the id of what it finds, `holders` are the officers it named, `person` is the account of whoever calls,
    `humans` are those whom the decision tells apart. `holds` tells whether the visit holds what only one can: a place
    under the cap of a year, or a picture, by its hash.
    """

    on: date
    recorded_on: date
    finding: str
    person: PersonId
    humans: Humans
    caller: CertificateNumber | None
    item_lists: ItemLists
    caps: tuple[VisitCaps, ...]
    correction_terms: tuple[CorrectionTerms, ...]
    inspection_terms: tuple[InspectionTerms, ...]
    holders: Holders
    rests_on: tuple[RestsOn, ...]
    holds: Callable[[Reserved, str], bool]


@dataclass(frozen=True, kw_only=True)
class Published:
    """What was published for visits, of whatever day."""

    item_lists: ItemLists
    caps: tuple[VisitCaps, ...]
    correction_terms: tuple[CorrectionTerms, ...]
    inspection_terms: tuple[InspectionTerms, ...]


class VisitCommand(Command):
    """A command on one visit, which declares what its decision needs; files are its fields of type `FileHash`."""

    def certificates(self, visit: Visit) -> tuple[CertificateNumber, ...]:
        """The certificates that the decision looks up."""
        return ()

    def tells_apart(self, visit: Visit) -> Collection[CertificateNumber]:
        """The certificates whose human beings the decision compares with others and the caller."""
        return ()

    def quoted(self) -> Collection[Sha256]:
        """Those of its files that may show an earlier visit to the same firm."""
        return ()

    def follows(self, visit: Visit) -> Iterable[ActEvent]:
        """The facts before which it can't have been done: all of the visit, where it does not say which."""
        return acts_in(visit)


class HeadsCommand(VisitCommand):
    """A command of the head, who must be nobody that is recused from the visit."""

    def tells_apart(self, visit: Visit) -> Collection[CertificateNumber]:
        return visit.recused | visit.handlers


class OfficersCommand(VisitCommand, OnSite):
    """A command that only the officers of the visit give."""

    def certificates(self, visit: Visit) -> tuple[CertificateNumber, ...]:
        return visit.officers
