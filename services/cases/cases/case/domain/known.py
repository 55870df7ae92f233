"""What decisions on one case rest on, told beforehand to whoever acts in it, for a judge without a store."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NoReturn

from pydantic import TypeAdapter

from cases.case.domain.case import Case
from cases.case.domain.course import evolve
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import NotHere, Reserved
from cases.powers.domain.power_list import Listing
from contracts.cases import CaseEvent, CaseFiled
from contracts.credit import FirmKind
from contracts.digests import sha256_of
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.values import (
    BodyCode,
    CaseId,
    CertificateNumber,
    PersonId,
    PowerCode,
    RestsOn,
    Role,
    Sha256,
    SocialCreditCode,
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account as identity told of it last; `sequence` is that of the newest fact."""

    id: PersonId
    sequence: int
    row: Holder

    @property
    def rests_on(self) -> RestsOn:
        return RestsOn(id=self.id, sequence=self.sequence)


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
        case, moved = self.case, False
        for event in events:
            case, moved = evolve(case, event.without_personal()), True
        return replace(self, case=case, version=self.version + moved)

    @property
    def hash(self) -> Sha256:
        """The SHA-256 of its canonical JSON, without what only the record of its facts tells."""
        return sha256_of(unrecorded(KNOWN.dump_python(self, mode="json")))


KNOWN: Final = TypeAdapter(KnownCase)
UNFORESEEN: Final = ("judged", "clock_ahead")


def unrecorded(value: Any) -> Any:
    """Return JSON without the fields of facts that nobody can foresee who judges before they are recorded."""
    if isinstance(value, dict):
        return {name: unrecorded(inner) for name, inner in value.items() if name not in UNFORESEEN}
    return [unrecorded(inner) for inner in value] if isinstance(value, list) else value


@dataclass(frozen=True, kw_only=True)
class Told:
    """Sources of facts that were told before; `files` are those that are there or will be sent first."""

    known: KnownCase
    day: Today
    files: frozenset[Sha256]

    @property
    def officers(self) -> "Officers":
        return Officers(self.known.people, self.known.named)

    @property
    def staff(self) -> "Staff":
        return Staff(self.known.people)

    def today(self, who: Origin) -> Today:
        return replace(self.day, on=who.on, recorded_on=who.recorded_on)

    def mark(self, act: str) -> NoReturn:
        raise NotHere(Reserved.PARTY)

    def person_mark(self, number: str) -> NoReturn:
        raise NotHere(Reserved.PARTY)

    def holds(self, matter: Reserved, what: str) -> NoReturn:
        raise NotHere(matter)

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
class Officers:
    """People by their certificates; `named` are those of which it was asked who has them, whether or not anybody has.

    Of any other that is not known nobody can say here whether it is another body's or nobody's.
    """

    people: Sequence[Person]
    named: frozenset[CertificateNumber]

    async def of(self, values: Iterable[CertificateNumber], /) -> dict[CertificateNumber, Person]:
        known = {one.row.certificate: one for one in self.people if one.row.certificate}
        if set(values) - known.keys() - self.named:
            raise NotHere(Reserved.OFFICER)
        return {number: known[number] for number in dict.fromkeys(values) if number in known}


@dataclass(frozen=True)
class Staff:
    people: Sequence[Person]

    async def of(self, value: BodyCode, /) -> list[Person]:
        return [one for one in self.people if one.row.body == value]


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
