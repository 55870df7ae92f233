"""Draws: sealed first, held once the seed that the seal names has come out (双随机, OBE 54; Doc 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.code import Code
from contracts.folding import Landing
from contracts.inspections import (
    DrawEvent,
    DrawHeld,
    DrawnFirm,
    DrawOverdue,
    DrawSealed,
    RecusalReason,
    RecusedOfficer,
    SeedWitness,
    SeedWitnessed,
)
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import (
    CertificateNumber,
    Command,
    Day,
    PersonId,
    PublicText,
    PublicWord,
    SocialCreditCode,
    Text,
    Value,
)
from inspections.days.inspection_terms import check_inspect_until
from inspections.draws.domain.facts import HoldFacts, People, SealFacts, WitnessFacts
from inspections.draws.domain.lottery import FORMAT
from inspections.draws.domain.seeds import (
    LAW,
    NO_SOURCE_NAMED,
    NamedSeed,
    SeedNaming,
    awaited_seed,
    check_seed,
    name_seed,
)
from inspections.draws.domain.witnesses import check_witness, check_witnessed
from inspections.items.domain import ListCode

IN_THE_PAST = Rule("inspections/in-the-past", "截止日 {day} 已过", category=Category.MALFORMED)
ALREADY_HELD = Rule(
    "inspections/already-held",
    "本次抽取已经完成，不得重抽",
    law="OBE 54; 国发〔2019〕5号",
    remedy="确需重抽的，另行封存名单并说明理由",
)
DRAW_EXPIRED = Rule(
    "inspections/draw-expired",
    "本次抽取的检查期限 {until} 已过，不得再抽取",
    law="OBE 54; 国发〔2019〕5号",
    remedy="请另行封存名单并说明理由；逾期未抽取的情况由监督机构查看",
)
REHEARSED = Rule(
    "inspections/draw-rehearsed",
    "双随机抽取不得试办：先看结果再定随机数，等于挑选检查对象",
    law="OBE 54; 国发〔2019〕5号",
    remedy="公开取得随机数后，正式抽取一次",
)
SEALED_BEFORE = Rule(
    "inspections/sealed-before",
    "按同一事项清单已封存抽取名单（{draws}），检查期限未满，另行封存须说明理由",
    law="OBE 54; 国发〔2019〕5号",
    remedy="请填写另行封存的理由",
)
NOT_THEIR_HEAD = Rule(
    "inspections/not-their-head",
    "执法证 {number} 的回避，不能由所填写的人员决定",
    law="APL 43",
    remedy="由该执法人员所在机关的负责人决定，并填写其人员编号",
)
NO_WITNESS = Rule(
    "inspections/no-witness-account",
    "{title}须由至少一名不属于承办单位的见证人以本人账户确认随机数",
    law=LAW,
    remedy="封存时填写其人员编号（account），每人填写各自的、未注销且可以见证的账户，不得填写本机关的人员",
)
OTHERWISE_WITNESSED = Rule(
    "inspections/seed-otherwise-witnessed",
    "随机数与见证人填写的不一致",
    law=LAW,
    remedy="请核对摇号记录；见证人填错的，由其本人在抽取前更正",
)
NOT_HELD = Rule("inspections/not-held", "本次抽取尚未进行", category=Category.UNKNOWN)
NOT_SEALED = Rule("inspections/not-sealed", "名单尚未封存", law="国发〔2019〕5号 三(四)")

SHOWN = 3  # of the draws that there are, in a sentence


class Quota(Value):
    township: KnownTownship
    wanted: Annotated[int, Field(ge=0, le=10_000)]


class Recusal(Value):
    """An officer who must not visit a firm, and the head of the officer's body who decided so (回避, APL 43)."""

    firm: SocialCreditCode
    certificate: CertificateNumber
    reason: Text
    decided_by: PersonId


