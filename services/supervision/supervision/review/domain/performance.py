"""Terms and what follows a decision: ninety days, service, payment, closing (X-24 to X-26, X-31; APL 60-67)."""

from collections.abc import Iterator
from datetime import date, timedelta

from contracts.cases import (
    CaseClosed,
    CaseFiled,
    DecisionServed,
    EnforcementEnded,
    FinePaid,
    NoPenaltyDecided,
    PenaltyDecided,
    TermsRecomputed,
)
from contracts.texts import receipt_number
from contracts.values import Fen
from supervision.review.domain.acts import confirmation
from supervision.review.domain.counting import (
    days_later,
    is_provisional,
    months_later,
    moved_on,
    working_days_later,
)
from supervision.review.domain.finding import CLOSING, CONTENTS, NINETY_DAYS, PAYMENT, SERVICE, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law, Terms
from supervision.review.domain.orders import is_open

type Decision = Published[PenaltyDecided] | Published[NoPenaltyDecided]


def performance(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find terms that were told wrong or passed, money that nobody owed, and files closed with something open."""
    filed = history.first(CaseFiled)
    if filed:
        yield from ninety_days(history, filed, law)
    for service in history.of(DecisionServed):
        yield from served(history, service, law)
    for payment in history.of(FinePaid):
        yield from paid(history, payment, known)
    for closing in history.of(CaseClosed):
        yield from closed(history.before(closing), closing)


def ninety_days(history: History, filed: Published[CaseFiled], law: Law) -> Iterator[Finding]:
    """Find a term that is not ninety days from filing, and a decision after it: late, but recorded (APL 60)."""
    case = filed.event
    until = case.filed_on + timedelta(days=law.terms_on(case.filed_on).decide_days)
    if case.decide_until != until:
        yield NINETY_DAYS.found(filed, f"作出决定的期限应至 {until}，记为 {case.decide_until}")
    for decision in history.of(PenaltyDecided, NoPenaltyDecided):
        if decision.event.decided_on > until:
            yield NINETY_DAYS.flagged(decision, f"决定期限至 {until}，逾期作出决定")


def served(history: History, service: Published[DecisionServed], law: Law) -> Iterator[Finding]:
    """Find a service before the decision or more than seven working days after it, and wrong terms (APL 59, 61)."""
    past = history.before(service)
    decision: Decision | None = past.last(PenaltyDecided, NoPenaltyDecided)
    told = service.event
    if decision is None or told.served_on < decision.event.decided_on:
        yield SERVICE.found(service, "在作出决定之前送达决定书")
        return
    if any(confirmation(past, one) for one in past.of(DecisionServed)):
        yield SERVICE.found(service, "决定书已经送达，又重新登记送达")
    terms = law.terms_on(told.served_on)
    until = working_days_later(decision.event.decided_on, terms.serve_working_days, law.calendar)
    if told.served_on > until:
        yield SERVICE.flagged(service, f"应当在 {until} 之前送达，逾期送达")
    told_again = history.since(service).last(TermsRecomputed)
    yield from remedies(service, told_again.event if told_again else told, fine_of(past), terms, law)


def remedies(
    service: Published[DecisionServed], told: DecisionServed | TermsRecomputed, fine: Fen, terms: Terms, law: Law
) -> Iterator[Finding]:
    """Find terms to pay, to ask for reconsideration and to sue that are not those of the law (APL 67; ARL 20; ALL 46).

    Where the calendar of the year was provisional nobody can say on which day a term ends that meets a day off; what
    was told anew when its notice was out is what counts.
    """
    start = service.event.served_on
    due = days_later(start, terms.pay_days, law.calendar) if fine else None
    right: list[tuple[str, date | None, date | None]] = [
        ("缴纳罚款", told.pay_until, due),
        ("申请行政复议", told.review_until, days_later(start, terms.reconsider_days, law.calendar)),
        ("提起行政诉讼", told.sue_until, moved_on(months_later(start, terms.sue_months), law.calendar)),
    ]
    for what, given, lawful in right:
        if given != lawful and not any(is_provisional(day, law.calendar) for day in (given, lawful) if day):
            yield CONTENTS.by("APL 59(1)(4), 59(1)(5)").found(
                service, f"告知的{what}期限为 {given or '无'}，应为 {lawful or '无'}"
            )


def paid(history: History, payment: Published[FinePaid], known: Known) -> Iterator[Finding]:
    """Find money before the decision or beyond the fine, and a finance receipt that paid twice (APL 66, 67, 70)."""
    past, given = history.before(payment), payment.event
    decision = past.last(PenaltyDecided)
    if decision is None or given.paid_on < decision.event.decided_on:
        yield PAYMENT.by("APL 67").found(payment, "在作出处罚决定之前收取罚款")
    elif given.amount <= 0 or open_fine(past) < given.amount:
        yield PAYMENT.by("APL 66, 67").found(payment, "缴款为零，或者超过尚欠的罚款")
    if not given.receipt.strip():
        yield PAYMENT.by("APL 70").found(payment, "没有财政票据")
        return
    number = receipt_number(given.receipt)
    elsewhere = [other for other in known.receipts.get(number, ()) if other.id != history.id and other.at <= payment.at]
    if elsewhere or any(receipt_number(other.event.receipt) == number for other in past.of(FinePaid)):
        yield PAYMENT.by("APL 70").found(payment, "同一张财政票据重复登记")


def fine_of(past: History) -> Fen:
    decision = past.last(PenaltyDecided)
    return decision.event.fine if decision else 0


def open_fine(past: History) -> Fen:
    return fine_of(past) - sum(payment.event.amount for payment in past.of(FinePaid))


def closed(past: History, closing: Published[CaseClosed]) -> Iterator[Finding]:
    """Find a file that was closed undecided, with money owed, or with an order that stands unfulfilled.

    Where enforcement ended, what was open stays so (ACL 40).
    """
    if not past.of(PenaltyDecided, NoPenaltyDecided):
        yield CLOSING.by("APL 57").found(closing, "未作出决定即结案")
    if past.of(EnforcementEnded):
        return
    if past.of(PenaltyDecided) and open_fine(past) > 0:
        yield CLOSING.found(closing, "罚款尚未缴清即结案")
    if is_open(past):
        yield CLOSING.by("APL 28(1), 66").found(closing, "责令改正尚未履行即结案")
