from datetime import date

from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.values import CertificateNumber, Fen


class ServiceMethod(Code):
    """How a decision reached the party (送达, APL 61; CPL 87-95)."""

    IN_PERSON = "in-person", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"


class DecisionServed(CaseEvent, type="cases.decision-served.v1", word="送达"):
    """The decision was handed over (送达, APL 61): the terms to pay, to ask for review and to sue start."""

    act: str
    served_on: date
    method: ServiceMethod
    pay_until: date | None
    review_until: date
    sue_until: date
    officers: tuple[CertificateNumber, ...]


class FinePaid(CaseEvent, type="cases.fine-paid.v1", word="缴纳罚款"):
    """The bank reported a payment (履行, APL 67); `receipt` is the number of the finance receipt (APL 70)."""

    paid_on: date
    amount: Fen
    receipt: str


class PaymentOverdue(CaseEvent, type="cases.payment-overdue.v1", word="逾期未缴纳罚款"):
    """The term to pay passed with money still open (APL 67, 72)."""

    until: date
    noticed_on: date
    open: Fen


class CaseClosed(CaseEvent, type="cases.case-closed.v1", word="结案"):
    """The head closed the case (结案)."""

    closed_on: date
    outcome: str
