"""Commands on the caps: claiming a place, and settling what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from chassis.deadlines import ReclaimOutcome, claiming
from chassis.store import Aggregate, Store
from contracts.inspections import CapEvent
from contracts.origin import Origin
from contracts.values import SocialCreditCode
from inspections.caps.domain.cap import (
    Cap,
    ClaimPlace,
    Facts,
    SettlePlace,
    claim_place,
    evolve,
    free_place,
    reclaim_place,
    use_place,
)
from inspections.caps.domain.visit_caps import VisitCaps

CAP = Aggregate(kind="cap", state=Cap, event=CapEvent, evolve=evolve)


@dataclass(frozen=True, kw_only=True)
class Caps:
    """Claim places and settle them, in one document per firm and year."""

    store: Store[Cap, CapEvent]
    published: Sequence[VisitCaps]

    async def claim(self, command: ClaimPlace, who: Origin) -> None:
        """Claim a place for a visit that `who` is about to open; refuses CAP_REACHED."""
        id = cap_id(command.firm, command.on.year)
        await self.store.create_or_change(id, claim_place, command, claiming(who), self.gather)

    async def reclaim(self, command: ClaimPlace, who: Origin) -> ReclaimOutcome:
        """Claim the place of an opened visit again, after a restore."""
        id = cap_id(command.firm, command.on.year)
        found = await self.store.find(id)
        if found and found.state.holds(command.visit):
            return ReclaimOutcome.HELD
        await self.store.create_or_change(id, reclaim_place, command, who, self.gather)
        return ReclaimOutcome.TAKEN

    async def use(self, firm: SocialCreditCode, year: int, visit: str, who: Origin) -> None:
        """Mark the place of an opened visit as used."""
        await self.store.change(cap_id(firm, year), use_place, SettlePlace(visit), who, self.gather)

    async def free(self, firm: SocialCreditCode, year: int, visit: str, who: Origin) -> None:
        """Free the place of a visit that ended unopened."""
        await self.store.create_or_change(cap_id(firm, year), free_place, SettlePlace(visit), who, self.gather)

    async def gather(self, cap: Cap | None, command: object, who: Origin) -> Facts:
        """The day and the published caps, which every decision on a cap goes by."""
        return Facts(on=who.on, published=self.published)


def cap_id(firm: SocialCreditCode, year: int) -> str:
    """The id of a firm's cap in a year."""
    return f"cap-{firm}-{year}"
