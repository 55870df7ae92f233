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
    """The decision was handed over (送达, APL 61): the terms to pay, to ask for review and to sue start.

    `served_on` is the day of receipt, `recorded_on` the day on which the officers recorded it.
    """

    act: str
    served_on: date
    method: ServiceMethod
    pay_until: date | None
    review_until: date
    sue_until: date
    officers: tuple[CertificateNumber, ...]
    recorded_on: date | None = None


class FinePaid(CaseEvent, type="cases.fine-paid.v1", word="缴纳罚款"):
    """The bank reported a payment (履行, APL 67); `receipt` is the number of the finance receipt (APL 70).

    `paid_on` is the day that counts, `recorded_on` the day on which it became known here. `by_handler` is true if an
    officer who handles the case recorded it, or a head, who approves, decides and closes: who fines does not collect
    (APL 67(1)).
    """

    paid_on: date
    amount: Fen
    receipt: str
    recorded_on: date | None = None
    by_handler: bool = False


class PaymentOverdue(CaseEvent, type="cases.payment-overdue.v1", word="逾期未缴纳罚款"):
    """The term to pay passed with money still open (APL 67, 72)."""

    until: date
    noticed_on: date
    open: Fen


class PaymentOverdueLifted(CaseEvent, type="cases.payment-overdue-lifted.v1", word="撤销逾期缴纳罚款的标记"):
    """A late payment proved to have been made in time, by what became known afterwards (APL 67)."""

    until: date
    lifted_on: date


class ServiceOverdue(CaseEvent, type="cases.service-overdue.v1", word="逾期未送达"):
    """Seven working days from the decision passed without service: flagged, nothing is barred (APL 61, 85)."""

    until: date
    noticed_on: date


class ServiceOverdueLifted(CaseEvent, type="cases.service-overdue-lifted.v1", word="撤销逾期送达的标记"):
    """A late service proved to have been made in time, by what became known afterwards (APL 61)."""

    until: date
    lifted_on: date


class TermsRecomputed(CaseEvent, type="cases.terms-recomputed.v1", word="重新计算期限"):
    """The terms after service end on other days than were told, as the notice of the year's holidays is out (CC 203).

    `calendar` is the version of the calendar that they were computed by.
    """

    pay_until: date | None
    review_until: date
    sue_until: date
    calendar: str


class CaseClosed(CaseEvent, type="cases.case-closed.v1", word="结案"):
    """The head closed the case (结案)."""

    closed_on: date
    outcome: str
