"""Pictures, each of which shows what one visit or patrol saw: whoever names one first has it (X-32, APL 46)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from chassis.deadlines import Claims
from contracts.origin import Origin
from contracts.refusal import Refusal, Rule
from contracts.values import Sha256, SocialCreditCode

SHOWN_ELSEWHERE = Rule(
    "inspections/picture-shown-elsewhere",
    "这张照片已经用于其他检查或者巡查，不能证明本次的情况",
    law="APL 46, 47",
    remedy="请上传本次现场拍摄的照片",
)


@dataclass(frozen=True)
class Pictures:
    """`firm_of` tells the firm of a visit; a patrol has none."""

    claims: Claims
    firm_of: Callable[[str], Awaitable[SocialCreditCode | None]]

    async def take(self, picture: Sha256, claimant: str, who: Origin) -> None:
        """Take the picture for a visit or patrol; refuses one that shows another one."""
        await self.claims.take(picture_id(picture), claimant, SHOWN_ELSEWHERE, who)

    async def quote(self, picture: Sha256, visit: str, who: Origin) -> None:
        """Take the picture of a problem, which an earlier visit to the same firm may have shown already."""
        try:
            await self.take(picture, visit, who)
        except Refusal as refusal:
            if refusal.rule is not SHOWN_ELSEWHERE or not await self.shows_firm_of(visit, picture):
                raise

    async def shows_firm_of(self, visit: str, picture: Sha256) -> bool:
        """Tell whether a visit to the same firm has the picture."""
        held = await self.claims.store.find(picture_id(picture))
        firm = await self.firm_of(held.state.claimed.claimant) if held else None
        return firm is not None and firm == await self.firm_of(visit)


def picture_id(picture: Sha256) -> str:
    """Return the id of the claim on a picture."""
    return f"picture-{picture}"
