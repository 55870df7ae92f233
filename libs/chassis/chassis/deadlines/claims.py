"""Claims: what only one may have (an act's fine, a certificate number) is taken first, in a document of its own.

The claim is keyed by the claimant's id and stays until the claimant is final; it is freed only if that ended without
using it, never by time alone (docs/decisions/0016). Claims are not published.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chassis.store import Aggregate, Gather, Store, Stored
from contracts.calendar import WorkingDays
from contracts.event import Event
from contracts.folding import Landing
from contracts.origin import Origin
from contracts.refusal import Refusal, Rule, refuse


class Fate(StrEnum):
    """Outcome of a claimant: it used what it claimed, ended without it, or is still open."""

    USED = "used"
    UNUSED = "unused"
    OPEN = "open"


class ReclaimOutcome(StrEnum):
    """Outcome of claiming again after a restore: still held, taken, or contested by one who used it too."""

    HELD = "held"
    TAKEN = "taken"
    CONTESTED = "contested"


class ClaimEvent(Event):
    """Base of the events of a claim."""


class Claimed(ClaimEvent, type="chassis.claimed.v1"):
    """A claimant took it."""

    claimant: str
    claimed_on: date


class ClaimKept(ClaimEvent, type="chassis.claim-kept.v1"):
    """The claimant used it: nobody else will ever get it."""

    claimant: str


class ClaimFreed(ClaimEvent, type="chassis.claim-freed.v1"):
    """The claimant ended without using it: it may be taken again."""

    claimant: str


class ClaimLooked(ClaimEvent, type="chassis.claim-looked.v1"):
    """The claimant was still open on this day; look again after it."""

    looked_on: date


@dataclass(frozen=True, kw_only=True)
class Claim:
    claimed: Claimed
    kept: ClaimKept | None = None
    freed: ClaimFreed | None = None
    looked: ClaimLooked | None = None


land = Landing(Claim)


def evolve(claim: Claim | None, event: ClaimEvent) -> Claim:
    match event:
        case Claimed() if claim:
            return replace(land(claim, event), freed=None, looked=None)
        case _:
            return land(claim, event)


@dataclass(frozen=True)
class TakeClaim:
    """A claimant's wish; `rule` is how a second claimant is refused."""

    claimant: str
    rule: Rule


@dataclass(frozen=True)
class Looked:
    on: date
    fate: Fate


def take_claim(claim: Claim | None, command: TakeClaim, facts: Looked) -> list[ClaimEvent]:
    """Give the claim to one claimant at a time; whoever has it may ask again."""
    if claim and not claim.freed:
        if claim.claimed.claimant != command.claimant:
            refuse(command.rule, holder=claim.claimed.claimant)
        return []
    return [Claimed(claimant=command.claimant, claimed_on=facts.on)]


def retake_claim(claim: Claim | None, command: TakeClaim, facts: Looked) -> list[ClaimEvent]:
    """Give the claim to one that has used it; only another one that has used it too is in the way."""
    taken = Claimed(claimant=command.claimant, claimed_on=facts.on)
    if claim is None or claim.freed:
        return [taken]
    holder = claim.claimed.claimant
    if holder == command.claimant:
        return []
    if claim.kept or facts.fate is Fate.USED:
        refuse(command.rule, holder=holder)
    return [ClaimFreed(claimant=holder), taken]


def look_after(claim: Claim, command: None, facts: Looked) -> list[ClaimEvent]:
    """Keep, free or leave the claim, by the fate of the claimant: the claim's tick."""
    claimant = claim.claimed.claimant
    match facts.fate:
        case Fate.USED:
            return [ClaimKept(claimant=claimant)]
        case Fate.UNUSED:
            return [ClaimFreed(claimant=claimant)]
        case _:
            return [ClaimLooked(looked_on=facts.on)]


def due(claim: Claim, calendar: WorkingDays) -> date | None:
    if claim.kept or claim.freed:
        return None
    return claim.looked.looked_on if claim.looked else claim.claimed.claimed_on


USED_BY_ANOTHER = Rule("used-by-another", "已为 {holder} 所使用")

CLAIM = Aggregate(kind="claim", state=Claim, event=ClaimEvent, evolve=evolve, due=due)


class Claims:
    """The claims of a service; `fate` tells what became of a claimant."""

    def __init__(self, store: Store[Claim, ClaimEvent], fate: Callable[[str], Awaitable[Fate]]) -> None:
        self.store = store
        self.fate = fate

    async def take(self, id: str, claimant: str, rule: Rule, who: Origin) -> None:
        """Take the claim for the claimant; refuses by the rule (facts: `holder`) if another one has it."""
        await self.store.create_or_change(id, take_claim, TakeClaim(claimant, rule), claiming(who), self._open)

    async def look(self, id: str, who: Origin) -> None:
        await self.store.change(id, look_after, None, who, self._looked)

    async def reclaim(self, id: str, claimant: str, who: Origin) -> ReclaimOutcome:
        """Take back, after a restore, what a published fact has used, from whoever has not used it."""
        found = await self.store.find(id)
        if found and not found.state.freed and found.state.claimed.claimant == claimant:
            return ReclaimOutcome.HELD
        try:
            await self.store.create_or_change(id, retake_claim, TakeClaim(claimant, USED_BY_ANOTHER), who, self._looked)
        except Refusal as refusal:
            if refusal.rule is not USED_BY_ANOTHER:
                raise
            return ReclaimOutcome.CONTESTED
        return ReclaimOutcome.TAKEN

    async def _open(self, claim: Claim | None, command: TakeClaim, who: Origin) -> Looked:
        return Looked(who.on, Fate.OPEN)

    async def _looked(self, claim: Claim | None, command: object, who: Origin) -> Looked:
        return Looked(who.on, await self.fate(claim.claimed.claimant) if claim else Fate.OPEN)


async def claim_then_decide[S, C, F, D](
    write: Callable[[str, D, C, Origin, Gather[S, C, F]], Awaitable[Stored[S]]],
    id: str,
    decide: D,
    command: C,
    who: Origin,
    gather: Gather[S, C, F],
    claim: Callable[[S, Origin], Awaitable[Gather[S, C, F]]],
) -> Stored[S]:
    """Decide dry, claim what that decision needs, decide. `write` is the store's `create` or `change`.

    `claim` is given the state that the decision would make; it refuses if somebody else holds the claim, and returns
    how to gather the facts now that it is held. A dry run asks for the claim dry.
    """
    foreseen = await write(id, decide, command, replace(who, dry_run=True), gather)
    gather_held = await claim(foreseen.state, who)
    return foreseen if who.dry_run else await write(id, decide, command, who, gather_held)


def claiming(who: Origin) -> Origin:
    """Return the origin of the claim that a command makes on its way: a cause of its own, and no expected version."""
    return replace(who, cause=f"{who.cause}/claim", expected=None)
