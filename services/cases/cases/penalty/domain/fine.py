"""Legal limits on a fine and on the sanctions imposed with it (X-09; APL 30-33, 76(1)(2))."""

from collections.abc import Collection, Iterator
from typing import NoReturn

from cases.penalty.domain.provisions import Provisions
from cases.penalty.domain.statutory_range import (
    SERIOUS_ONLY,
    FineRange,
    applicable,
    clauses_for,
    statutory_range,
)
from cases.powers.domain.clause import When
from cases.powers.domain.power import Power
from contracts.cases import MitigatedGround, Sanction
from contracts.money import yuan
from contracts.refusal import Category, Refusal, Rule, refuse
from contracts.values import Fen, Subject

ABOVE_MOST = Rule(
    "cases/fine-above-maximum", "罚款 {fine} 元高于法定上限 {most} 元；从重也不得超过上限", law="APL 76(1)(2)"
)
BELOW_LEAST = Rule(
    "cases/fine-below-minimum",
    "罚款 {fine} 元低于法定下限 {least} 元，而无减轻处罚的情节",
    law="APL 30-32",
    remedy="从轻须在幅度之内；减轻须载明法定情节",
)
FINE_DUE = Rule("cases/fine-left-out", "法律规定应当罚款，不罚款须有减轻处罚的情节", law="APL 30-32")
NOT_PROVIDED = Rule(
    "cases/sanction-not-in-law",
    "法律未对事项 {power} 的此类当事人在此阶段设定处罚种类 {sanction}",
    law="APL 16, 76(1)(2)",
)
EITHER_OR = Rule("cases/sanction-or-fine", "事项 {power} 的 {sanction} 与罚款只能择一", law="APL 4, 76(1)(2)")
SANCTION_DUE = Rule(
    "cases/sanction-left-out",
    "事项 {power} 的法律规定应当并处 {sanction}，不并处须有减轻处罚的情节",
    law="APL 4, 32",
    remedy="请加上该处罚种类，重新告知",
)
NOT_BELOW = Rule(
    "cases/mitigated-within-range",
    "罚款 {fine} 元不低于法定下限 {least} 元，应当并处的种类也没有缺少，不是减轻处罚",
    law="APL 32",
    remedy="在幅度之内从轻的，不填减轻处罚的情节",
    category=Category.MALFORMED,
)
PERSONAL_GROUND = Rule("cases/ground-of-persons-only", "该减轻处罚的情节只适用于个人", law="APL 30, 31")

ONE_OF = Rule(
    "cases/sanctions-either-or", "事项 {power} 的 {sanction} 与 {other} 只能择一", law="APL 4, 76(1)(2)"
)

FREE = FineRange(least=0, most=0, optional=True)
"""Of a fine that the law leaves to the authority, where there is none."""
CONFISCATIONS = frozenset({Sanction.CONFISCATE_GAINS, Sanction.CONFISCATE_PROPERTY})
PERSONAL_GROUNDS = frozenset({MitigatedGround.AGE_14_TO_17, MitigatedGround.REDUCED_CAPACITY})


def check_fine(
    power: Power | Provisions,
    subject: Subject,
    fine: Fen,
    after_order: bool,
    mitigated_ground: MitigatedGround | None,
    *,
    sanctions: Collection[Sanction],
    base: int | None,
) -> None:
    """Refuse a fine above the maximum, or below the minimum without a ground of mitigation; 0 is no fine.

    A ground where the fine is in its range and no kind is left out of `sanctions` mitigates nothing (APL 32).
    """
    free = not fine and may_be_left_out(power, subject, after_order)
    fines = FREE if free else statutory_range(power, subject, after_order, base=base)
    if fine > fines.most:
        refuse_above(power, subject, fine, fines)
    if mitigated_ground:
        check_ground(mitigated_ground, subject)
        in_range = fine >= fines.least if fine else free
        if in_range and not left_out(power, subject, sanctions, after_order):
            refuse(NOT_BELOW, fine=yuan(fine), least=yuan(fines.least))
        return
    if fine < fines.least:
        refuse(BELOW_LEAST, fine=yuan(fine), least=yuan(fines.least))
    if not fine and not free:
        refuse(FINE_DUE)


def check_ground(ground: MitigatedGround, subject: Subject) -> None:
    """Refuse age or reduced capacity as a ground unless the party is a natural person (APL 30, 31)."""
    if ground in PERSONAL_GROUNDS and subject is not Subject.CITIZEN:
        refuse(PERSONAL_GROUND)


