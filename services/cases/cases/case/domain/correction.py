"""Orders to correct, and re-checking whether they were fulfilled (责令限期改正, 复查; APL 28(1))."""

from datetime import date, timedelta

from cases.case.domain.case import Case
from cases.case.domain.command import OfficersCommand
from cases.case.domain.deadline import with_order
from cases.case.domain.demands import acting_officers, acting_officers_on, check_file, check_no_paperwork, standing
from cases.case.domain.facts import Facts
from cases.case.domain.ground import Acts, check_not_contradicted, check_shown
from cases.case.domain.procedure import Today
from cases.days.domain import LOOKED_TOO_LATE, RECORDED_TOO_LATE, recorded_day
from contracts.cases import CaseEvent, CorrectionForgone, CorrectionOrdered, CorrectionRechecked, ForgoneGround
from contracts.refusal import Category, Rule, refuse
from contracts.values import Day, FileHash, PublicWord, Text

NO_ORDER = Rule("cases/no-correction-order", "尚未责令改正", law="APL 28(1)")
ORDER_DUE = Rule(
    "cases/order-due",
    "尚未责令当事人改正违法行为",
    law="APL 28(1)",
    remedy="请责令改正；已经改正或者无法改正的，请说明理由，由另一名执法人员确认",
)
NO_TERM = Rule("cases/no-correction-term", "改正期限须在今日之后", law="APL 28(1)", category=Category.MALFORMED)
LONG_TERM = Rule(
    "cases/correction-term-too-long", "改正期限至迟为 {longest}", law="APL 28(1)", category=Category.MALFORMED
)
SAME_FILE = Rule(
    "cases/same-file",
    "该照片是违法事实的证据或者以前的复查，不能证明当日的改正情况",
    law="APL 46",
    remedy="请上传复查当日的照片",
)
TERM_RUNNING = Rule(
    "cases/correction-term-running", "改正期限至 {until}，期满前不得认定为未改正", law="APL 28(1)"
)


class OrderCorrection(OfficersCommand):
    """`until` is the last day to correct; `demand` names no person, it is published.

    `ordered_on` is the day on which the party was told (None: today).
    """

    demand: PublicWord
    until: Day
    ordered_on: Day | None = None


class RecheckCorrection(OfficersCommand):
    """`blob` is the hash of the picture that shows it, `rechecked_on` the day of the visit (None: today)."""

    fulfilled: bool
    blob: FileHash
    rechecked_on: Day | None = None


class ForgoCorrection(OfficersCommand):
    """`evidence` are the acts that show that nothing is left to correct."""

    ground: ForgoneGround
    evidence: Acts
    reason: Text


def correction_settled(case: Case, today: Today) -> None:
    """Refuse a case in which nothing was ordered, and nobody found that there is nothing to order (APL 28(1))."""
    if not (case.forgone and case.is_confirmed(case.forgone)):
        standing(case, case.order, ORDER_DUE)


def correction_ordered(case: Case, today: Today) -> None:
    standing(case, case.order, NO_ORDER)


def order_correction(case: Case, command: OrderCorrection, facts: Facts) -> list[CaseEvent]:
    """Order the party to correct by a day; a new order replaces the one before (APL 28(1))."""
    facts.require("order-correction", case)
    most = facts.today.procedure.terms.record_days
    ordered_on = recorded_day(
        command.ordered_on,
        facts.today.on,
        case.filed.act_on,
        most,
        RECORDED_TOO_LATE,
        recorded_on=facts.today.recorded_on,
    )
    officers = acting_officers_on(case, ordered_on, command.officers, facts)
    if command.until <= facts.today.recorded_on:
        refuse(NO_TERM)
    longest = ordered_on + timedelta(days=facts.today.procedure.terms.correction_days_at_most)
    if command.until > longest:
        refuse(LONG_TERM, longest=longest)
    ordered = CorrectionOrdered(
        act=facts.acting.id,
        demand=command.demand,
        ordered_on=ordered_on,
        until=command.until,
        recheck_until=facts.today.calendar.after(command.until, facts.today.procedure.terms.recheck_working_days),
        officers=officers,
        recorded_on=facts.today.recorded_on,
    )
    return with_order(case, ordered, facts.today)


def recheck_correction(case: Case, command: RecheckCorrection, facts: Facts) -> list[CaseEvent]:
    """Record what two officers found: 'not fulfilled' only once the term has passed, 'fulfilled' also before."""
    facts.require("recheck-correction", case)
    order = standing(case, case.order, NO_ORDER)
    most = facts.today.procedure.terms.record_days
    rechecked_on = recorded_day(
        command.rechecked_on,
        facts.today.on,
        order.ordered_on,
        most,
        LOOKED_TOO_LATE,
        recorded_on=facts.today.recorded_on,
    )
    officers = acting_officers_on(case, rechecked_on, command.officers, facts)
    check_file(command.blob, facts)
    if command.blob in files_before(case, rechecked_on, command.fulfilled):
        refuse(SAME_FILE)
    check_no_paperwork(case, command.blob)
    if not command.fulfilled and rechecked_on <= order.until:
        refuse(TERM_RUNNING, until=order.until)
    return [
        CorrectionRechecked(
            act=facts.acting.id,
            fulfilled=command.fulfilled,
            rechecked_on=rechecked_on,
            blob=command.blob,
            officers=officers,
            recorded_on=facts.today.recorded_on,
            follow_until=None if command.fulfilled else follow_until(rechecked_on, facts.today),
        )
    ]


def follow_until(rechecked_on: date, today: Today) -> date:
    """Return the day by which something is to follow a look that found an order not fulfilled."""
    return today.calendar.after(rechecked_on, today.procedure.terms.follow_up_working_days)


def files_before(case: Case, day: date, fulfilled: bool) -> set[str]:
    """The files that can't show this on the day: of the act, of a look on an earlier day, or one that found otherwise.

    One picture of one day shows one thing; who recorded a look may leave, and it is recorded again.
    """
    earlier = {one.blob for one in case.rechecks if one.rechecked_on < day or one.fulfilled is not fulfilled}
    return {item.blob for item in case.evidence} | set(case.looks) | earlier


def forgo_correction(case: Case, command: ForgoCorrection, facts: Facts) -> list[CaseEvent]:
    """Record that nothing is left to order, by what evidence, and why; the supervisor sees it (APL 28(1))."""
    facts.require("forgo-correction", case)
    officers = acting_officers(case, command.officers, facts)
    check_shown(case, command.ground, command.evidence)
    if command.ground is ForgoneGround.CORRECTED:
        check_not_contradicted(case, command.evidence)
    return [
        CorrectionForgone(
            act=facts.acting.id,
            ground=command.ground,
            forgone_on=facts.today.on,
            evidence=command.evidence,
            officers=officers,
            reason=command.reason,
        )
    ]
