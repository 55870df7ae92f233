"""Lawful histories, as they are published, and their neighbours: for tests of the review and for who calls it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from contracts.calendar import months_after
from contracts.cases import (
    ActConfirmed,
    CaseClosed,
    CaseFiled,
    CaseWithdrawn,
    CircumstanceEstablished,
    CorrectionOrdered,
    CorrectionRechecked,
    DecisionServed,
    DefenceReceived,
    DefenceWaived,
    EvidenceKind,
    EvidenceTaken,
    FilingApproved,
    FinePaid,
    NoPenaltyDecided,
    NoPenaltyGround,
    PartyIdentified,
    PenaltyDecided,
    PriorNoticeServed,
    Sanction,
    ServiceMethod,
)
from contracts.event import Event
from contracts.values import CHINA, Role, Subject
from supervision.review import Certificate, Certificates, Grant, History, Known, Law, Post, Published
from supervision.review.reference import load_law

BODY = "130624100"
ONE, OTHER, HEAD, OFFICE = "officer-one", "officer-other", "officer-head", "officer-draws"
PAIR = ("A-1", "A-2")
FIRM, SECOND_FIRM = "91130624MA0TETX1KD", "91130624MA0TETX2H8"
MARK, PARTY, PICTURE, ANOTHER_PICTURE = "a" * 64, "9" * 64, "b" * 64, "c" * 64
MONDAY = date(2026, 3, 2)
LAW: Law = load_law()
CERTIFICATES: Certificates = {
    number: (
        Certificate(
            number=number, person=person, body=BODY, valid_from=date(2025, 1, 1), valid_until=date(2029, 12, 31)
        ),
    )
    for number, person in zip(PAIR, (ONE, OTHER), strict=True)
}


@dataclass(frozen=True)
class Offence:
    """A fine that the text of March 2026 allows, before and after an order that stayed unfulfilled."""

    power: str
    subject: Subject
    laws: tuple[str, ...]
    fine: int
    sanctions: tuple[Sanction, ...] = ()
    after_order: bool = False
    base: int | None = None


CITIZEN, ORGANISATION = Subject.CITIZEN, Subject.ORGANISATION
OFFENCES = (
    Offence("FI-01", ORGANISATION, ("消防法",), 5_000_00),
    Offence("FI-01", CITIZEN, ("消防法",), 500_00),
    Offence("FI-01", CITIZEN, ("消防法",), 0, (Sanction.WARNING,)),
    Offence("EN-01", CITIZEN, ("大气污染防治法",), 500_00),
    Offence("EN-09", CITIZEN, ("固体废物污染环境防治法",), 300_00),
    Offence("NR-08", CITIZEN, ("森林防火条例",), 3_000_00, (Sanction.WARNING,)),
    Offence("AG-01", CITIZEN, ("动物防疫法",), 1_00),
    Offence("AG-01", CITIZEN, ("动物防疫法",), 1_000_00, after_order=True),
    Offence("CG-08", ORGANISATION, ("城镇燃气管理条例",), 40_000_00, after_order=True),
    Offence("EN-12", CITIZEN, ("噪声污染防治法",), 200_00, (Sanction.WARNING,), after_order=True),
    Offence("NR-02", CITIZEN, ("土地管理法", "土地管理法实施条例"), 5_00, base=1_00),
)
POWERS = {
    offence.power: (Grant(townships=(BODY,), valid_from=date(2024, 1, 1), valid_until=None),) for offence in OFFENCES
}
HEADS = {HEAD: (Post(since=datetime(2025, 1, 1, tzinfo=UTC), body=BODY, roles=frozenset({Role.HEAD})),)}
KNOWN = Known(certificates=CERTIFICATES, powers=POWERS, posts=HEADS)


def published[E: Event](kind: type[E], /, **fields: Any) -> E:
    """Return an event as others read it: personal values were left at home."""
    return kind.model_validate(fields)


@dataclass
class File:
    """A file that is written step by step: `day` moves on, and every event gets the next moment of it."""

    id: str = "case-1"
    day: date = MONDAY
    minute: int = 0
    events: list[Published[Any]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return datetime.combine(self.day, time(9), CHINA).astimezone(UTC) + timedelta(minutes=self.minute)

    def add(self, event: Event, by: str = ONE, agency: str = BODY) -> Self:
        self.minute += 1
        number = len(self.events) + 1
        self.events.append(Published(sequence=number, at=self.now, actor=by, agency=agency, event=event))
        return self

    def wait(self, days: int) -> Self:
        self.day, self.minute = self.day + timedelta(days=days), 0
        return self

    def wait_until(self, day: date) -> Self:
        self.day, self.minute = max(self.day, day), 0
        return self

    def act(self, event: Any) -> Self:
        """Add an act of two, and the second officer's confirmation."""
        self.add(event, ONE)
        return self.add(ActConfirmed(act=event.act, certificate=PAIR[1], confirmed_on=self.day), OTHER)

    def history(self) -> History:
        return History(self.id, tuple(self.events))


