"""Who may punish what, where, by which text, and until when (X-04 to X-06; APL 22, 24, 36, 37)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from contracts.cases import CaseFiled, CaseWithdrawn, NoPenaltyDecided, NoPenaltyGround, PenaltyDecided
from contracts.values import PowerCode, TownshipCode
from supervision.review.domain.counting import MONTHS, months_later
from supervision.review.domain.finding import COMPETENCE, LIMITATION, RECORD, TEXT_IN_FORCE, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known, recorded_after
from supervision.review.domain.law import Held, Law, Stage
from supervision.review.domain.orders import stage_of


def competence(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find a foreign place, a power that was not held, a text that was not in force, an act that was too old."""
    filed = history.first(CaseFiled)
    if not filed:
        return
    case = filed.event
    if case.body != case.township:
        yield COMPETENCE.by("APL 22").found(filed, f"违法行为发生在 {case.township}，不属立案主体管辖")
    for day in sorted({case.act_on, case.filed_on}):
        yield from holding(filed, case.power, case.township, day, known, law)
    yield from text_of_the_day(filed, law)
    yield from limitation(history, filed, law)
    for decision in history.of(PenaltyDecided):
        made = decision.event
        if (made.power, made.township) != (case.power, case.township):
            yield COMPETENCE.found(decision, "处罚决定的事项或者地域与立案不一致")
            continue
        yield from holding(decision, case.power, case.township, made.decided_on, known, law)
        yield from lighter_text(history, decision, case.act_on, law)


def holding(
    one: Published[Any], power: PowerCode, township: TownshipCode, day: date, known: Known, law: Law
) -> Iterator[Finding]:
    """Find that the township did not hold the power on the day (APL 24); a list takes nothing that a law gives."""
    offence = law.offence(power, day) or next(reversed(law.offences.get(power, ())), None)
    if known.powers is None or (offence and offence.held is Held.LAW):
        return
    grants = known.powers.get(power, ())
    in_force = [grant for grant in grants if grant.valid_from <= day and day <= (grant.valid_until or day)]
    if not grants and offence and offence.held is Held.LIST and not offence.check_before_use:
        return
    given = [grant for grant in in_force if township in grant.townships]
    if not given:
        yield COMPETENCE.by("APL 24, 38").found(one, f"{day} 当日事项 {power} 未赋予 {township} 行使")
    elif recorded := recorded_after(day, given):
        yield RECORD.flagged(one, f"赋予事项 {power} 的清单于 {recorded} 才登记，{day} 在登记之前，请核实")


def text_of_the_day(filed: Published[CaseFiled], law: Law) -> Iterator[Finding]:
    """Find an act that no text of the offence covers, or laws that are not those of its day (APL 37)."""
    case = filed.event
    if case.power not in law.offences:
        return
    offence = law.offence(case.power, case.act_on)
    if offence is None:
        yield TEXT_IN_FORCE.found(filed, f"{case.act_on} 行为发生时，事项 {case.power} 没有有效的法律文本")
    elif case.laws and set(case.laws) != set(offence.laws):
        yield TEXT_IN_FORCE.found(filed, f"引用的法律不是 {case.act_on} 行为发生时有效的文本")


def lighter_text(history: History, decision: Published[PenaltyDecided], act_on: date, law: Law) -> Iterator[Finding]:
    """Find a fine above what the text of the decision's day allows, where that is a newer one (APL 37)."""
    made = decision.event
    old, new = law.offence(made.power, act_on), law.offence(made.power, made.decided_on)
    if not made.fine or old is None or new is None or new is old:
        return
    stage = stage_of(history.before(decision))
    ranges = [fines for fines in new.fines if fines.who.covers(made.subject) and fines.when in (Stage.AT_ONCE, stage)]
    if not any(fines.unmeasured or made.fine <= fines.ceiling(made.base) for fines in ranges):
        yield TEXT_IN_FORCE.found(decision, "决定时的新规定较轻，罚款超过新规定的上限，且没有比较记录")


def limitation(history: History, filed: Published[CaseFiled], law: Law) -> Iterator[Finding]:
    """Find an act that was too old when it was filed, unless nobody was punished; and one that was not, let go."""
    case = filed.event
    until = months_later(case.act_on, law.terms_on(case.filed_on).limitation_years * MONTHS)
    let_go = [one for one in history.of(NoPenaltyDecided) if one.event.ground is NoPenaltyGround.TIME]
    if case.filed_on <= until:
        for one in let_go:
            yield LIMITATION.found(one, f"追责时效至 {until}，立案时尚未超过，不得以超过时效不予处罚")
    elif not let_go and not history.of(CaseWithdrawn):
        yield LIMITATION.found(filed, f"违法行为的追责时效已于 {until} 届满")
