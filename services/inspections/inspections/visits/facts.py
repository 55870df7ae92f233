"""Loading the facts of a decision on a visit."""

from dataclasses import dataclass

from chassis.consuming import RowGroups, RowStore
from chassis.documents import Received
from chassis.http import key_of
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.values import SocialCreditCode
from inspections.caps.domain.visit_caps import VisitCaps
from inspections.days.inspection_terms import InspectionTerms, check_done_at
from inspections.items.domain import ItemLists
from inspections.officers.directory import find_humans, find_officers, humans_in
from inspections.rows import FirmRow
from inspections.sight import check_body
from inspections.visits.domain.assigning import AssignVisit
from inspections.visits.domain.correction_terms import CorrectionTerms
from inspections.visits.domain.facts import AssigningFacts, Facts, Firm, VisitCommand
from inspections.visits.domain.offers import Desk
from inspections.visits.domain.visit import Visit


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """The sources of facts: both directories, the uploaded files, and what is published."""

    officers: RowStore[Holder]
    staff: RowGroups[Holder]
    firms: RowStore[FirmRow]
    received: Received
    item_lists: ItemLists
    caps: tuple[VisitCaps, ...]
    correction_terms: tuple[CorrectionTerms, ...]
    inspection_terms: tuple[InspectionTerms, ...]

    async def gather_to_assign(self, visit: Visit | None, command: AssignVisit, who: Origin) -> AssigningFacts:
        """Load the firm, and the officers that the command declares."""
        found = await find_officers(self.officers, command.certificates())
        return AssigningFacts(
            on=who.on, firm=await self._firm(command.firm), holders=found.holders, item_lists=self.item_lists
        )

    async def gather(self, visit: Visit | None, command: VisitCommand, who: Origin) -> Facts:
        """Load exactly the facts that the command declares; refuses another body's visit and a missing file."""
        if visit:
            check_body(visit.assigned.body, who)
            check_done_at(who, command.follows(visit), self.inspection_terms)
        await self.received.require_pictures(who.agency, *command.files())
        found = await find_officers(self.officers, command.certificates(visit) if visit else ())
        return Facts(
            on=who.on,
            recorded_on=who.recorded_on,
            finding=f"finding-{key_of(who)}",
            person=who.actor,
            humans=await find_humans(self.officers, who.actor, command.tells_apart(visit) if visit else ()),
            caller=who.certificate,
            item_lists=self.item_lists,
            caps=self.caps,
            correction_terms=self.correction_terms,
            inspection_terms=self.inspection_terms,
            holders=found.holders,
            rests_on=found.rests_on,
        )

    async def desk(self, visit: Visit, who: Origin) -> Desk:
        """Return what forms are filled from; people of other bodies stand for themselves."""
        rows = await self.staff.of(visit.assigned.body)
        facts = Facts(
            on=who.on,
            recorded_on=who.recorded_on,
            finding="",
            person=who.actor,
            humans=humans_in(rows),
            caller=who.certificate,
            item_lists=self.item_lists,
            caps=self.caps,
            correction_terms=self.correction_terms,
            inspection_terms=self.inspection_terms,
            holders={row.row.certificate: row.row for row in rows if row.row.certificate},
            rests_on=(),
        )
        staff, own = tuple(row.row for row in rows), who.agency == visit.assigned.body
        return Desk(visit=visit, facts=facts, staff=staff, own=own)

    async def _firm(self, code: SocialCreditCode) -> Firm | None:
        found = await self.firms.find(f"firm-{code}")
        return Firm(found.row.code, found.row.township) if found else None
