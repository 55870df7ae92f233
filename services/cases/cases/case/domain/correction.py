"""Orders to correct, and the look whether they were fulfilled (责令限期改正, 复查; APL 28(1))."""

from datetime import date

from cases.case.domain.act import OfficersCommand, acting, standing
from cases.case.domain.case import Case
from cases.case.domain.evidence import check_file
from cases.case.domain.procedure import Facts
from contracts.cases import CaseEvent, CorrectionOrdered, CorrectionRechecked
from contracts.refusal import Category, Rule, refuse
from contracts.values import Sha256, Word

NO_ORDER = Rule("cases/no-correction-order", "尚未责令改正", law="APL 28(1)")
NO_TERM = Rule("cases/no-correction-term", "改正期限须在今日之后", law="APL 28(1)", category=Category.MALFORMED)
TERM_RUNNING = Rule(
    "cases/correction-term-running", "改正期限至 {until}，期满前不得认定为未改正", law="APL 28(1)"
)


class OrderCorrection(OfficersCommand):
    """`until` is the last day to correct; `demand` names no person, it is published."""

    demand: Word
    until: date


class RecheckCorrection(OfficersCommand):
    """`blob` is the hash of the picture that shows it."""

    fulfilled: bool
    blob: Sha256


def correction_ordered(case: Case, facts: Facts) -> None:
    standing(case, case.order, NO_ORDER)


def order_correction(case: Case, command: OrderCorrection, facts: Facts) -> list[CaseEvent]:
    """The party is ordered to correct by a day; a new order replaces the one before (APL 28(1))."""
    facts.require("order-correction", case)
    officers = acting(command.officers, facts)
    if command.until <= facts.on:
        refuse(NO_TERM)
    return [
        CorrectionOrdered(
            act=facts.id, demand=command.demand, ordered_on=facts.on, until=command.until, officers=officers
        )
    ]


def recheck_correction(case: Case, command: RecheckCorrection, facts: Facts) -> list[CaseEvent]:
    """Two officers look; 'not fulfilled' can be said only once the term has passed, 'fulfilled' also before."""
    facts.require("recheck-correction", case)
    order = standing(case, case.order, NO_ORDER)
    officers = acting(command.officers, facts)
    check_file(command.blob, facts)
    if not command.fulfilled and facts.on <= order.until:
        refuse(TERM_RUNNING, until=order.until)
    return [
        CorrectionRechecked(
            act=facts.id,
            fulfilled=command.fulfilled,
            rechecked_on=facts.on,
            blob=command.blob,
            officers=officers,
        )
    ]


def stayed_unfulfilled(case: Case) -> bool:
    """An order was served, its term expired, and a confirmed re-check found it not fulfilled (X-11)."""
    if not case.order or not case.is_confirmed(case.order):
        return False
    return any(case.is_confirmed(recheck) and not recheck.fulfilled for recheck in case.rechecks)


def order_open(case: Case) -> bool:
    """Whether something that was ordered still waits to be done."""
    if not case.order:
        return False
    confirmed = [recheck for recheck in case.rechecks if case.is_confirmed(recheck)]
    return not (confirmed and confirmed[-1].fulfilled)
