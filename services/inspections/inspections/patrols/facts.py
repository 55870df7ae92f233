"""Loading the facts of a decision on a patrol."""

from dataclasses import dataclass

from chassis.consuming import RowGroups, RowStore
from chassis.documents import Received
from chassis.http import key_of
from chassis.store import Store
from contracts.identity.holder import Holder
from contracts.inspections import PatrolEvent
from contracts.origin import Origin
from inspections.days.inspection_terms import InspectionTerms, check_done_at
from inspections.officers.directory import find_humans, find_officers
from inspections.officers.domain import humans_in
from inspections.patrols.domain.offers import Desk
from inspections.patrols.domain.patrol import Facts, Patrol, PatrolCommand
from inspections.sight import check_body


@dataclass(frozen=True, kw_only=True)
class PatrolFacts:
    """The sources of facts: the directory of officers, the uploaded files, and what is published."""

    officers: RowStore[Holder]
    staff: RowGroups[Holder]
    received: Received
    inspection_terms: tuple[InspectionTerms, ...]
    patrols: Store[Patrol, PatrolEvent]

    async def gather(self, patrol: Patrol | None, command: PatrolCommand, who: Origin) -> Facts:
        """Load exactly the facts that the command declares; refuses another body's patrol and a missing file."""
        if patrol:
            check_body(patrol.assigned.body, who)
            check_done_at(who, command.follows(patrol), self.inspection_terms)
        await self.received.require_pictures(who.agency, *command.files())
        found = await find_officers(self.officers, command.certificates(patrol))
        return Facts(
            on=who.on,
            recorded_on=who.recorded_on,
            finding=f"finding-{key_of(who)}",
            agency=who.agency,
            caller=who.certificate,
            person=who.actor,
            humans=await find_humans(self.officers, who.actor, command.tells_apart(patrol) if patrol else ()),
            holders=found.holders,
            inspection_terms=self.inspection_terms,
            same=await self.having(patrol, command.joins()) if patrol else None,
            joined=await self.joined_to(patrol, command.settles()) if patrol else frozenset(),
        )

    async def desk(self, patrol: Patrol, who: Origin) -> Desk:
        """Return what forms are filled from; people of other bodies stand for themselves."""
        rows = await self.staff.of(patrol.assigned.body)
        facts = Facts(
            on=who.on,
            recorded_on=who.recorded_on,
            finding="",
            agency=who.agency,
            caller=who.certificate,
            person=who.actor,
            humans=humans_in(rows),
            holders={row.row.certificate: row.row for row in rows if row.row.certificate},
            inspection_terms=self.inspection_terms,
            same=None,
            joined=frozenset(),
        )
        joined = {finding: await self.joined_to(patrol, finding) for finding in patrol.open_findings}
        staff, own = tuple(row.row for row in rows), who.agency == patrol.assigned.body
        return Desk(patrol=patrol, facts=facts, staff=staff, own=own, joined=joined)

    async def joined_to(self, patrol: Patrol, finding: str | None) -> frozenset[str]:
        """The findings of the township that were joined to the finding, or to one of them."""
        joined: set[str] = set()
        fresh = {finding} if finding else set()
        while fresh:
            where = {
                "state.assigned.township": patrol.assigned.township,
                "state.set_aside.same_as": {"$in": sorted(fresh)},
            }
            facts = [fact for stored in await self.patrols.where(where) for fact in stored.state.set_aside]
            fresh = {fact.finding for fact in facts if fact.same_as in fresh} - joined
            joined |= fresh
        return frozenset(joined)

    async def having(self, patrol: Patrol, finding: str | None) -> Patrol | None:
        """The patrol of the township that has the finding."""
        where = {"state.assigned.township": patrol.assigned.township, "state.found.finding": finding}
        found = await self.patrols.where(where) if finding else []
        return found[0].state if found else None
