"""After the decision: service, payment, closing (送达, 履行, 结案; APL 61, 66, 67, 70)."""

from cases.case.domain.case import Case
from cases.case.domain.command import CaseCommand, Deciding, OfficersCommand
from cases.case.domain.deadline import with_flags
from cases.case.domain.demands import acting_officers_on, standing
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.case.domain.reserved import Reserved
from cases.case.domain.terms import terms_after
from cases.days.domain import FACT_DAY
from contracts.cases import CaseClosed, CaseEvent, DecisionServed, FinePaid, ServiceMethod
from contracts.code import Code
from contracts.money import yuan
from contracts.refusal import Category, Rule, refuse
from contracts.texts import receipt_number
from contracts.values import Day, Fen, GivenReceipt, Role

NOT_SERVED = Rule("cases/decision-not-served", "决定书尚未送达", law="APL 61")
SERVED = Rule("cases/already-served", "决定书已经送达", law="APL 61")
NO_FINE_DUE = Rule("cases/no-fine-due", "本案没有应缴的罚款", law="APL 67")
TOO_MUCH = Rule("cases/overpaid", "缴款 {amount} 元超过尚欠的 {open} 元", law="APL 66, 67")
NOTHING_PAID = Rule("cases/nothing-paid", "缴款金额须大于零", category=Category.MALFORMED)
RECEIPT_USED = Rule(
    "cases/receipt-used", "该财政票据已经登记，一张票据只能登记一次", law="APL 70", category=Category.CONFLICT
)
FINE_OPEN = Rule("cases/fine-open", "罚款尚欠 {open} 元", law="APL 66, 72", remedy="缴清后方可结案")
ORDER_OPEN = Rule(
    "cases/order-open", "责令改正尚未履行", law="APL 28(1), 66", remedy="复查确认已改正后方可结案"
)


class Outcome(Code):
    """Outcome of a case that is closed."""

    PERFORMED = "penalty-performed", "处罚决定履行完毕"
    NO_PENALTY = "no-penalty", "不予行政处罚"
    ENFORCEMENT_ENDED = "enforcement-ended", "终结执行"


class ServeDecision(OfficersCommand):
    """`served_on` is the day of receipt, which starts the terms: by post, that of the receipt (None: today)."""

    method: ServiceMethod
    served_on: Day | None = None


class RecordPayment(CaseCommand):
    """Payment that the bank reported; `receipt` is the number of the finance receipt (APL 70)."""

    paid_on: Day
    amount: Fen
    receipt: GivenReceipt


class CloseCase(Deciding):
    """The head closes; the outcome follows from the case."""


def decision_served(case: Case, today: Today) -> None:
    if not case.party_is_gone:
        standing(case, case.served, NOT_SERVED)


def not_served(case: Case, today: Today) -> None:
    """Refuse to serve again what was served and confirmed; a service that nobody confirmed may be repeated."""
    if case.served and case.is_confirmed(case.served):
        refuse(SERVED)


def fine_due(case: Case, today: Today) -> None:
    if not case.fine_open:
        refuse(NO_FINE_DUE)


def fine_paid(case: Case, today: Today) -> None:
    if case.fine_open and not case.enforcement_ended:
        refuse(FINE_OPEN, open=yuan(case.fine_open))


def order_fulfilled(case: Case, today: Today) -> None:
    if case.order_open and not case.enforcement_ended:
        refuse(ORDER_OPEN)


def serve_decision(case: Case, command: ServeDecision, facts: Facts) -> list[CaseEvent]:
    """Record the service, which starts the terms on its own day, however late it is recorded (APL 61)."""
    facts.require("serve-decision", case)
    served_on = FACT_DAY.of(command.served_on, facts.today.on, since=case.decided_on)
    officers = acting_officers_on(case, served_on, command.officers, facts)
    running = terms_after(served_on, fined=bool(case.fine), calendar=facts.today.calendar)
    return [
        DecisionServed(
            act=facts.acting.id,
            served_on=served_on,
            method=command.method,
            pay_until=running.pay_until,
            review_until=running.review_until,
            sue_until=running.sue_until,
            officers=officers,
            recorded_on=facts.today.recorded_on,
        )
    ]


def record_payment(case: Case, command: RecordPayment, facts: Facts) -> list[CaseEvent]:
    """Record a payment that the bank reported, whole or in part (APL 67); the officers take no money (X-26)."""
    facts.require("record-payment", case)
    check_payment(case, command, facts)
    paid = FinePaid(
        paid_on=command.paid_on,
        amount=command.amount,
        receipt=command.receipt,
        recorded_on=facts.today.recorded_on,
        by_handler=facts.acting.caller in case.handlers or Role.HEAD in facts.acting.roles,
    )
    return with_flags(case, [paid], facts.today)


def check_payment(case: Case, command: RecordPayment, facts: Facts) -> None:
    if not command.amount:
        refuse(NOTHING_PAID)
    FACT_DAY.of(command.paid_on, facts.today.on, since=case.decided_on)
    if any(receipt_number(payment.receipt) == command.receipt for payment in case.payments):
        refuse(RECEIPT_USED)
    if command.amount > case.fine_open:
        refuse(TOO_MUCH, amount=yuan(command.amount), open=yuan(case.fine_open))
    if not facts.holds(Reserved.RECEIPT, command.receipt):
        refuse(RECEIPT_USED)


def close_case(case: Case, command: CloseCase, facts: Facts) -> list[CaseEvent]:
    """Close a case in which nothing is open (X-31, APL 66)."""
    facts.require("close-case", case)
    outcome = Outcome.PERFORMED if case.penalty else Outcome.NO_PENALTY
    if case.enforcement_ended and (case.fine_open or case.order_open):
        outcome = Outcome.ENFORCEMENT_ENDED
    return [CaseClosed(closed_on=facts.today.on, outcome=outcome)]
