"""Joining one record to another: what others are joined to is never joined itself, at whatever moment.

Each record has a claim on its side of a joining. Both are taken in the order of their ids, so that of joinings that
would make a chain or a ring the first one goes on and the others are refused.
"""

from dataclasses import dataclass, replace

from chassis.deadlines.claims import Claims
from contracts.origin import Origin
from contracts.refusal import Rule

JOINED, HEAD = "joined", "head"


@dataclass(frozen=True, kw_only=True)
class Joining:
    """`has_others` refuses to join a record that others are joined to, `is_joined` to join others to one that is."""

    claims: Claims
    has_others: Rule
    is_joined: Rule

    async def take(self, one: str, to: str, who: Origin) -> None:
        """Claim that the one record is joined to the other one; asks dry first, to leave nothing where refused."""
        sides = sorted([(one, JOINED, self.has_others), (to, HEAD, self.is_joined)])
        for asking in (replace(who, dry_run=True), who):
            for id, side, rule in sides:
                await self.claims.take(f"joining-{id}", f"{id}/{side}", rule, asking)
