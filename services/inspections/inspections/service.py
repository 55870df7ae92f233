"""What can be done with draws, visits, patrols and assignments, and the parts that it takes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from chassis.consuming import RowStore
from chassis.deadlines import COUNTY, Ticking
from chassis.documents import require
from chassis.http import key_of
from chassis.process import Parts
from chassis.store import UNKNOWN, Aggregate, Store, Stored
from contracts.identity.holder import Holder
from contracts.inspections import AssignmentEvent, CapEvent, DrawEvent, PatrolEvent, VisitEvent
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import BodyCode, CertificateNumber, RestsOn, Role, SocialCreditCode, VisitId
from inspections.directories import FIRM_ROWS, OFFICER_ROWS, FirmRow
from inspections.domain import assignment, cap, draw, patrol, visit, visiting
from inspections.domain.assigning import AssignVisit
from inspections.domain.assignment import Assignment
from inspections.domain.cap import Cap, ClaimPlace
from inspections.domain.draw import Draw, HoldDraw, SealDraw
from inspections.domain.facts import Facts, Firm
from inspections.domain.finding import RecheckTerm, RectifyOnSite
from inspections.domain.patrol import AssignPatrol, Patrol, RecordFinding
from inspections.domain.visit import Visit
from inspections.domain.visiting import OpenVisit
from inspections.drawing import Drawing
from inspections.reference import Reference, load_reference

DRAW = Aggregate(kind="draw", state=Draw, event=DrawEvent, evolve=draw.land)
VISIT = Aggregate(
    kind="visit",
    state=Visit,
    event=VisitEvent,
    evolve=visit.evolve,
    due=visit.due,
    moves=visit.moves,
    indexes=("assigned.township", "assigned.firm", "assigned.officers", "assigned.draw"),
)
CAP = Aggregate(kind="cap", state=Cap, event=CapEvent, evolve=cap.evolve)
PATROL = Aggregate(
    kind="patrol",
    state=Patrol,
    event=PatrolEvent,
    evolve=patrol.land,
    moves=patrol.moves,
    indexes=("assigned.township",),
)
ASSIGNMENT = Aggregate(
    kind="assignment",
    state=Assignment,
    event=AssignmentEvent,
    evolve=assignment.land,
    moves=assignment.moves,
    indexes=("received.officer",),
)
SEES_ALL = frozenset({Role.SUPERVISOR, Role.DRAW_OFFICE})

type Decision[S, C, E] = Callable[[S, C, Facts], list[E]]


@dataclass(frozen=True, kw_only=True)
class Service:
    parts: Parts
    reference: Reference
    draws: Store[Draw, DrawEvent]
    visits: Store[Visit, VisitEvent]
    caps: Store[Cap, CapEvent]
    patrols: Store[Patrol, PatrolEvent]
    assignments: Store[Assignment, AssignmentEvent]
    officers: RowStore[Holder]
    firms: RowStore[FirmRow]
    drawing: Drawing

    @property
    def stores(self) -> list[Store[Any, Any]]:
        return [self.draws, self.visits, self.caps, self.patrols, self.assignments]

    @property
    def rows(self) -> list[RowStore[Any]]:
        return [self.officers, self.firms]

    @property
    def ticking(self) -> list[Ticking]:
        return [Ticking(self.visits, self.flag_overdue)]

    async def prepare(self) -> None:
        """Nothing has to be there."""

    async def seal_draw(self, command: SealDraw, who: Origin) -> Stored[Draw]:
        return await self.draws.create(f"draw-{key_of(who)}", draw.seal_draw, command, who, self.of_draw)

    async def hold_draw(self, id: str, command: HoldDraw, who: Origin) -> Stored[Draw]:
        return await self.draws.change(id, draw.hold_draw, command, who, self.of_draw)

    async def change_visit[C](
        self, id: VisitId, decide: Decision[Visit, C, VisitEvent], command: C, who: Origin
    ) -> Stored[Visit]:
        return await self.visits.change(id, decide, command, who, self.of_visit)

    async def open_visit(self, id: VisitId, command: OpenVisit, who: Origin) -> Stored[Visit]:
        """Decided dry, then a place under the cap is claimed, then opened: two openings can't share the last place."""
        seen = (await self.change_visit(id, visiting.open_visit, command, replace(who, dry_run=True))).state
        if seen.opened and seen.opened.counted:
            fact = seen.assigned
            claim = ClaimPlace(visit=id, firm=fact.firm, body=fact.body, kind=fact.kind, reason=seen.reason)
            claiming = replace(who, cause=f"{who.cause}/claim", expected=None)
            await self.caps.create_or_change(cap_id(fact.firm, who), cap.claim_place, claim, claiming, self.of_anything)
        return await self.change_visit(id, visiting.open_visit, command, who)

    async def flag_overdue(self, id: str, who: Origin) -> None:
        await self.visits.change(id, visiting.flag_overdue, None, who, self.of_visit)

    async def assign_patrol(self, command: AssignPatrol, who: Origin) -> Stored[Patrol]:
        return await self.patrols.create(f"patrol-{key_of(who)}", patrol.assign_patrol, command, who, self.of_patrol)

    async def change_patrol[C](
        self, id: str, decide: Decision[Patrol, C, PatrolEvent], command: C, who: Origin
    ) -> Stored[Patrol]:
        return await self.patrols.change(id, decide, command, who, self.of_patrol)

    async def change_assignment[C](
        self, id: str, decide: Decision[Assignment, C, AssignmentEvent], command: C, who: Origin
    ) -> Stored[Assignment]:
        return await self.assignments.change(id, decide, command, who, self.of_anything)

    async def of_draw(self, state: Draw | None, command: SealDraw | HoldDraw, who: Origin) -> Facts:
        """What is refused anyway needs no pool."""
        facts = self.facts(who)
        if isinstance(command, SealDraw):
            id = f"draw-{key_of(who)}"
            sealed, rests_on = await self.drawing.seal(command, id, who.on, keep=not who.dry_run)
            return replace(facts, sealed=sealed, rests_on=rests_on)
        if state and not state.held:
            return replace(facts, held=await self.drawing.hold(state, command, who.on, keep=not who.dry_run))
        return facts

    async def of_visit(self, state: Visit | None, command: object, who: Origin) -> Facts:
        if state:
            check_jurisdiction(state.assigned.body, who)
        match command:
            case RectifyOnSite():
                await require(self.parts.blobs, command.before, command.after)
            case RecheckTerm():
                await require(self.parts.blobs, command.picture)
        fact = command if isinstance(command, AssignVisit) else state.assigned if state else None
        if fact is None:
            return self.facts(who)
        facts = await self.with_officers(self.facts(who), fact.officers)
        return replace(facts, firm=await self.firm(fact.firm))

    async def of_patrol(self, state: Patrol | None, command: object, who: Origin) -> Facts:
        if state:
            check_jurisdiction(state.assigned.body, who)
        if isinstance(command, RecordFinding):
            await require(self.parts.blobs, command.picture)
        officers = command.officers if isinstance(command, AssignPatrol) else state.assigned.officers if state else ()
        return await self.with_officers(self.facts(who), officers)

    async def of_anything(self, state: object, command: object, who: Origin) -> Facts:
        return self.facts(who)

    def facts(self, who: Origin) -> Facts:
        return Facts(
            on=who.on,
            id=f"finding-{key_of(who)}",
            agency=who.agency,
            caller=who.certificate,
            item_lists=self.reference.item_lists,
            caps=self.reference.visit_caps,
        )

    async def with_officers(self, facts: Facts, numbers: Iterable[CertificateNumber]) -> Facts:
        found = await self.officers.where({"row.certificate": {"$in": list(numbers)}})
        holders = {row.row.certificate: row.row for row in found if row.row.certificate}
        rests_on = tuple(RestsOn(id=row.id, sequence=row.sequence) for row in found)
        return replace(facts, officers=holders, rests_on=rests_on)

    async def firm(self, code: SocialCreditCode) -> Firm | None:
        found = await self.firms.find(f"firm-{code}")
        return Firm(found.row.code, found.row.name, found.row.township, found.row.address) if found else None


def cap_id(firm: SocialCreditCode, who: Origin) -> str:
    return f"cap-{firm}-{who.on.year}"


def check_jurisdiction(body: BodyCode, who: Origin) -> None:
    """Another body's visit or patrol does not exist for the caller; the platform and foreign facts see all."""
    if not sees(body, who):
        refuse(UNKNOWN, id="—")


def sees(body: BodyCode, who: Origin) -> bool:
    by_person = who.cause.startswith("http:") or not who.cause
    return not by_person or who.agency in (body, COUNTY) or bool(who.roles & SEES_ALL)


def assemble(parts: Parts) -> Service:
    """The service on its parts."""
    reference = load_reference()
    officers, firms = parts.rows(OFFICER_ROWS), parts.rows(FIRM_ROWS)
    service = Service(
        parts=parts,
        reference=reference,
        draws=parts.store(DRAW),
        visits=parts.store(VISIT),
        caps=parts.store(CAP),
        patrols=parts.store(PATROL),
        assignments=parts.store(ASSIGNMENT),
        officers=officers,
        firms=firms,
        drawing=Drawing(officers, firms, parts.blobs, reference),
    )
    parts.tick(service.visits, service.flag_overdue)
    return service
