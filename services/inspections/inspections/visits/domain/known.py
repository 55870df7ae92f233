"""What decisions on one visit rest on, told beforehand to whoever acts in it, for a judge without a store."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from pydantic import TypeAdapter

from contracts.inspections import VisitEvent
from contracts.judging import NotHere, Officers, Person, Staff, facts_hash
from contracts.values import BodyCode, CertificateNumber, PersonId, Role, Sha256, VisitId
from inspections.visits.domain.facts import Published
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit, evolve


@dataclass(frozen=True, kw_only=True)
class KnownVisit:
    """A visit, and what is known around it to `person`, who acts with the certificate and the roles.

    `people` are the accounts of the body and those of the officers of the visit, by id.
    """

    id: VisitId
    version: int
    visit: Visit
    person: PersonId
    agency: BodyCode
    certificate: CertificateNumber | None
    roles: tuple[Role, ...]
    people: tuple[Person, ...]

    @property
    def named(self) -> frozenset[CertificateNumber]:
        """The certificates of those who go, went or may not go, and of whoever acts now."""
        return frozenset({*self.visit.handlers, *self.visit.recused, self.certificate or ""} - {""})

    def after(self, events: Iterable[VisitEvent]) -> "KnownVisit":
        """Return what is known once the events are recorded, in one write."""
        visit = self.visit
        for event in events:
            visit = evolve(visit, event.without_personal())
        return replace(self, visit=visit, version=self.version + 1)

    @property
    def hash(self) -> Sha256:
        """The SHA-256 of its canonical JSON, without what only the record of its facts tells."""
        return facts_hash(KNOWN.dump_python(self, mode="json"))


KNOWN: Final = TypeAdapter(KnownVisit)


@dataclass(frozen=True, kw_only=True)
class Told:
    """Sources of facts that were told before; `pictures` are those that are there or will be sent first.

    `granted` tells whether what is claimed is held; else that is left to the platform.
    """

    known: KnownVisit
    published: Published
    pictures: frozenset[Sha256]
    granted: bool

    @property
    def certified(self) -> Officers:
        return Officers(people=self.known.people, named=self.known.named, elsewhere=Reserved.OFFICER)

    @property
    def staff(self) -> Staff:
        return Staff(self.known.people)

    async def humans(self, person: PersonId, certificates: Collection[CertificateNumber]) -> list[Person]:
        wanted = set(certificates)
        if wanted - self.known.named - {number for one in self.known.people for number in one.row.numbers}:
            raise NotHere(Reserved.OFFICER)
        return [one for one in self.known.people if one.id == person or not wanted.isdisjoint(one.row.numbers)]

    async def require_pictures(self, body: BodyCode, *wanted: Sha256) -> None:
        if not self.pictures.issuperset(wanted):
            raise NotHere(Reserved.FILE)

    def holds(self, matter: Reserved, what: str) -> bool:
        if not self.granted:
            raise NotHere(matter, claim=True)
        return True
