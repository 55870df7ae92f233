"""The places of a firm in a year: one document for all bodies, so that two openings can't share the last one (E-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contracts.folding import Landing
from contracts.inspections import CapEvent, PlaceClaimed, PlaceFreed, PlaceUsed, VisitKind
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, SocialCreditCode
from inspections.caps.domain.visit_caps import VisitCaps, VisitReason, caps_on, may_exceed, places

CAP_REACHED = Rule(
    "inspections/cap-reached",
    "本机关今年对该企业的检查已达上限 {most} 次（{visits}）",
    law="Doc 54 (E-5)",
    remedy="并入已安排的检查一并实施，或待下一年度",
)


@dataclass(frozen=True)
class ClaimPlace:
    """A place for a visit that begins `on` a day; `kind` and `reason` decide whether it may exceed the cap (E-6)."""

    visit: str
    firm: SocialCreditCode
    body: BodyCode
    kind: VisitKind
    reason: VisitReason
    on: date


@dataclass(frozen=True)
class SettlePlace:
    """The end of a claim: the visit was opened, or ended without an opening."""

    visit: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Facts of a decision on a cap besides its state: the day, and every publication of caps."""

    on: date
    published: Sequence[VisitCaps]


@dataclass(frozen=True, kw_only=True)
class Cap:
    """The claims on one firm in one year, by all bodies, and what became of each."""

    claimed: tuple[PlaceClaimed, ...] = ()
    used: tuple[PlaceUsed, ...] = ()
    freed: tuple[PlaceFreed, ...] = ()

    def holding(self) -> list[PlaceClaimed]:
        """The claims that take a place."""
        return [claim for claim in self.claimed if not self.is_freed(claim.visit)]

    def holds(self, visit: str) -> bool:
        return any(claim.visit == visit for claim in self.holding())

    def is_freed(self, visit: str) -> bool:
        return any(fact.visit == visit for fact in self.freed)


land = Landing(Cap)


def evolve(cap: Cap | None, event: CapEvent) -> Cap:
    """Put the event into its field; any of them may be the first of its document."""
    return land(cap or Cap(), event)


def claim_place(cap: Cap | None, command: ClaimPlace, facts: Facts) -> list[CapEvent]:
    """Claim a place for the visit; refuses CAP_REACHED, naming the visits that have the places (X-35)."""
    cap = cap or Cap()
    if cap.holds(command.visit) or cap.is_freed(command.visit):
        return []  # a visit whose place was freed is over: its opening will be refused
    mine = [claim.visit for claim in cap.holding() if claim.body == command.body]
    caps = caps_on(facts.published, command.on)
    most = places(caps, command.body)
    if len(mine) >= most and not may_exceed(caps, command.kind, command.reason):
        refuse(CAP_REACHED, most=most, visits="、".join(mine))
    return [place_claimed(command, facts.on)]


def reclaim_place(cap: Cap | None, command: ClaimPlace, facts: Facts) -> list[CapEvent]:
    """Claim again after a restore: a visit that was opened has its place, even beyond the cap."""
    if cap and cap.holds(command.visit):
        return []
    return [place_claimed(command, facts.on)]


def place_claimed(command: ClaimPlace, on: date) -> PlaceClaimed:
    return PlaceClaimed(firm=command.firm, year=command.on.year, body=command.body, visit=command.visit, claimed_on=on)


def use_place(cap: Cap, command: SettlePlace, facts: Facts) -> list[CapEvent]:
    """Mark the place of a visit that was opened as used, once."""
    used = any(fact.visit == command.visit for fact in cap.used)
    return [PlaceUsed(visit=command.visit)] if cap.holds(command.visit) and not used else []


def free_place(cap: Cap | None, command: SettlePlace, facts: Facts) -> list[CapEvent]:
    """Free the place of a visit that ended unopened, once.

    Without a claim too: the claim of an opening that is still under way can then no longer be written.
    """
    return [] if cap and cap.is_freed(command.visit) else [PlaceFreed(visit=command.visit)]
