"""A row per case: where it stands, what is late, and its timeline."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from chassis.consuming import Rows
from chassis.documents import ends_of
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    CorrectionForgone,
    CorrectionOrdered,
    CorrectionRechecked,
    CourtEnforcementApplied,
    DecisionOverdue,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EnforcementEnded,
    EvidenceTaken,
    FinePaid,
    FollowUpOverdue,
    FollowUpOverdueLifted,
    NoPenaltyDecided,
    OfficerReplaced,
    PartyIdentified,
    PaymentOverdue,
    PaymentOverdueLifted,
    PenaltyDecided,
    PerformanceDemanded,
    PriorNoticeServed,
    RecheckOverdue,
    RecheckOverdueLifted,
    RecusalDecided,
    ServiceOverdue,
    ServiceOverdueLifted,
    TermsRecomputed,
)
from contracts.cases.progress import Progress
from contracts.cases.progress import advance as advance_progress
from contracts.envelope import Envelope
from contracts.event import Event
from contracts.stages import Stage
from contracts.topics import CASES
from contracts.values import BodyCode, CertificateNumber, Fen, PowerCode, SocialCreditCode, TownshipCode
from supervision.cases.steps import STEP_LIMIT, Step, step
from supervision.counts.buckets import Kind, month_of, once

TERMS: Final = ("decision_overdue", "payment_overdue", "service_overdue", "recheck_overdue", "follow_up_overdue")


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """`month` is that of filing, `overdue` true once a term has passed; `unconfirmed` acts wait for the second officer.

    `service` is the act by which the decision was served, `recheck` the last look whether an order was fulfilled, of
    `unfulfilled_on` if it found nothing corrected, and `follow`, of `follow_on`, the last act that may follow one that
    did. `looked_on` is the day of the last such look that two officers stand for, `unfollowed` are those that nothing
    followed in time.

    `power_name` and `laws` are those of the day of the act, `party` is a mark of who answers for it.

    `fine` and `paid` (fen) only tell whether money is open: nothing lists, sorts or sums them (X-38, APL 74(3)).
    """

    power: PowerCode
    body: BodyCode
    township: TownshipCode
    filed_on: date
    month: str
    officers: tuple[CertificateNumber, ...]
    firm: SocialCreditCode | None
    decide_until: date
    last_type: str
    last_at: str
    power_name: str = ""
    laws: tuple[str, ...] = ()
    party: str = ""
    stage: Stage = Stage.FILED
    open: bool = True
    pay_until: date | None = None
    decided_on: date | None = None
    withdrawn_on: date | None = None
    closed_on: date | None = None
    fine: Fen = 0
    paid: Fen = 0
    decision_overdue: bool = False
    payment_overdue: bool = False
    service_overdue: bool = False
    recheck_overdue: bool = False
    follow_up_overdue: bool = False
    service: str = ""
    recheck: str = ""
    unfulfilled_on: date | None = None
    looked_on: date | None = None
    unfollowed: tuple[str, ...] = ()
    follow: str = ""
    follow_on: date | None = None
    overdue: bool = False
    unconfirmed: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def paid_in_full(self) -> bool:
        return self.decided_on is not None and self.paid >= self.fine

    def serves(self, event: ActConfirmed) -> bool:
        """True if the decision counts as served by this confirmation (APL 42, 61)."""
        return event.act == self.service

    def rechecks(self, event: ActConfirmed) -> bool:
        """True if somebody looked after the order, by this confirmation (APL 28, 42)."""
        return event.act == self.recheck

    def follows(self, event: ActConfirmed) -> bool:
        """True if something follows a look that found nothing corrected, by this confirmation."""
        return event.act == self.follow and self.after_look(self.follow_on)

    def after_look(self, day: date | None) -> bool:
        """True unless the day lies before the look that found nothing corrected: what was done then follows nothing."""
        return day is None or self.looked_on is None or day >= self.looked_on


def advance(row: CaseRow | None, event: Event, envelope: Envelope) -> CaseRow | None:
    """The row after the next event of its case."""
    if row is None:
        return filed(event, envelope) if isinstance(event, CaseFiled) else None
    row = confirmed(late(settled(progressed(row, event), event), event), event)
    return replace(
        row,
        overdue=any(getattr(row, term) for term in TERMS),
        last_type=event.type,
        last_at=envelope.time,
        steps=(*row.steps, step(event, envelope))[-STEP_LIMIT:],
    )


def filed(event: CaseFiled, envelope: Envelope) -> CaseRow:
    return CaseRow(
        power=event.power,
        body=event.body,
        township=event.township,
        filed_on=event.filed_on,
        month=month_of(event.filed_on),
        officers=event.officers,
        firm=event.firm,
        decide_until=event.decide_until,
        last_type=event.type,
        last_at=envelope.time,
        power_name=event.power_name,
        laws=event.laws,
        steps=(step(event, envelope),),
    )


def progressed(row: CaseRow, event: Event) -> CaseRow:
    """The row with the stage that all services agree on, and what that stage rests on."""
    before = Progress(stage=row.stage, party=row.party, fine=row.fine, paid=row.paid)
    after = advance_progress(before, event)
    return replace(row, stage=after.stage, party=after.party, fine=after.fine, paid=after.paid)


def settled(row: CaseRow, event: Event) -> CaseRow:
    """The row with its firm, its days, and the acts that others wait for."""
    match event:
        case PartyIdentified():
            return replace(row, firm=event.firm)
        case OfficerReplaced():
            return replace(row, officers=event.officers)
        case PenaltyDecided() | NoPenaltyDecided():
            return replace(row, decided_on=event.decided_on)
        case CorrectionRechecked() if event.fulfilled:
            return replace(row, recheck=event.act, unfulfilled_on=None, follow=event.act, follow_on=event.rechecked_on)
        case CorrectionRechecked():
            return replace(row, recheck=event.act, unfulfilled_on=event.rechecked_on)
        case ActConfirmed() if row.rechecks(event) and row.unfulfilled_on:
            return replace(row, looked_on=row.unfulfilled_on)
        case PriorNoticeServed():
            return replace(row, follow=event.act, follow_on=event.served_on)
        case PerformanceDemanded():
            return replace(row, follow=event.act, follow_on=event.demanded_on)
        case DecisionServed():
            return replace(row, pay_until=event.pay_until, service=event.act)
        case TermsRecomputed():
            return replace(row, pay_until=event.pay_until)
        case CaseWithdrawn():
            return replace(in_time(row), withdrawn_on=event.withdrawn_on, open=False)
        case CaseClosed():
            return replace(in_time(row), closed_on=event.closed_on, open=False)
        case _:
            return row


def late(row: CaseRow, event: Event) -> CaseRow:
    """The row with what is late, or has been done after all."""
    match event:
        case DecisionOverdue():
            return replace(row, decision_overdue=True)
        case PenaltyDecided() | NoPenaltyDecided():
            return replace(followed(row), decision_overdue=False)
        case RecheckOverdue() | RecheckOverdueLifted():
            return replace(row, recheck_overdue=isinstance(event, RecheckOverdue))
        case CorrectionOrdered():
            return replace(followed(row), recheck_overdue=False, looked_on=None)
        case FollowUpOverdue():
            return replace(row, follow_up_overdue=True, unfollowed=(*row.unfollowed, event.act))
        case FollowUpOverdueLifted():
            unfollowed = tuple(act for act in row.unfollowed if act != event.act)
            return replace(row, follow_up_overdue=bool(unfollowed), unfollowed=unfollowed)
        case CourtEnforcementApplied() if row.after_look(event.applied_on):
            return followed(row)
        case EnforcementEnded():
            return followed(row)
        case ServiceOverdue():
            return replace(row, service_overdue=True)
        case ServiceOverdueLifted():
            return replace(row, service_overdue=False)
        case PaymentOverdue():
            return replace(row, payment_overdue=True)
        case PaymentOverdueLifted():
            return replace(row, payment_overdue=False)
        case FinePaid() if row.paid_in_full:
            return replace(row, payment_overdue=False)
        case ActConfirmed():
            served, looked = row.serves(event), row.rechecks(event)
            return replace(
                followed(row) if row.follows(event) else row,
                service_overdue=row.service_overdue and not served,
                recheck_overdue=row.recheck_overdue and not looked,
            )
        case _:
            return row


def in_time(row: CaseRow) -> CaseRow:
    """The row of a case that ended: nothing is late any more."""
    done = replace(followed(row), decision_overdue=False, payment_overdue=False, service_overdue=False)
    return replace(done, recheck_overdue=False)


def followed(row: CaseRow) -> CaseRow:
    """The row of a case in which something followed the looks that found nothing corrected, or nothing is to."""
    return replace(row, follow_up_overdue=False, unfollowed=())


def confirmed(row: CaseRow, event: Event) -> CaseRow:
    """The row with the acts that wait for the second officer (APL 42)."""
    match event:
        case (
            EvidenceTaken()
            | CorrectionOrdered()
            | CircumstanceEstablished()
            | CorrectionForgone()
            | CorrectionRechecked()
            | PriorNoticeServed()
            | DefenceReceived()
            | DefenceWaived()
            | DecisionServed()
            | PerformanceDemanded()
        ):
            return replace(row, unconfirmed=(*row.unconfirmed, event.act))
        case ActConfirmed():
            return replace(row, unconfirmed=tuple(act for act in row.unconfirmed if act != event.act))
        case OfficerReplaced() | RecusalDecided():
            return replace(row, unconfirmed=tuple(act for act in row.unconfirmed if act not in event.void))
        case _:
            return row


def buckets(row: CaseRow) -> frozenset[str]:
    """Buckets of the case: it was opened, and is exactly one of open, withdrawn and closed."""
    facts = [(Kind.OPENED, row.filed_on)]
    if row.closed_on:
        facts.append((Kind.CLOSED, row.closed_on))
    elif row.withdrawn_on:
        facts.append((Kind.WITHDRAWN, row.withdrawn_on))
    else:
        facts.append((Kind.OPEN, row.filed_on))
    if row.decided_on:
        facts.append((Kind.DECIDED, row.decided_on))
    if row.overdue:
        facts.append((Kind.OVERDUE, row.filed_on))
    return frozenset(bucket for kind, day in facts for bucket in once(kind, row.township, day))


CASE_ROWS = Rows(
    collection="case_rows",
    row=CaseRow,
    topics=(CASES.name,),
    advance=advance,
    buckets=buckets,
    indexes=("township", "stage", "power", "firm", "filed_on", "decide_until", "last_at", "overdue"),
    moves=True,
    found_by=lambda row: ends_of(row.power_name, row.power, row.firm or ""),
)
