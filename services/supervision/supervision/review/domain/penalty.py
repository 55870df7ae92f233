"""The penalty itself: kinds, range, kind of party, one fine for one act (X-08, X-09, X-11, X-23; APL 9, 28-33)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from contracts.cases import (
    AgeGroup,
    CaseFiled,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionRechecked,
    EvidenceTaken,
    ForgoneGround,
    MitigatedGround,
    NoPenaltyDecided,
    NoPenaltyGround,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    Sanction,
)
from contracts.credit_code import is_household
from contracts.money import yuan
from contracts.values import Fen, Subject
from supervision.review.domain.acts import confirmed
from supervision.review.domain.finding import CONTENTS, ONE_FINE, ORDER_FIRST, RANGE, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Elsewhere, Known
from supervision.review.domain.law import FineRange, Kind, Law, Offence, Stage
from supervision.review.domain.orders import is_open, stage_of

OF_PERSONS = (MitigatedGround.AGE_14_TO_17, MitigatedGround.REDUCED_CAPACITY)

WITHIN = "在法定幅度之内，却记为减轻处罚"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A penalty as told or decided, against the text of the day of the act, at the stage that the case had reached.

    `there` are the conditions of the article that two officers had found established.
    """

    one: Published[Any]
    subject: Subject
    fine: Fen
    kinds: frozenset[Sanction]
    base: int | None
    mitigated: MitigatedGround | None
    offence: Offence
    stage: Stage
    age: AgeGroup | None
    there: frozenset[str]

    def fines(self, *stages: Stage) -> list[FineRange]:
        mine = [each for each in self.offence.fines if each.who.covers(self.subject) and self.holds(each)]
        return [each for each in mine if each.when in stages]

    def holds(self, each: FineRange | Kind) -> bool:
        """Tell whether the condition of a range or kind is established, if it has one."""
        return not each.under or each.under in self.there

    @property
    def unestablished(self) -> bool:
        """Tell whether the article names a fine for the party under a condition that nobody established."""
        return any(each.who.covers(self.subject) and not self.holds(each) for each in self.offence.fines)

    @property
    def applicable(self) -> list[FineRange]:
        """The ranges of the stage; where nothing heavier follows an order, those that apply at once."""
        return self.fines(self.stage) or self.fines(Stage.AT_ONCE)

    def provided(self, kind: Sanction) -> list[Kind]:
        mine = [each for each in self.offence.kinds if each.kind is kind and each.who.covers(self.subject)]
        return [each for each in mine if each.when in (Stage.AT_ONCE, self.stage) and self.holds(each)]


