"""The places of a firm in a year: one document for all bodies, so that two openings can't share the last one (E-5)."""

from dataclasses import dataclass

from contracts.folding import Landing
from contracts.inspections import CapEvent, PlaceClaimed, PlaceFreed, PlaceUsed, VisitKind
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, SocialCreditCode
from inspections.domain.cap_rules import VisitReason, caps_on, may_exceed, places
from inspections.domain.facts import Facts

CAP_REACHED = Rule(
    "inspections/cap-reached",
    "本机关今年对该企业的检查已达上限 {most} 次（{visits}）",
    law="国办发〔2024〕54号 (E-5)",
    remedy="并入已安排的检查一并实施，或待下一年度",
)


@dataclass(frozen=True)
class ClaimPlace:
    """`kind` and `reason` say whether the visit may exceed the cap (E-6)."""

    visit: str
    firm: SocialCreditCode
    body: BodyCode
    kind: VisitKind
    reason: VisitReason


@dataclass(frozen=True)
class SettlePlace:
    """What became of a visit that had claimed a place."""

    visit: str
    used: bool


@dataclass(frozen=True, kw_only=True)
class Cap:
    claimed: tuple[PlaceClaimed, ...]
    used: tuple[PlaceUsed, ...] = ()
    freed: tuple[PlaceFreed, ...] = ()

    def holding(self) -> list[PlaceClaimed]:
        """Claims that still take a place; a visit may claim again after its place was freed."""
        freed = [fact.visit for fact in self.freed]
        kept = []
        for claim in self.claimed:
            if claim.visit in freed:
                freed.remove(claim.visit)
            else:
                kept.append(claim)
        return kept


land = Landing(Cap)


def evolve(cap: Cap | None, event: CapEvent) -> Cap:
    if cap is None and isinstance(event, PlaceClaimed):
        return Cap(claimed=(event,))
    return land(cap, event)


def claim_place(cap: Cap | None, command: ClaimPlace, facts: Facts) -> list[CapEvent]:
    """A place for the visit, or the refusal that names those who have them (X-35)."""
    holding = cap.holding() if cap else []
    if any(claim.visit == command.visit for claim in holding):
        return []
    mine = [claim.visit for claim in holding if claim.body == command.body]
    caps = caps_on(facts.caps, facts.on)
    most = places(caps, command.body)
    if len(mine) >= most and not may_exceed(caps, command.kind, command.reason):
        refuse(CAP_REACHED, most=most, visits="、".join(mine))
    return [
        PlaceClaimed(firm=command.firm, year=facts.on.year, body=command.body, visit=command.visit, claimed_on=facts.on)
    ]


def reclaim_place(cap: Cap | None, command: ClaimPlace, facts: Facts) -> list[CapEvent]:
    """After a restore: a visit that was opened has its place, also beyond the cap."""
    if cap and any(claim.visit == command.visit for claim in cap.holding()):
        return []
    return [
        PlaceClaimed(firm=command.firm, year=facts.on.year, body=command.body, visit=command.visit, claimed_on=facts.on)
    ]


def settle_place(cap: Cap, command: SettlePlace, facts: Facts) -> list[CapEvent]:
    """Once: a visit that was opened has used its place, one that ended without frees it."""
    claimed = any(claim.visit == command.visit for claim in cap.holding())
    settled = any(fact.visit == command.visit for fact in cap.used)
    if not claimed or settled:
        return []
    return [PlaceUsed(visit=command.visit)] if command.used else [PlaceFreed(visit=command.visit)]
