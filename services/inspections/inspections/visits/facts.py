"""Loading the facts of a decision on a visit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from chassis.consuming import Row, RowGroups, RowStore
from chassis.documents import Received
from chassis.store import Gather, Stored
from contracts.identity.holder import Holder
from contracts.judging import Person
from contracts.origin import Origin
from contracts.values import BodyCode, CertificateNumber, PersonId, Sha256, SocialCreditCode, VisitId
from inspections.officers.directory import Certified, find_accounts, find_officers
from inspections.rows import FirmRow
from inspections.sight import check_body, check_own
from inspections.visits.domain.assigning import AssignVisit
from inspections.visits.domain.facts import AssigningFacts, Facts, Firm, Published, VisitCommand
from inspections.visits.domain.gathering import desk_for, gather, granted
from inspections.visits.domain.known import KnownVisit
from inspections.visits.domain.offers import Desk
from inspections.visits.domain.reserved import Reserved
from inspections.visits.domain.visit import Visit


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """The sources of facts: both directories, the uploaded files, and what is published."""

    officers: RowStore[Holder]
    staff: RowGroups[Holder]
    firms: RowStore[FirmRow]
    received: Received
    published: Published

    @property
    def certified(self) -> Certified:
        return Certified(self.officers)

    async def gather_to_assign(self, visit: Visit | None, command: AssignVisit, who: Origin) -> AssigningFacts:
        """Load the firm, and the officers that the command declares."""
        found = await find_officers(self.officers, command.certificates())
        lists = self.published.item_lists
        return AssigningFacts(on=who.on, firm=await self._firm(command.firm), holders=found.holders, item_lists=lists)

    async def gather(self, visit: Visit | None, command: VisitCommand, who: Origin) -> Facts:
        """Load exactly the facts that the command declares; refuses another body's visit and a missing file."""
        if visit is None:
            raise ValueError("a visit is decided on once it is assigned")
        check_body(visit.assigned.body, who)
        return await gather(self, visit, command, who)

    async def as_granted(self, visit: Visit | None, command: VisitCommand, who: Origin) -> Facts:
        """Return the facts of a decision that would be granted what its verb claims."""
        return replace(await self.gather(visit, command, who), holds=granted)

    def gather_holding(self, matter: Reserved, *held: str) -> Gather[Visit, VisitCommand, Facts]:
        """Return how to gather the facts of a decision now that its visit holds what was claimed."""

        async def gather(visit: Visit | None, command: VisitCommand, who: Origin) -> Facts:
            facts = await self.gather(visit, command, who)
            return replace(facts, holds=lambda asked, what: asked is matter and what in held)

        return gather

    async def desk(self, visit: Visit, who: Origin) -> Desk:
        return await desk_for(self, visit, who)

    async def known(self, stored: Stored[Visit], who: Origin) -> KnownVisit:
        """Return all that decisions rest on which the caller may give: told to those of the body that handles it."""
        visit = stored.state
        check_own(visit.assigned.body, who)
        known = KnownVisit(
            id=VisitId(stored.id),
            version=stored.version,
            visit=visit,
            person=who.actor,
            agency=who.agency,
            certificate=who.certificate,
            roles=tuple(sorted(who.roles)),
            people=(),
        )
        named = await self.humans(who.actor, known.named)
        return replace(known, people=people([*await self.staff.of(visit.assigned.body), *named]))

    async def humans(self, person: PersonId, certificates: Collection[CertificateNumber]) -> list[Row[Holder]]:
        return await find_accounts(self.officers, person, certificates)

    async def require_pictures(self, body: BodyCode, *wanted: Sha256) -> None:
        await self.received.require_pictures(body, *wanted)

    def holds(self, matter: Reserved, what: str) -> bool:
        """Hold nothing: whoever claimed it first says so (verbs.py)."""
        return False

    async def _firm(self, code: SocialCreditCode) -> Firm | None:
        found = await self.firms.find(f"firm-{code}")
        return Firm(found.row.code, found.row.township) if found else None


def people(accounts: Iterable[Row[Holder]]) -> tuple[Person, ...]:
    """Return accounts by id, without what they are signed in with."""
    known = {one.id: one for one in accounts}
    return tuple(
        Person(id=PersonId(id), sequence=known[id].sequence, row=replace(known[id].row, session=0, ended=()))
        for id in sorted(known)
    )