def penalties(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find penalties that the article does not provide, second fines, and let-offs that do not fit the case."""
    for proposal in proposals(history, law):
        yield from amount(proposal)
        yield from shown(history.before(proposal.one), proposal.one, proposal.one.event.mitigated_by)
        yield from beside(proposal)
        if proposal.mitigated is MitigatedGround.REMOVED_HARM:
            yield from contradicted(history.before(proposal.one), proposal.one, proposal.one.event.mitigated_by)
    for found in history.of(CircumstanceEstablished):
        yield from shown(history.before(found), found, found.event.evidence)
        if not found.event.evidence:
            yield RANGE.by("APL 4, 40").found(found, "认定法定情形没有任何证据")
        yield from provided(history, found, law)
    for forgone in history.of(CorrectionForgone):
        past, acts = history.before(forgone), forgone.event.evidence
        yield from shown(past, forgone, acts)
        if not acts:
            yield ORDER_FIRST.by("APL 28(1), 40").found(forgone, "说明无须责令改正没有任何证据")
        if forgone.event.ground is ForgoneGround.CORRECTED:
            yield from contradicted(past, forgone, acts)
    for decision in history.of(PenaltyDecided):
        yield from complete(history, decision)
        yield from once(history, decision, known)
    for let_go in history.of(NoPenaltyDecided):
        yield from not_punished(history.before(let_go), let_go)


def provided(history: History, found: Published[CircumstanceEstablished], law: Law) -> Iterator[Finding]:
    """Find a circumstance on which the article makes nothing depend (APL 16)."""
    filed = history.first(CaseFiled)
    offence = law.offence(filed.event.power, filed.event.act_on) if filed else None
    if offence is None:
        return
    named = {each.under for each in offence.fines} | {each.under for each in offence.kinds}
    if found.event.circumstance not in named:
        yield RANGE.by("APL 16").found(found, "该条款没有规定所认定的法定情形")


def proposals(history: History, law: Law) -> Iterator[Proposal]:
    """Yield what was told and what was decided, as far as party and offence are known."""
    filed = history.first(CaseFiled)
    offence = law.offence(filed.event.power, filed.event.act_on) if filed else None
    if offence is None:
        return
    for one in history.of(PriorNoticeServed, PenaltyDecided):
        past, given = history.before(one), one.event
        named = past.last(PartyIdentified)
        if named is None:
            continue
        told = isinstance(given, PriorNoticeServed)
        yield Proposal(
            one=one,
            subject=named.event.subject,
            fine=given.proposed_fine if told else given.fine,
            kinds=frozenset(given.proposed_sanctions if told else given.sanctions),
            base=given.base,
            mitigated=given.mitigated,
            offence=offence,
            stage=stage_of(past),
            age=named.event.age_group,
            there=frozenset(found.event.circumstance for found in confirmed(past, CircumstanceEstablished)),
        )


def amount(told: Proposal) -> Iterator[Finding]:
    """Find a fine outside of the range, one that the article does not know, and one that is left out (APL 30-33)."""
    if told.age is AgeGroup.UNDER_14:
        yield RANGE.by("APL 30").found(told.one, "违法行为发生之日当事人不满十四周岁，不予行政处罚")
        return
    if told.mitigated is MitigatedGround.AGE_14_TO_17 and told.age not in (None, AgeGroup.FROM_14_TO_17):
        yield RANGE.by("APL 30").found(told.one, "身份证件号码表明，当事人不是已满十四周岁不满十八周岁")
    if told.mitigated in OF_PERSONS and told.subject is not Subject.CITIZEN:
        yield RANGE.by("APL 30, 31").found(told.one, "该减轻处罚的情节只适用于个人")
        return
    ranges = told.applicable
    if not told.fine:
        if ranges and not any(each.optional for each in ranges) and not told.mitigated:
            yield RANGE.by("APL 30-32").found(told.one, "法律规定应当罚款而未罚，又无减轻处罚的情节")
        elif told.mitigated and all(each.optional for each in ranges) and not left_out(told):
            yield RANGE.by("APL 32").found(told.one, WITHIN)
        return
    if not ranges and told.fines(Stage.AFTER_ORDER):
        yield ORDER_FIRST.found(told.one, "须责令改正逾期未改的方可罚款，案中没有期满复查未改正的记录")
    elif not ranges and told.unestablished:
        yield RANGE.by("APL 4, 40, 42").found(told.one, "罚款以法定情形为条件，案中没有两名执法人员认定该情形")
    elif not ranges:
        yield RANGE.by("APL 4, 76(1)(2)").found(told.one, "法律未对此类当事人的该项行为设定罚款")
    elif all(each.ceiling(told.base) < told.fine for each in ranges):
        yield RANGE.by("APL 76(1)(2)").found(told.one, f"罚款 {yuan(told.fine)} 元高于法定上限或者没有计算的基数")
    elif told.age is AgeGroup.FROM_14_TO_17 and not told.mitigated and is_most(told, ranges):
        yield RANGE.by("APL 30").found(told.one, "当事人已满十四周岁不满十八周岁，却按上限罚款")
    elif (
        told.mitigated
        and not left_out(told)
        and all(each.floor(told.base) <= told.fine for each in ranges if each.least)
    ):
        yield RANGE.by("APL 32").found(told.one, WITHIN)
    elif not told.mitigated and not any(each.holds(told.fine, told.base) for each in ranges):
        yield RANGE.by("APL 30-32").found(told.one, f"罚款 {yuan(told.fine)} 元低于法定下限，又无减轻处罚的情节")


def is_most(told: Proposal, ranges: list[FineRange]) -> bool:
    """Tell whether it is fined as much as any range allows: a party under 18 is punished lighter (APL 30)."""
    return told.fine >= max(each.ceiling(told.base) for each in ranges)


def beside(told: Proposal) -> Iterator[Finding]:
    """Find kinds that the article does not provide here, that exclude one another, and due ones left out (APL 16)."""
    for kind in sorted(told.kinds):
        if not told.provided(kind):
            yield RANGE.by("APL 16, 76(1)(2)").found(told.one, f"法律未对此类当事人在此阶段设定处罚种类：{kind.word}")
    used = [each for kind in told.kinds for each in told.provided(kind)]
    if any(each.instead_of in told.kinds for each in used):
        yield RANGE.by("APL 4, 76(1)(2)").found(told.one, "只能择一的处罚种类并用")
    if told.fine and any(each.instead_of in told.kinds for each in told.applicable):
        yield RANGE.by("APL 4, 76(1)(2)").found(told.one, "只能择一的罚款和其他处罚种类并用")
    for kind in () if told.mitigated else left_out(told):
        yield RANGE.by("APL 4, 32").found(told.one, f"法律规定应当并处的处罚种类缺漏：{kind.word}")


def left_out(told: Proposal) -> list[Sanction]:
    """Return the kinds that the article demands at this stage and that are not there, nor another instead of them.

    What follows an order that stayed unfulfilled is demanded then, beside whatever fine.
    """
    higher = told.stage is Stage.AFTER_ORDER and told.fines(Stage.AFTER_ORDER)
    stages = {told.stage} if higher else {told.stage, Stage.AT_ONCE}
    mine = [each for each in told.offence.kinds if each.who.covers(told.subject) and told.holds(each)]
    due = [each for each in mine if each.due and each.when in stages]
    return [each.kind for each in due if not told.kinds & {each.kind, *instead(told, each.kind)}]


def instead(told: Proposal, kind: Sanction) -> set[Sanction]:
    return {each.kind for each in told.offence.kinds if each.instead_of is kind}


def complete(history: History, decision: Published[PenaltyDecided]) -> Iterator[Finding]:
    """Find a decision against nobody, against another kind of party than was found out, or to nothing (APL 59).

    A citizen with a company's code is shown: the register alone may know a household by it. Which range a household
    falls under is for each law to say, and an organisation's is shown, too.
    """
    named = history.before(decision).last(PartyIdentified)
    if named is None:
        yield CONTENTS.by("APL 59(1)(1)").found(decision, "处罚决定没有当事人")
    elif (named.event.subject, named.event.firm) != (decision.event.subject, decision.event.firm):
        yield CONTENTS.by("APL 59(1)(1)").found(decision, "处罚决定的当事人与查明的当事人不一致")
    if named and named.event.subject is Subject.CITIZEN and named.event.firm and not is_household(named.event.firm):
        yield RANGE.by("APL 59(1)(1), 76(1)(2)").flagged(named, "按公民处罚，其统一社会信用代码却不是个体工商户的")
    elif named and named.event.subject is Subject.ORGANISATION and is_shop(named.event):
        yield RANGE.by("APL 59(1)(1), 76(1)(2)").flagged(named, "个体工商户按单位处罚，该条款是否适用须予核实")
    if not decision.event.fine and not decision.event.sanctions:
        yield CONTENTS.by("APL 9, 59(1)(3)").found(decision, "处罚决定没有处罚种类")


def is_shop(party: PartyIdentified) -> bool:
    by_code = bool(party.firm and is_household(party.firm))
    return by_code if party.household is None else party.household


def once(history: History, decision: Published[PenaltyDecided], known: Known) -> Iterator[Finding]:
    """Find a second fine for the act, in this case or in another one (APL 29), and show one after a let-off."""
    past = history.before(decision)
    named = past.last(PartyIdentified)
    if not decision.event.fine or named is None:
        return
    fined, spared = (
        earlier(there.get(named.event.act_mark, ()), history, decision) for there in (known.fines, known.let_off)
    )
    if fined or any(one.event.fine for one in past.of(PenaltyDecided)):
        yield ONE_FINE.found(decision, "同一当事人的同一违法行为已经罚款")
    elif spared:
        yield ONE_FINE.flagged(decision, "同一当事人的同一违法行为另案已决定不予处罚，再予罚款须说明理由")


def earlier(there: Iterable[Elsewhere], history: History, decision: Published[PenaltyDecided]) -> list[Elsewhere]:
    return [one for one in there if one.id != history.id and one.at <= decision.at]


def shown(past: History, one: Published[Any], acts: tuple[str, ...]) -> Iterator[Finding]:
    """Find a ground that rests on what is no evidence of the case, or was not confirmed (APL 40, 46)."""
    evidence = {act.event.act for act in confirmed(past, EvidenceTaken)}
    rechecks = {act.event.act for act in confirmed(past, CorrectionRechecked)}
    if set(acts) - evidence - rechecks:
        yield RANGE.by("APL 30-33, 40").found(one, "所依据的情节没有本案经确认的证据")


def contradicted(past: History, one: Published[Any], acts: tuple[str, ...]) -> Iterator[Finding]:
    """Find what is to show that something was corrected though it found that nothing was (APL 32, 33)."""
    looks = [look for look in past.of(CorrectionRechecked) if look.event.act in acts]
    if any(not look.event.fulfilled for look in looks):
        yield RANGE.by("APL 32, 33, 40").found(one, "所依据的复查没有发现已经改正")


def not_punished(past: History, let_go: Published[NoPenaltyDecided]) -> Iterator[Finding]:
    """Find a ground that does not fit the party, or that asks for a correction that was not made (APL 30, 31, 33)."""
    ground, named = let_go.event.ground, past.last(PartyIdentified)
    yield from shown(past, let_go, let_go.event.evidence)
    age = named.event.age_group if named else None
    if ground is NoPenaltyGround.AGE and age not in (None, AgeGroup.UNDER_14):
        yield RANGE.by("APL 30").found(let_go, "身份证件号码表明，当事人已满十四周岁")
    of_persons = ground in (NoPenaltyGround.AGE, NoPenaltyGround.CAPACITY)
    if of_persons and named and named.event.subject is not Subject.CITIZEN:
        yield RANGE.by("APL 30, 31").found(let_go, "该不予处罚的理由只适用于个人")
    if ground in (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST):
        yield from contradicted(past, let_go, let_go.event.evidence)
    if ground in (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST) and is_open(past):
        yield RANGE.by("APL 33(1)").found(let_go, "轻微不罚、首违不罚以及时改正为条件，责令改正尚未履行")
