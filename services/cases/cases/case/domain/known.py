"""What decisions on one case rest on, told beforehand to whoever acts in it, for a judge without a store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NoReturn

from pydantic import TypeAdapter

from cases.case.domain.case import Case
from cases.case.domain.course import evolve
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import Reserved
from cases.powers.domain.power_list import Listing
from contracts.cases import CaseEvent, CaseFiled
from contracts.credit import FirmKind
from contracts.judging import NotHere, Officers, Person, Staff, facts_hash
from contracts.origin import Origin
from contracts.values import (
    BodyCode,
    CaseId,
    CertificateNumber,
    PersonId,
    PowerCode,
    Role,
    Sha256,
    SocialCreditCode,
)


@dataclass(frozen=True, kw_only=True)
class KnownCase:
    """A case, and what is known around it to `person`, who acts with the certificate and the roles.

    `people` are the accounts of the body and those of the officers of the case, by id. `register` says what the firms
    of the case are (None: it does not know the firm), `at_fault_on` when the party was found at fault before, `similar`
    are cases that may be about the same act, None where another body handles it.
    """

    id: CaseId
    version: int
    case: Case
    person: PersonId
    agency: BodyCode
    certificate: CertificateNumber | None
    roles: tuple[Role, ...]
    people: tuple[Person, ...]
    listing: Listing | None
    register: Mapping[SocialCreditCode, FirmKind | None]
    at_fault_on: date | None
    similar: Mapping[Sha256, CaseFiled | None]

    @property
    def named(self) -> frozenset[CertificateNumber]:
        """The certificates of those who act in the case or acted in it, and of whoever acts now."""
        return frozenset({*self.case.officers, *self.case.handlers, self.certificate or ""} - {""})

    def after(self, events: Iterable[CaseEvent]) -> "KnownCase":
        """Return what is known once the events are recorded, in one write."""
        case = self.case
        for event in events:
            case = evolve(case, event.without_personal())
        return replace(self, case=case, version=self.version + 1)

    @property
    def hash(self) -> Sha256:
        """The SHA-256 of its canonical JSON, without what only the record of its facts tells."""
        return facts_hash(KNOWN.dump_python(self, mode="json"))


KNOWN: Final = TypeAdapter(KnownCase)


def nobody_tells(claim: Reserved) -> NoReturn:
    raise NotHere(claim, claim=True)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Sources of facts that were told before; `files` are those that are there or will be sent first.

    `granted` tells whether what is claimed is held; else that is left to the platform.
    """

    known: KnownCase
    day: Today
    files: frozenset[Sha256]
    granted: bool

    @property
    def officers(self) -> Officers:
        return Officers(people=self.known.people, named=self.known.named, elsewhere=Reserved.OFFICER)

    @property
    def staff(self) -> Staff:
        return Staff(self.known.people)

    def today(self, who: Origin) -> Today:
        return replace(self.day, on=who.on, recorded_on=who.recorded_on)

    def mark(self, act: str) -> NoReturn:
        raise NotHere(Reserved.PARTY)

    def person_mark(self, number: str) -> NoReturn:
        raise NotHere(Reserved.PARTY)

    def holds(self, matter: Reserved, what: str) -> bool:
        return self.granted or nobody_tells(matter)

    async def account(self, named: str) -> Person | None:
        """Return the account among those that are known: a decision treats people of other bodies as nobody."""
        return next((one for one in self.known.people if named in (one.id, one.row.certificate)), None)

    async def listing(self, power: PowerCode) -> Listing | None:
        return self.known.listing

    async def clue(self, id: str) -> NoReturn:
        raise NotHere(Reserved.CLUE)

    async def has_file(self, sha256: Sha256, body: BodyCode) -> bool:
        return sha256 in self.files

    async def registered(self, firm: SocialCreditCode) -> FirmKind | None:
        if firm not in self.known.register:
            raise NotHere(Reserved.REGISTER)
        return self.known.register[firm]

    async def at_fault_on(self, case: Case) -> date | None:
        return self.known.at_fault_on

    async def similar(self, case: Case) -> "Similar":
        return Similar(self.known.similar)


@dataclass(frozen=True)
class Similar(Mapping[Sha256, CaseFiled]):
    """The similar cases by their marks; what is known of another body's is its mark alone."""

    cases: Mapping[Sha256, CaseFiled | None]

    def __getitem__(self, mark: Sha256) -> CaseFiled:
        found = self.cases[mark]
        if found is None:
            raise NotHere(Reserved.SIMILAR)
        return found

    def __iter__(self) -> Iterator[Sha256]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)
