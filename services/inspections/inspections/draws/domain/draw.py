"""Draws: sealed first, held once a public seed is named (双随机, OBE 54; Doc 5)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.folding import Landing
from contracts.inspections import DrawEvent, DrawHeld, DrawnFirm, DrawSealed, RecusalReason, RecusedOfficer
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Command, Day, PublicText, SocialCreditCode, Text, Value, Word
from inspections.draws.domain.facts import HoldFacts, SealFacts
from inspections.items.domain import ListCode

IN_THE_PAST = Rule("inspections/in-the-past", "截止日 {day} 已过", category=Category.MALFORMED)
ALREADY_HELD = Rule(
    "inspections/already-held",
    "本次抽取已经完成，不得重抽",
    law="OBE 54; 国发〔2019〕5号",
    remedy="确需重抽的，另行封存名单并说明理由",
)
REHEARSED = Rule(
    "inspections/draw-rehearsed",
    "双随机抽取不得试办：先看结果再定随机数，等于挑选检查对象",
    law="OBE 54; 国发〔2019〕5号",
    remedy="公开取得随机数后，正式抽取一次",
)
SEALED_BEFORE = Rule(
    "inspections/sealed-before",
    "按同一事项清单已封存抽取名单 {draws}，检查期限未满，另行封存须说明理由",
    law="OBE 54; 国发〔2019〕5号",
    remedy="请填写另行封存的理由",
)
NOT_HELD = Rule("inspections/not-held", "本次抽取尚未进行", category=Category.UNKNOWN)
NOT_SEALED = Rule("inspections/not-sealed", "名单尚未封存", law="国发〔2019〕5号 三(四)")

SHOWN = 3  # of the draws that there are, in a sentence


class Quota(Value):
    township: KnownTownship
    wanted: Annotated[int, Field(ge=0, le=10_000)]


class Recusal(Value):
    """An officer who must not visit a firm (回避, APL 43)."""

    firm: SocialCreditCode
    certificate: CertificateNumber
    reason: Text


class SealDraw(Command):
    """`wanted` firms, looked at by these published lists, to be visited by a day.

    `reason` is why there is another draw beside one whose visits are still being made.
    """

    wanted: Annotated[int, Field(ge=1, le=10_000)]
    item_lists: Annotated[tuple[ListCode, ...], Field(min_length=1)]
    inspect_until: Day
    quotas: tuple[Quota, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    reason: PublicText | None = None


class HoldDraw(Command):
    seed: Annotated[str, StringConstraints(max_length=200)]
    seed_source: Word


@dataclass(frozen=True, kw_only=True)
class Draw:
    """The facts of one draw."""

    sealed: DrawSealed
    held: DrawHeld | None = None


land = Landing(Draw)


def seal_draw(command: SealDraw, facts: SealFacts) -> list[DrawEvent]:
    """Fix the pool, and publish its hash before any seed is known; one more than there was has a reason (X-36)."""
    if command.inspect_until < facts.on:
        refuse(IN_THE_PAST, day=command.inspect_until)
    sealed = facts.sealed or refuse(NOT_SEALED)
    if facts.running and command.reason is None:
        refuse(SEALED_BEFORE, draws="、".join(facts.running[:SHOWN]))
    recused = {(recusal.firm, recusal.certificate): recusal.reason for recusal in command.recusals}
    return [
        DrawSealed(
            pool=sealed.file,
            firms=sealed.firms,
            excluded=sealed.excluded,
            wanted=command.wanted,
            item_lists=command.item_lists,
            inspect_until=command.inspect_until,
            sealed_on=facts.on,
            rests_on=sealed.rests_on,
            besides=facts.running,
            reason=command.reason,
            recused=tuple(RecusedOfficer(firm=firm, certificate=number) for firm, number in recused),
            recusal_reasons=tuple(
                RecusalReason(firm=firm, certificate=number, reason=reason)
                for (firm, number), reason in recused.items()
            ),
        )
    ]


def hold_draw(draw: Draw, command: HoldDraw, facts: HoldFacts) -> list[DrawEvent]:
    """Draw by the seed, once: a second seed for the same pool, or a rehearsal, would be hand-picking (X-36)."""
    if facts.rehearsal:
        refuse(REHEARSED)
    if draw.held:
        refuse(ALREADY_HELD)
    held = facts.held or refuse(NOT_SEALED)
    return [
        DrawHeld(
            seed=command.seed,
            seed_source=command.seed_source,
            record=held.record,
            held_on=facts.on,
            inspect_until=draw.sealed.inspect_until,
            item_lists=draw.sealed.item_lists,
            drawn=tuple(
                DrawnFirm(
                    firm=drawn.firm,
                    township=drawn.township,
                    number=drawn.number,
                    officers=(drawn.officers[0].certificate, drawn.officers[1].certificate),
                )
                for drawn in held.drawn
            ),
        )
    ]
