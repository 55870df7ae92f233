"""Orders to correct: their term, the re-check, and the fine that may follow (X-11; APL 28(1))."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.cases import CorrectionForgone, CorrectionOrdered, CorrectionRechecked, PenaltyDecided
from supervision.review.domain.acts import confirmation, confirmed, of_the_party
from supervision.review.domain.finding import ORDER_FIRST, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law, Stage


def orders(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find orders without a term, and re-checks of no order or before its term passed."""
    for order in history.of(CorrectionOrdered):
        given = order.event
        longest = given.ordered_on + timedelta(days=law.terms_on(given.ordered_on).correct_days_at_most)
        if not given.ordered_on < given.until <= longest:
            yield ORDER_FIRST.found(order, f"改正期限至 {given.until}，不是合理的期限")
        second = confirmation(history, order)
        if second and second.event.confirmed_on >= given.until:
            yield ORDER_FIRST.found(second, "责令改正在期限届满时才经第二人确认，当事人没有得到改正的期限")
    for decision in history.of(PenaltyDecided):
        if not is_settled(history.before(decision)):
            yield ORDER_FIRST.found(decision, "没有责令当事人改正，也没有说明无须改正，即作出处罚决定")
    for recheck in history.of(CorrectionRechecked):
        told = standing_order(history.before(recheck))
        if told is None:
            yield ORDER_FIRST.found(recheck, "没有经确认的责令改正即进行复查")
        elif not recheck.event.fulfilled and recheck.event.rechecked_on <= told.event.until:
            yield ORDER_FIRST.found(recheck, f"改正期限至 {told.event.until}，期满前不得认定未改正")


def standing_order(history: History) -> Published[CorrectionOrdered] | None:
    """Return the newest order to the party if the second officer confirmed it."""
    order = of_the_party(history).last(CorrectionOrdered)
    return order if order and confirmation(history, order) else None


def is_settled(history: History) -> bool:
    """Tell whether the party was ordered to correct, or two officers found that nothing is left to order."""
    forgone = of_the_party(history).last(CorrectionForgone)
    return standing_order(history) is not None or bool(forgone and confirmation(history, forgone))


def stage_of(history: History) -> Stage:
    """Return whether an order stayed unfulfilled: confirmed, its term over, and found so by two officers (X-11)."""
    order = standing_order(history)
    if order is None:
        return Stage.AT_ONCE
    checks = [one for one in confirmed(history, CorrectionRechecked) if one.sequence > order.sequence]
    failed = any(not one.event.fulfilled and one.event.rechecked_on > order.event.until for one in checks)
    return Stage.AFTER_ORDER if failed else Stage.AT_ONCE


def is_open(history: History) -> bool:
    """Tell whether an order stands that two officers did not find fulfilled on the newest day on which they looked."""
    order = of_the_party(history).last(CorrectionOrdered)
    if order is None:
        return False
    checks = [one for one in confirmed(history, CorrectionRechecked) if one.sequence > order.sequence]
    by_day = {one.event.rechecked_on: one.event for one in checks}
    return not (by_day and by_day[max(by_day)].fulfilled)
