"""Commands on patrols, and reading one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from chassis.consuming import RowStore
from chassis.deadlines import HEAD, Claims, Fate, Joining, claim_then_decide
from chassis.documents import ends_of
from chassis.http import key_of
from chassis.store import Aggregate, Gather, Listed, Store, Stored
from contracts.inspections import PatrolEvent
from contracts.origin import Origin
from inspections.patrols.domain import patrol
from inspections.patrols.domain.patrol import Facts, Patrol, PatrolCommand, PatrolStage
from inspections.patrols.domain.patrolling import AssignPatrol, RecordFinding, assign_patrol, record_finding
from inspections.patrols.domain.setting_aside import HAS_OTHERS, JOINED_BACK, SetFindingAside, set_finding_aside
from inspections.patrols.facts import PatrolFacts
from inspections.pictures import Pictures
from inspections.rows import ClueRow
from inspections.sight import check_body, check_takes_part


def found_by(patrol: Patrol) -> list[str]:
    """Return the texts by which a patrol is found: its route, and where it found something."""
    return ends_of(patrol.assigned.route, *(one.place for one in patrol.found))


def listed(patrol: Patrol) -> Listed:
    """Return what lists of patrols filter by; one that is over is open while a finding waits."""
    stage, late = patrol.stage, patrol.overdue is not None
    out = sorted({*patrol.recused})
    return {"stage": stage.value, "open": stage is not PatrolStage.DONE, "late": late, "withheld_from": out}


PATROL = Aggregate(
    kind="patrol",
    shape=2,
    state=Patrol,
    event=PatrolEvent,
    evolve=patrol.evolve,
    due=patrol.due,
    work_items=patrol.work_items,
    indexes=("assigned.township", "assigned.patrol_on"),
    found_by=found_by,
    listed=listed,
    listed_form=2,
)

type Decision[C] = Callable[[Patrol, C, Facts], list[PatrolEvent]]


@dataclass(frozen=True, kw_only=True)
class Patrols:
    """Send out patrols, and change them; `claims` are on the sides of findings that are joined."""

    store: Store[Patrol, PatrolEvent]
    facts: PatrolFacts
    clues: RowStore[ClueRow]
    pictures: Pictures
    claims: Claims

    async def read(self, id: str, who: Origin) -> Stored[Patrol]:
        """Read a patrol; refuses another body's as unknown."""
        stored = await self.store.read(id)
        check_body(stored.state.assigned.body, who)
        check_takes_part(stored.state.recused, who)
        return stored

    async def assign(self, command: AssignPatrol, who: Origin) -> Stored[Patrol]:
        """Send out a patrol; its id is made of the command's key."""
        return await self.store.create(f"patrol-{key_of(who)}", assign_patrol, command, who, self.facts.gather)

    async def change[C: PatrolCommand](self, id: str, decide: Decision[C], command: C, who: Origin) -> Stored[Patrol]:
        """Decide on a command on a patrol and write what it leads to."""
        return await self.store.change(id, decide, command, who, self.facts.gather)

    async def record(self, id: str, command: RecordFinding, who: Origin) -> Stored[Patrol]:
        """Record a finding once its picture shows no other patrol or visit."""

        async def claim(foreseen: Patrol, who: Origin) -> Gather[Patrol, RecordFinding, Facts]:
            await self.pictures.take(command.picture, id, who)
            return self.facts.gather

        return await claim_then_decide(self.store.change, id, record_finding, command, who, self.facts.gather, claim)

    async def set_aside(self, id: str, command: SetFindingAside, who: Origin) -> Stored[Patrol]:
        """Set a finding aside; what others are joined to at the same time joins none."""
        joining = Joining(claims=self.claims, has_others=HAS_OTHERS, is_joined=JOINED_BACK)

        async def claim(foreseen: Patrol, who: Origin) -> Gather[Patrol, SetFindingAside, Facts]:
            if command.same_as:
                await joining.take(command.finding, command.same_as, who)
            return self.facts.gather

        return await claim_then_decide(self.store.change, id, set_finding_aside, command, who, self.facts.gather, claim)

    async def tick(self, id: str, who: Origin) -> None:
        """Flag a patrol that was not concluded on its day."""
        await self.store.change(id, patrol.flag_overdue, None, who, today)


async def today(patrol: Patrol | None, command: None, who: Origin) -> date:
    return who.on


def fate_in(patrols: Store[Patrol, PatrolEvent]) -> Callable[[str], Awaitable[Fate]]:
    """Return how to tell what became of a finding's side of a joining: unused where none came about."""

    async def fate(claimant: str) -> Fate:
        finding, _, side = claimant.rpartition("/")
        name = "same_as" if side == HEAD else "finding"
        return Fate.USED if await patrols.where({f"state.set_aside.{name}": finding}, limit=1) else Fate.UNUSED

    return fate