class SealDraw(Command):
    """`wanted` firms, looked at by these published lists, to be visited by a day; drawn by a seed that is to come.

    `reason` is why there is another draw beside one whose visits are still being made.
    """

    wanted: Annotated[int, Field(ge=1, le=10_000)]
    item_lists: Annotated[tuple[ListCode, ...], Field(min_length=1)]
    inspect_until: Day
    seed: SeedNaming | None = None
    quotas: tuple[Quota, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    reason: PublicText | None = None


class WitnessSeed(Command):
    """The seed as a witness saw it come out."""

    seed: Annotated[str, StringConstraints(max_length=200)]


class HoldDraw(Command):
    """The seed as it came out; the seal's source counts, `seed_source` is what a version before was told."""

    seed: Annotated[str, StringConstraints(max_length=200)]
    seed_source: PublicWord | None = None


class DrawStage(Code):
    """How far a draw is."""

    SEALED = "sealed", "待见证"
    READY = "ready", "待抽取"
    HELD = "held", "已抽取"


@dataclass(frozen=True, kw_only=True)
class Draw:
    """The facts of one draw; the newest word of a witness counts."""

    sealed: DrawSealed
    witnessed: SeedWitnessed | None = None
    held: DrawHeld | None = None
    overdue: DrawOverdue | None = None

    @property
    def stage(self) -> DrawStage:
        if self.held:
            return DrawStage.HELD
        unseen = self.sealed.witness_accounts and not self.witnessed
        return DrawStage.SEALED if unseen else DrawStage.READY

    @property
    def late(self) -> bool:
        return self.overdue is not None and self.held is None


land = Landing(Draw)


def seal_draw(command: SealDraw, facts: SealFacts) -> list[DrawEvent]:
    """Fix the pool and name the seed, before it can be known; one draw more than there was has a reason (X-36)."""
    naming, seed = check_to_seal(command, facts)
    sealed = facts.sealed or refuse(NOT_SEALED)
    if facts.running and command.reason is None:
        before = [f"{one.sealed_on} 封存，检查期限至 {one.inspect_until}" for one in facts.running.values()]
        refuse(SEALED_BEFORE, draws="；".join(before[:SHOWN]))
    recused = {(recusal.firm, recusal.certificate): recusal for recusal in command.recusals}.values()
    return [
        DrawSealed(
            pool=sealed.file,
            openings=sealed.openings,
            firms=sealed.firms,
            excluded=sealed.excluded,
            wanted=command.wanted,
            item_lists=command.item_lists,
            inspect_until=command.inspect_until,
            sealed_on=facts.on,
            rests_on=sealed.rests_on,
            besides=tuple(facts.running),
            reason=command.reason,
            recused=tuple(
                RecusedOfficer(firm=one.firm, certificate=one.certificate, decided_by=one.decided_by) for one in recused
            ),
            recusal_reasons=tuple(
                RecusalReason(firm=one.firm, certificate=one.certificate, decided_by=one.decided_by, reason=one.reason)
                for one in recused
            ),
            seed_source=seed.source,
            seed_title=seed.title,
            seed_issue=seed.issue,
            seed_known_from=seed.known_from,
            witness_roles=tuple(witness.role for witness in naming.witnesses),
            witness_accounts=tuple(witness.account for witness in naming.witnesses if witness.account),
            witnesses=tuple(SeedWitness(name=one.name, role=one.role) for one in naming.witnesses),
        )
    ]


def witness_seed(draw: Draw, command: WitnessSeed, facts: WitnessFacts) -> list[DrawEvent]:
    """Tell the seed as one of the witnesses saw it, whatever the draw office typed or will type."""
    check_witness(draw.sealed, facts.caller)
    check_waits(draw, facts.on)
    check_seed(command.seed, awaited_seed(draw.sealed), facts.sources, facts.at)
    return [SeedWitnessed(seed=command.seed, witness=facts.caller, body=facts.agency, witnessed_on=facts.on)]


def hold_draw(draw: Draw, command: HoldDraw, facts: HoldFacts) -> list[DrawEvent]:
    """Draw by the seed that was named, once."""
    named = check_to_hold(draw, command, facts)
    held = facts.held or refuse(NOT_SEALED)
    return [
        DrawHeld(
            seed=command.seed,
            seed_source=named.told,
            record=held.record,
            algorithm=FORMAT,
            repeated=len(held.held.repeated),
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
                for drawn in held.held.drawn
            ),
        )
    ]


def check_to_hold(draw: Draw, command: HoldDraw, facts: HoldFacts) -> NamedSeed:
    """Return the seed that the draw waits for: a second one, or a rehearsal, would be hand-picking (X-36)."""
    if facts.rehearsal:
        refuse(REHEARSED)
    check_waits(draw, facts.on)
    named = awaited_seed(draw.sealed)
    check_seed(command.seed, named, facts.sources, facts.at)
    witnessed = check_witnessed(draw.sealed, draw.witnessed, facts.unable)
    if witnessed and witnessed.seed != command.seed:
        refuse(OTHERWISE_WITNESSED)
    return named


def check_waits(draw: Draw, on: date) -> None:
    """Refuse a draw that was held, or whose last day to inspect has passed: it names who is visited in time (X-36)."""
    if draw.held:
        refuse(ALREADY_HELD)
    if on > draw.sealed.inspect_until:
        refuse(DRAW_EXPIRED, until=draw.sealed.inspect_until)


def check_to_seal(command: SealDraw, facts: SealFacts) -> tuple[SeedNaming, NamedSeed]:
    """Return the seed as named and as sealed; refuses days, seeds, recusals and witnesses that can't be."""
    if command.inspect_until < facts.on:
        refuse(IN_THE_PAST, day=command.inspect_until)
    check_inspect_until(command.inspect_until, facts.inspection_terms, facts.on)
    naming = command.seed or refuse(NO_SOURCE_NAMED)
    seed = name_seed(naming, facts.sources, facts.at)
    check_deciders(command.recusals, facts.people)
    check_witnesses(naming, seed, facts)
    return naming, seed


def check_witnesses(naming: SeedNaming, seed: NamedSeed, facts: SealFacts) -> None:
    """Refuse a seed that witnesses see unless some have accounts: their own, of another body, that may witness."""
    accounts = [witness.account for witness in naming.witnesses if witness.account]
    bodies = [facts.people.bodies.get(account) for account in accounts]
    theirs = len(set(accounts)) == len(accounts) and facts.people.unable.isdisjoint(accounts)
    if naming.witnesses and (not accounts or not theirs or None in bodies or facts.agency in bodies):
        refuse(NO_WITNESS, title=seed.title)


def check_deciders(recusals: Iterable[Recusal], people: People) -> None:
    """Refuse a recusal that was decided by no head of the officer's body, or by the officer (APL 43)."""
    for recusal in recusals:
        officer = people.holders.get(recusal.certificate)
        decider = people.bodies.get(recusal.decided_by)
        own = officer is not None and people.humans.are_among(recusal.decided_by, [officer])
        if officer is None or own or recusal.decided_by not in people.heads or decider != people.bodies.get(officer):
            refuse(NOT_THEIR_HEAD, number=recusal.certificate)
