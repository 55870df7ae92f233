"""Commands on draws, and reading one with its files."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from chassis.deadlines import Claims, Fate, claim_then_decide
from chassis.store import Aggregate, Gather, Listed, Store, Stored
from contracts.inspections import DrawEvent
from contracts.origin import Origin
from contracts.refusal import refuse
from inspections.draws.domain.draw import (
    NOT_HELD,
    NOT_SEALED,
    Draw,
    HoldDraw,
    SealDraw,
    WitnessSeed,
    hold_draw,
    land,
    seal_draw,
    witness_seed,
)
from inspections.draws.domain.facts import SealFacts
from inspections.draws.domain.seeds import ISSUE_TAKEN
from inspections.draws.domain.waiting import due, flag_overdue, work_items
from inspections.draws.facts import DrawFacts, draw_id
from inspections.draws.files import DrawFiles
from inspections.draws.sight import check_public


def listed(draw: Draw) -> Listed:
    """Return what lists of draws filter by."""
    return {"stage": draw.stage.value, "open": draw.held is None, "late": draw.late}


DRAW = Aggregate(
    kind="draw",
    state=Draw,
    event=DrawEvent,
    evolve=land,
    due=due,
    work_items=work_items,
    indexes=("sealed.sealed_on", "sealed.inspect_until"),
    listed=listed,
)


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Seal pools and draw from them; `claims` are on the issues of seeds, of which each serves one draw (X-36)."""

    store: Store[Draw, DrawEvent]
    facts: DrawFacts
    files: DrawFiles
    claims: Claims

    async def seal(self, command: SealDraw, who: Origin) -> Stored[Draw]:
        """Seal the pool of a new draw, whose id is made of the command's key; the seed's issue is claimed first."""
        id, seed, gather = draw_id(who), command.seed, self.facts.gather_to_seal

        async def claim(foreseen: Draw, who: Origin) -> Gather[Draw, SealDraw, SealFacts]:
            if seed:
                await self.claims.take(issue_id(seed.source, seed.issue), id, ISSUE_TAKEN, who)
            return gather

        return await claim_then_decide(self.store.create, id, seal_draw, command, who, gather, claim)

    async def witness(self, id: str, command: WitnessSeed, who: Origin) -> Stored[Draw]:
        """Take a witness's word for the seed, once it has come out."""
        return await self.store.change(id, witness_seed, command, who, self.facts.gather_to_witness)

    async def hold(self, id: str, command: HoldDraw, who: Origin) -> Stored[Draw]:
        """Draw by the seed that the seal named, once it has come out."""
        return await self.store.change(id, hold_draw, command, who, self.facts.gather_to_hold)

    async def tick(self, id: str, who: Origin) -> None:
        """Flag a draw that was not held, once its last day to inspect has passed."""
        await self.store.change(id, flag_overdue, None, who, today)

    async def read(self, id: str) -> Stored[Draw]:
        """Read a draw; everyone sees every draw."""
        return await self.store.read(id)

    async def pool(self, id: str, who: Origin) -> bytes:
        """The sealed file of a draw."""
        return await self.files.read(check_public((await self.read(id)).state, who).sealed.pool)

    async def record(self, id: str, who: Origin) -> bytes:
        """The record of a draw; refuses NOT_HELD before there is one."""
        held = check_public((await self.read(id)).state, who).held or refuse(NOT_HELD)
        return await self.files.read(held.record)

    async def published(self, id: str) -> bytes:
        """The record of a draw for everybody, with an account or without; refuses NOT_HELD before there is one."""
        draw = (await self.read(id)).state
        held = draw.held or refuse(NOT_HELD)
        check_public(draw, None)
        return await self.files.read(held.record)

    async def openings(self, id: str) -> bytes:
        """The file that says whose the tickets are, for those who may read credit; refuses NOT_SEALED without one.

        Before the draw is held nobody has it: whoever did could rehearse the draw with one seed after another (X-36).
        """
        draw = (await self.read(id)).state
        openings = draw.sealed.openings or refuse(NOT_SEALED)
        return await self.files.read(openings if draw.held else refuse(NOT_HELD))


async def today(draw: Draw | None, command: None, who: Origin) -> date:
    return who.on


def issue_id(source: str, issue: str) -> str:
    """Return the id of the claim on an issue of a seed's source."""
    return f"seed-{source}-{issue}"


def fate_in(draws: Store[Draw, DrawEvent]) -> Callable[[str], Awaitable[Fate]]:
    """Return how to tell what became of a draw that claimed an issue: unused if it was never sealed.

    Pictures stay with whoever named them first.
    """

    async def fate(claimant: str) -> Fate:
        if not claimant.startswith("draw-"):
            return Fate.USED
        return Fate.USED if await draws.find(claimant) else Fate.UNUSED

    return fate
