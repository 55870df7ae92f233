"""Commands on draws, and reading one with its files."""

from dataclasses import dataclass

from chassis.store import Aggregate, Store, Stored
from contracts.inspections import DrawEvent
from contracts.origin import Origin
from contracts.refusal import refuse
from inspections.draws.domain.draw import NOT_HELD, Draw, HoldDraw, SealDraw, hold_draw, land, seal_draw
from inspections.draws.facts import DrawFacts, draw_id
from inspections.draws.files import DrawFiles

DRAW = Aggregate(kind="draw", state=Draw, event=DrawEvent, evolve=land)


@dataclass(frozen=True, kw_only=True)
class Draws:
    """Seal pools and draw from them."""

    store: Store[Draw, DrawEvent]
    facts: DrawFacts
    files: DrawFiles

    async def seal(self, command: SealDraw, who: Origin) -> Stored[Draw]:
        """Seal the pool of a new draw; its id is made of the command's key."""
        return await self.store.create(draw_id(who), seal_draw, command, who, self.facts.gather_to_seal)

    async def hold(self, id: str, command: HoldDraw, who: Origin) -> Stored[Draw]:
        """Draw by a seed that was named in public."""
        return await self.store.change(id, hold_draw, command, who, self.facts.gather_to_hold)

    async def read(self, id: str) -> Stored[Draw]:
        """Read a draw; everyone sees every draw."""
        return await self.store.read(id)

    async def pool(self, id: str) -> bytes:
        """The sealed file of a draw."""
        return await self.files.read((await self.read(id)).state.sealed.pool)

    async def record(self, id: str) -> bytes:
        """The record of a draw; refuses NOT_HELD before there is one."""
        held = (await self.read(id)).state.held or refuse(NOT_HELD)
        return await self.files.read(held.record)