@dataclass
class CaseFile(File):
    """A case, by the steps that the ordinary procedure has."""

    offence: Offence = OFFENCES[0]
    evidence: tuple[str, ...] = ()

    @property
    def firm(self) -> str | None:
        return FIRM if self.offence.subject is ORGANISATION else None

    def filed(self, act_on: date | None = None, clue: str | None = None) -> Self:
        """Filed, and approved by the head."""
        self.add(
            CaseFiled(
                power=self.offence.power,
                body=BODY,
                township=BODY,
                act_on=act_on or self.day - timedelta(days=1),
                place="城南街12号",
                filed_on=self.day,
                decide_until=self.day + timedelta(days=90),
                officers=PAIR,
                clue=clue,
                laws=self.offence.laws,
                awaits_approval=True,
            )
        )
        return self.add(FilingApproved(approved_on=self.day), HEAD)

    def identified(self, mark: str = MARK, party: str = PARTY, alike: tuple[str, ...] = ()) -> Self:
        marks = {"act_mark": mark, "party_mark": party, "alike": alike}
        return self.add(published(PartyIdentified, subject=self.offence.subject, firm=self.firm, **marks))

    def taken(self, kind: EvidenceKind = EvidenceKind.SITE_RECORD, blob: str = PICTURE) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        taken_at = self.now - timedelta(minutes=1)
        self.act(published(EvidenceTaken, act=act, kind=kind, blob=blob, taken_at=taken_at, officers=PAIR))
        self.evidence += (act,)
        return self

    def established(self, circumstance: str) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        fields: dict[str, Any] = {"evidence": self.evidence, "established_on": self.day, "officers": PAIR}
        return self.act(published(CircumstanceEstablished, act=act, circumstance=circumstance, **fields))

    def ordered(self, days: int = 10) -> Self:
        until = self.day + timedelta(days=days)
        act = f"{self.id}-{len(self.events) + 1}"
        return self.act(
            CorrectionOrdered(act=act, demand="立即清理通道", ordered_on=self.day, until=until, officers=PAIR)
        )

    def rechecked(self, fulfilled: bool) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        blob = f"{self.day.toordinal() * 2 + fulfilled:064x}"
        return self.act(
            CorrectionRechecked(act=act, fulfilled=fulfilled, rechecked_on=self.day, blob=blob, officers=PAIR)
        )

    def told(self, fine: int | None = None) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        return self.act(
            published(
                PriorNoticeServed,
                act=act,
                served_on=self.day,
                proposed_fine=self.offence.fine if fine is None else fine,
                proposed_sanctions=self.offence.sanctions,
                defence_until=LAW.calendar.after(self.day, 5),
                base=self.offence.base,
                evidence=self.evidence,
                officers=PAIR,
            )
        )

    def heard(self) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        return self.act(published(DefenceReceived, act=act, received_on=self.day, officers=PAIR))

    def waived(self) -> Self:
        act = f"{self.id}-{len(self.events) + 1}"
        paper = f"{len(self.events):064x}"
        return self.act(DefenceWaived(act=act, waived_on=self.day, signed_paper=paper, officers=PAIR))

    def term_over(self) -> Self:
        self.wait_until(LAW.calendar.after(self.day, 5) + timedelta(days=1))
        return self

    def decided(self, fine: int | None = None) -> Self:
        return self.add(
            published(
                PenaltyDecided,
                power=self.offence.power,
                township=BODY,
                firm=self.firm,
                subject=self.offence.subject,
                sanctions=self.offence.sanctions,
                fine=self.offence.fine if fine is None else fine,
                mitigated=None,
                base=self.offence.base,
                decided_on=self.day,
            ),
            HEAD,
        )

    def let_go(self, ground: NoPenaltyGround = NoPenaltyGround.MINOR) -> Self:
        return self.add(published(NoPenaltyDecided, ground=ground, decided_on=self.day), HEAD)

    def withdrawn(self) -> Self:
        return self.add(published(CaseWithdrawn, withdrawn_on=self.day), HEAD)

    def served(self, fine: int | None = None) -> Self:
        calendar, fine = LAW.calendar, self.offence.fine if fine is None else fine
        act = f"{self.id}-{len(self.events) + 1}"
        return self.act(
            DecisionServed(
                act=act,
                served_on=self.day,
                method=ServiceMethod.IN_PERSON,
                pay_until=calendar.calendar_days_after(self.day, 15) if fine else None,
                review_until=calendar.calendar_days_after(self.day, 60),
                sue_until=calendar.next_working(months_after(self.day, 6)),
                officers=PAIR,
            )
        )

    def paid(self, amount: int | None = None, receipt: str = "冀财 001") -> Self:
        given = self.offence.fine if amount is None else amount
        return self.add(FinePaid(paid_on=self.day, amount=given, receipt=receipt))

    def closed(self, outcome: str = "penalty-performed") -> Self:
        return self.add(CaseClosed(closed_on=self.day, outcome=outcome), HEAD)