def may_be_left_out(power: Power | Provisions, subject: Subject, after_order: bool) -> bool:
    """True if no clause demands a fine here, or if each that does applies only under a special circumstance."""
    clauses = applicable(power, subject, after_order)
    return all(clause.optional or clause.circumstance for clause in clauses)


def refuse_above(power: Power | Provisions, subject: Subject, fine: Fen, fines: FineRange) -> NoReturn:
    """Refuse a fine above the most; one that the law allows in serious circumstances only is not supported yet."""
    serious = [clause.most or 0 for clause in clauses_for(power, subject) if clause.when is When.SERIOUS]
    if fine <= max(serious, default=0):
        refuse(SERIOUS_ONLY, power=power.code)
    refuse(ABOVE_MOST, fine=yuan(fine), most=yuan(fines.most))


def check_sanctions(
    power: Power | Provisions, subject: Subject, sanctions: Collection[Sanction], after_order: bool, *, fine: Fen
) -> None:
    """Refuse a kind of penalty that the article does not provide at this stage, or only instead of a fine (APL 16)."""
    for sanction in sanctions:
        check_provided(power, subject, sanction, after_order)
        for other in alternatives(power, sanction) & set(sanctions):
            refuse(ONE_OF, power=power.code, sanction=sanction.word, other=other.word)
        if fine and any(clause.instead_of is sanction for clause in applicable(power, subject, after_order)):
            refuse(EITHER_OR, power=power.code, sanction=sanction.word)


def check_complete(
    power: Power | Provisions,
    subject: Subject,
    sanctions: Collection[Sanction],
    after_order: bool,
    mitigated_ground: MitigatedGround | None,
) -> None:
    """Refuse a penalty without a kind that the article demands beside this fine, unless it is mitigated (APL 32)."""
    if mitigated_ground:
        return
    for due in left_out(power, subject, sanctions, after_order):
        refuse(SANCTION_DUE, power=power.code, sanction=due.word)


def demands(power: Power | Provisions, subject: Subject, after_order: bool) -> Iterator[Refusal]:
    """Yield what the article demands of any penalty: kinds beside the fine, and which stand instead of one another."""
    for due in demanded(power, subject, after_order):
        yield Refusal(SANCTION_DUE, power=power.code, sanction=due.word)
    stages = {When.AT_ONCE} | ({When.AFTER_ORDER} if after_order else set())
    for one in power.sanctions:
        if one.instead_of and one.payer.covers(subject) and one.when in stages:
            yield Refusal(ONE_OF, power=power.code, sanction=one.sanction.word, other=one.instead_of.word)
    for fine in applicable(power, subject, after_order):
        if fine.instead_of:
            yield Refusal(EITHER_OR, power=power.code, sanction=fine.instead_of.word)


def left_out(
    power: Power | Provisions, subject: Subject, sanctions: Collection[Sanction], after_order: bool
) -> list[Sanction]:
    """Return the kinds that the article demands and that are not among those, nor another one instead."""
    due = demanded(power, subject, after_order)
    return [one for one in due if not {one, *alternatives(power, one)} & set(sanctions)]


def demanded(power: Power | Provisions, subject: Subject, after_order: bool) -> list[Sanction]:
    """Return the kinds that the law imposes beside the fine of the stage without choice, condition or approval.

    Once an order stayed unfulfilled, they are those of that stage, whatever fine stands beside them. Whether there is
    anything to confiscate is a fact of the case, so confiscation is not among them (APL 28(2)).
    """
    fines = applicable(power, subject, after_order)
    stages = {When.AFTER_ORDER} if after_order else set()
    if not any(clause.when is When.AFTER_ORDER for clause in fines):
        stages.add(When.AT_ONCE)
    instead = {clause.instead_of for clause in fines} | CONFISCATIONS
    return [
        clause.sanction
        for clause in power.sanctions
        if clause.when in stages
        and clause.payer.covers(subject)
        and not (clause.may or clause.circumstance or clause.needs_approval or clause.instead_of)
        and clause.sanction not in instead
    ]


def alternatives(power: Power | Provisions, sanction: Sanction) -> set[Sanction]:
    return {clause.sanction for clause in power.sanctions if clause.instead_of is sanction}


def check_provided(power: Power | Provisions, subject: Subject, sanction: Sanction, after_order: bool) -> None:
    stages = {clause.when for clause in power.sanctions if clause.sanction is sanction and clause.payer.covers(subject)}
    if When.AT_ONCE in stages or (after_order and When.AFTER_ORDER in stages):
        return
    if When.SERIOUS in stages:
        refuse(SERIOUS_ONLY, power=power.code)
    refuse(NOT_PROVIDED, power=power.code, sanction=sanction.word)
