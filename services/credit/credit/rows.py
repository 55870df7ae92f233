"""Replicas of visits and cases, which tell whose firm an event concerns that does not name it; and of officers."""

from dataclasses import dataclass, replace
from datetime import date

from chassis.consuming import Rows
from contracts.cases import (
    ActConfirmed,
    CaseFiled,
    CorrectionRechecked,
    EnforcementEnded,
    PartyIdentified,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
)
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.identity.holder import Holder, follow
from contracts.inspections import InspectorReplaced, TermRechecked, VisitActConfirmed, VisitAssigned
from contracts.topics import CASES, OFFICERS, VISITS
from contracts.values import SocialCreditCode


@dataclass(frozen=True, kw_only=True)
class Recheck:
    """`firm` is set when the second officer confirms and stays as it was then: a rewind finds the same."""

    act: str
    fulfilled: bool
    on: date
    firm: SocialCreditCode | None = None

    def confirmed(self, act: str, firm: SocialCreditCode | None) -> "Recheck":
        return replace(self, firm=firm) if self.act == act else self


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """`firm` is the party as far as it is known; the others are set by facts.

    `penalised` by a penalty, `overdue` by a late payment, `unperformed` by the end of enforcement.
    """

    firm: SocialCreditCode | None = None
    penalised: SocialCreditCode | None = None
    overdue: bool = False
    unperformed: bool = False
    rechecks: tuple[Recheck, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VisitRecheck:
    """A re-check, by the event that tells it; it counts once the second officer confirmed it (APL 42)."""

    act: str
    fulfilled: bool
    on: date
    source: str
    confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class VisitRow:
    firm: SocialCreditCode
    rechecks: tuple[VisitRecheck, ...] = ()


def advance_case(row: CaseRow | None, event: Event, envelope: Envelope) -> CaseRow:
    row = row or CaseRow()
    match event:
        case CaseFiled() | PartyIdentified():
            return replace(row, firm=event.firm)
        case PenaltyDecided():
            return replace(row, firm=event.firm, penalised=event.firm)
        case CorrectionRechecked():
            noted = Recheck(act=event.act, fulfilled=event.fulfilled, on=event.rechecked_on)
            return replace(row, rechecks=(*row.rechecks, noted))
        case ActConfirmed():
            return replace(row, rechecks=tuple(recheck.confirmed(event.act, row.firm) for recheck in row.rechecks))
        case PaymentOverdue():
            return replace(row, overdue=True)
        case EnforcementEnded():
            return replace(row, unperformed=True)
        case PaymentOverdueLifted():
            return replace(row, overdue=False)
        case _:
            return row


def advance_visit(row: VisitRow | None, event: Event, envelope: Envelope) -> VisitRow | None:
    """The row after an event; what the leaving officer did not confirm is made anew and never counts."""
    match event:
        case VisitAssigned():
            return VisitRow(firm=event.firm)
        case TermRechecked() if row:
            noted = VisitRecheck(
                act=f"recheck-{event.item}",
                fulfilled=event.fulfilled,
                on=event.rechecked_on,
                source=envelope.id,
                confirmed=event.officer is None,
            )
            return replace(row, rechecks=(*row.rechecks, noted))
        case VisitActConfirmed() if row:
            rechecks = (replace(one, confirmed=True) if one.act == event.act else one for one in row.rechecks)
            return replace(row, rechecks=tuple(rechecks))
        case InspectorReplaced() if row:
            return replace(row, rechecks=tuple(one for one in row.rechecks if one.confirmed))
        case _:
            return row


CASE_ROWS = Rows(collection="case-row", row=CaseRow, topics=(CASES.name,), advance=advance_case)
VISIT_ROWS = Rows(collection="visit-row", row=VisitRow, topics=(VISITS.name,), advance=advance_visit)


def advance_officer(row: Holder | None, event: Event, envelope: Envelope) -> Holder | None:
    return follow(row, event)


OFFICER_ROWS = Rows(collection="officers", row=Holder, topics=(OFFICERS.name,), advance=advance_officer)
