"""What credit keeps of visits and cases: whose firm an event concerns that does not name it."""

from dataclasses import dataclass, replace

from chassis.rows import Rows
from contracts.cases import CaseFiled, PartyIdentified, PaymentOverdue, PenaltyDecided
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.inspections import VisitAssigned
from contracts.topics import CASES, VISITS
from contracts.values import SocialCreditCode


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """`penalised` once a penalty was decided, `overdue` once its payment was late."""

    firm: SocialCreditCode | None = None
    penalised: bool = False
    overdue: bool = False


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    firm: SocialCreditCode


def advance_case(row: CaseRow | None, event: Event, envelope: Envelope) -> CaseRow:
    row = row or CaseRow()
    match event:
        case CaseFiled() | PartyIdentified():
            return replace(row, firm=event.firm)
        case PenaltyDecided():
            return replace(row, firm=event.firm, penalised=True)
        case PaymentOverdue():
            return replace(row, overdue=True)
        case _:
            return row


def advance_visit(row: VisitRow | None, event: Event, envelope: Envelope) -> VisitRow | None:
    return VisitRow(firm=event.firm) if isinstance(event, VisitAssigned) else row


CASE_ROWS = Rows(collection="case-row", row=CaseRow, topics=(CASES.name,), advance=advance_case)
VISIT_ROWS = Rows(collection="visit-row", row=VisitRow, topics=(VISITS.name,), advance=advance_visit)
