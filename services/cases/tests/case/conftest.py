"""A case advanced by decisions alone, with the facts that they need."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from cases.case.domain import (
    act,
    circumstance,
    correction,
    decision,
    evidence,
    filing,
    notice,
    party,
    performance,
    recusal,
    replacement,
)
from cases.case.domain.case import Case
from cases.case.domain.course import evolve
from cases.case.domain.facts import Acting, Facts
from cases.case.domain.ground import Mitigation
from cases.case.domain.procedure import Today
from cases.case.reference import load_law
from cases.powers.domain.power_list import Listing
from chassis.deadlines import working_days
from contracts.cases import EvidenceKind, ForgoneGround, MitigatedGround, NoPenaltyGround, ServiceMethod
from contracts.identity.holder import Holder
from contracts.person_mark import person_mark
from contracts.values import CHINA, GivenParty, PersonId, Role, Subject

TOWN, MARK, ANY = "130624100", "b" * 64, "whatever is asked"
A, B, C = "HB-1001", "HB-1002", "HB-1003"
BLOB, PAPER, ANOTHER_PAPER = "a" * 64, "d" * 64, "e" * 64


def look(on: date) -> str:
    """The file of a re-check on a day."""
    return f"{on.toordinal():064x}"


FIRM, CITIZEN = "91350100M000100Y43", "132423187001010017"
LAW = load_law()
TUESDAY = date(2026, 9, 1)


def holder(**changes: Any) -> Holder:
    usual = Holder(body=TOWN, township=TOWN, certificate=A, valid_from=date(2020, 1, 1), valid_until=date(2030, 12, 31))
    return replace(usual, **changes)


HEAD: dict[str, Any] = {"person": "officer-head", "caller": None, "roles": frozenset({Role.HEAD}), "holders": {}}


def holders(*numbers: str, **changes: Any) -> dict[str, Holder]:
    return {number: holder(certificate=number, **changes) for number in numbers}


def facts_on(on: date, **changes: Any) -> Facts:
    """Return the facts of a day on which everybody may act; `act_mark`: the act's, `claim`: what the case holds."""
    mark, claim = changes.pop("act_mark", MARK), changes.pop("claim", ANY)
    acting = Acting(
        id=f"act-{on}",
        body=TOWN,
        caller=A,
        holders=holders(A, B, C),
        rests_on=(),
        person=PersonId("officer-1"),
        roles=frozenset({Role.OFFICER}),
        own=None,
    )
    told = {name: changes.pop(name) for name in tuple(changes) if name in Acting.__dataclass_fields__}
    usual = Facts(
        today=Today(
            on=on,
            recorded_on=on,
            calendar=working_days(),
            procedure=LAW.procedure,
            powers=LAW.powers,
            thresholds=LAW.hearing_thresholds,
        ),
        at=datetime.combine(on, time(18), CHINA),
        acting=replace(acting, **told),
        listing=None,
        files=frozenset({BLOB, PAPER, ANOTHER_PAPER, look(on)}),
        clue=None,
        mark=lambda act: str(mark),
        holds=lambda matter, what: claim in (what, ANY),
        registered=None,
        earlier=None,
        concerned=None,
        person_mark=partial(person_mark, b"a key of the tests"),
        similar={},
        handlers={},
    )
    return replace(usual, **changes)


@pytest.fixture
def facts() -> Callable[..., Facts]:
    return facts_on


FILING: Any = {"power": "EN-03", "township": TOWN, "act_on": date(2026, 8, 20), "place": "东街", "officers": (A, B)}


@dataclass
class Course:
    """The case so far and the day; every step is a real decision."""

    on: date = TUESDAY
    case: Any = None
    steps: int = 0

    @property
    def two(self) -> Any:
        return self.case.officers

    def facts(self, **changes: Any) -> Facts:
        self.steps += 1
        return facts_on(self.on, **({"id": f"act-{self.steps}"} | changes))

    def later(self, days: int) -> "Course":
        self.on += timedelta(days=days)
        return self

    def land(self, events: list[Any]) -> "Course":
        for event in events:
            self.case = evolve(self.case, event.without_personal())
        return self

    def do(self, decide: Callable[[Case, Any, Facts], list[Any]], command: Any, **changes: Any) -> "Course":
        return self.land(decide(self.case, command, self.facts(**changes)))

    def head(self, decide: Callable[[Case, Any, Facts], list[Any]], command: Any, **changes: Any) -> "Course":
        """Let a head of the body do it, who did nothing else in the case."""
        return self.do(decide, command, **(HEAD | changes))

    def confirm(self, by: str = B) -> "Course":
        """Confirm every act that waits for its second officer."""
        for waiting in (done for done in self.case.acts if not self.case.is_confirmed(done)):
            self.do(act.confirm_act, act.ConfirmAct(act=waiting.act), caller=by)
        return self

    def file(self, listing: Listing | None = None, **changes: Any) -> "Course":
        given = self.facts(listing=listing)
        return self.land(filing.file_case(filing.FileCase(**(FILING | changes)), given)).approve()

    def approve(self, **changes: Any) -> "Course":
        return self.do(filing.approve_filing, filing.ApproveFiling(), **(HEAD | changes))

    def returned(self, **changes: Any) -> "Course":
        """The filing as the head sent it back."""
        self.case = replace(self.case, filing_approved=None)
        return self.send_back(**changes)

    def send_back(self, **changes: Any) -> "Course":
        return self.head(filing.return_filing, filing.ReturnFiling(reason="缺少现场照片"), **changes)

    def hand_in(self, **changes: Any) -> "Course":
        return self.do(filing.hand_in_filing, filing.HandInFiling(note="已补充"), **changes)

    def identify(self, subject: Subject = Subject.CITIZEN, **changes: Any) -> "Course":
        given = GivenParty(name="王老五", number=changes.pop("number", CITIZEN), address="东街 12 号")
        fields = {"firm", "document", "born_on", "licence", "operator"} & changes.keys()
        told = {name: changes.pop(name) for name in fields}
        return self.do(party.identify_party, party.IdentifyParty(subject=subject, party=given, **told), **changes)

    def take_evidence(self, kind: EvidenceKind = EvidenceKind.SITE_RECORD, blob: str = BLOB) -> "Course":
        taken_at = datetime(self.on.year, self.on.month, self.on.day, 2, tzinfo=UTC)
        shown: dict[str, Any] = {"kind": kind, "blob": blob, "taken_at": taken_at, "description": "轮胎"}
        return self.do(evidence.take_evidence, evidence.TakeEvidence(**shown, officers=self.two))

    def order(self, days: int = 7, **changes: Any) -> "Course":
        said: dict[str, Any] = {"demand": "清除", "until": self.on + timedelta(days=days), "officers": self.two}
        return self.do(correction.order_correction, correction.OrderCorrection(**(said | changes)))

    def recheck(self, fulfilled: bool, on: date | None = None, shown: str = "") -> "Course":
        found: dict[str, Any] = {"fulfilled": fulfilled, "blob": shown or look(on or self.on), "rechecked_on": on}
        command = correction.RecheckCorrection(**found, officers=self.two)
        return self.do(correction.recheck_correction, command, files=frozenset({command.blob}))

    def forgo(self, **changes: Any) -> "Course":
        usual = {"ground": ForgoneGround.CORRECTED, "evidence": self.case.confirmed_evidence, "reason": "已当场清除"}
        command = correction.ForgoCorrection(officers=self.two, **(usual | changes))
        return self.do(correction.forgo_correction, command)

    def establish(self, found: str = "影响公路畅通的") -> "Course":
        command = circumstance.EstablishCircumstance(
            circumstance=found, evidence=self.case.confirmed_evidence, reason="经勘验", officers=self.two
        )
        return self.do(circumstance.establish_circumstance, command)

    def settled(self) -> "Course":
        """Find that nothing is left to order, where that is not settled yet."""
        if not (self.case.order or self.case.forgone):
            self.forgo()
            self.do(act.confirm_act, act.ConfirmAct(act=self.case.forgone.act), caller=self.two[1])
        return self

    def notify(self, fine: int = 1_000_00, listing: Listing | None = None, **changes: Any) -> "Course":
        self.settled()
        command = notice.ServePriorNotice(fine=fine, reasons="焚烧轮胎", officers=self.two, **self.grounded(changes))
        return self.do(notice.serve_prior_notice, command, listing=listing)

    def defend(self) -> "Course":
        command = notice.ReceiveDefence(text="初犯", review="不影响认定", officers=self.two)
        return self.do(notice.receive_defence, command)

    def waive(self, paper: str = PAPER) -> "Course":
        return self.do(notice.waive_defence, notice.WaiveDefence(signed_paper=paper, officers=self.two))

    def decide(self, fine: int = 1_000_00, **changes: Any) -> "Course":
        known = HEAD | {name: changes.pop(name) for name in ("claim", "listing") if name in changes}
        proposed = decision.DecidePenalty(fine=fine, reasons="事实清楚", **self.grounded(changes))
        return self.do(decision.decide_penalty, proposed, **known)

    def decide_as(self, **acting: Any) -> "Course":
        return self.head(decision.decide_penalty, decision.DecidePenalty(fine=1_000_00, reasons="事实清楚"), **acting)

    def decide_none(self, ground: NoPenaltyGround = NoPenaltyGround.FIRST, **changes: Any) -> "Course":
        shown = changes.pop("evidence", self.case.confirmed_evidence)
        given: dict[str, Any] = {"ground": ground, "evidence": shown, "reasons": "情节轻微", "education": "已教育"}
        return self.head(decision.decide_no_penalty, decision.DecideNoPenalty(**given), **changes)

    def grounded(self, proposed: dict[str, Any]) -> dict[str, Any]:
        """Return what is proposed, a bare ground of mitigation resting on all that was confirmed."""
        ground = proposed.get("mitigated")
        if not isinstance(ground, MitigatedGround):
            return proposed
        shown = self.case.confirmed_evidence
        return proposed | {"mitigated": Mitigation(ground=ground, evidence=shown, reason="当事人主动供述")}

    def withdraw(self, **changes: Any) -> "Course":
        return self.head(decision.withdraw_case, decision.WithdrawCase(reasons="重复立案"), **changes)

    def serve(self, served_on: date | None = None) -> "Course":
        how: dict[str, Any] = {
            "method": ServiceMethod.POST if served_on else ServiceMethod.IN_PERSON,
            "served_on": served_on,
        }
        return self.do(performance.serve_decision, performance.ServeDecision(officers=self.two, **how))

    def pay(self, amount: int = 1_000_00, receipt: str = "P-1", paid_on: date | None = None) -> "Course":
        paid: dict[str, Any] = {"paid_on": paid_on or self.on, "amount": amount, "receipt": receipt}
        return self.do(performance.record_payment, performance.RecordPayment(**paid))

    def close(self, **changes: Any) -> "Course":
        return self.head(performance.close_case, performance.CloseCase(), **changes)

    def raise_recusal(self, concerns: str | None = None, **changes: Any) -> "Course":
        """Raise one; `concerns` somebody else by the party's word."""
        named = {"concerned": holder(certificate=concerns if concerns in (A, B, C) else None)} if concerns else {}
        command = recusal.RaiseRecusal(concerns=concerns, reason="近亲属")
        return self.do(recusal.raise_recusal, command, **(named | changes))

    def decide_recusal(self, granted: bool = True, minutes: str | None = None, **changes: Any) -> "Course":
        """Decide the newest one as the head."""
        given: dict[str, Any] = {"recusal": self.case.recusals[-1].recusal, "granted": granted, "minutes": minutes}
        return self.head(recusal.decide_recusal, recusal.DecideRecusal(reason="应当回避", **given), **changes)

    def replace(self, leaving: str = B, joining: str = C, **changes: Any) -> "Course":
        command = replacement.ReplaceOfficer(leaving=leaving, joining=joining, reason="调离")
        return self.head(replacement.replace_officer, command, **({"holders": holders(joining)} | changes))

    def investigated(self, **filing: Any) -> "Course":
        """Return a course with a known party and confirmed evidence."""
        return self.file(**filing).identify().take_evidence().confirm()

    def investigated_with(self, listing: Listing, subject: Subject = Subject.CITIZEN, **changes: Any) -> "Course":
        """Return the same course for a power that the justice bureau listed."""
        self.file(listing, **changes)
        firm = FIRM if subject is Subject.ORGANISATION else None
        return self.identify(subject, firm=firm, number=firm or CITIZEN).take_evidence().confirm()

    def notify_with(self, listing: Listing, fine: int, **changes: Any) -> "Course":
        return self.notify(fine, listing, **changes)

    def decided(self, fine: int = 1_000_00) -> "Course":
        return self.investigated().notify(fine).confirm().waive().confirm().decide(fine)


@pytest.fixture
def course() -> Course:
    return Course()


@pytest.fixture
def certificate() -> Callable[..., Holder]:
    return holder


@pytest.fixture(scope="session")
def new_course() -> type[Course]:
    return Course
