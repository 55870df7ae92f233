"""Deciding: a penalty, no penalty, or striking the case (APL 29, 33, 57-60)."""

from collections.abc import Sequence

from cases.case.domain.case import Case
from cases.case.domain.command import Deciding
from cases.case.domain.demands import known_party
from cases.case.domain.facts import Facts
from cases.case.domain.ground import Acts, check_no_penalty
from cases.case.domain.notice import check_not_raised
from cases.case.domain.procedure import Today
from cases.case.domain.proposal import Proposal, check_proposal, unit_of_base
from cases.case.domain.reserved import Reserved
from cases.case.domain.same_act import check_similar
from cases.penalty.domain.unsupported import DISCUSSION, LEGAL_REVIEW
from contracts.cases import (
    CaseEvent,
    CaseWithdrawn,
    NoPenaltyDecided,
    NoPenaltyGround,
    PenaltyDecided,
)
from contracts.money import yuan
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Text

DECIDED = Rule("cases/already-decided", "本案已经作出决定", law="APL 57")
WITHDRAWN = Rule("cases/already-withdrawn", "本案已经撤销", law="APL 54")
UNDECIDED = Rule("cases/undecided", "本案尚未作出决定", law="APL 57")
HEAVIER = Rule(
    "cases/heavier-than-notified",
    "处罚重于事先告知的内容（罚款 {proposed} 元）",
    law="APL 44, 45(2)",
    remedy="加重的，须重新送达事先告知书",
)
NOT_AS_TOLD = Rule(
    "cases/other-than-notified",
    "罚款的计算基数、认定的法定情形或者减轻处罚的情节及其证据与事先告知的内容不一致",
    law="APL 44, 45",
    remedy="有变更的，须重新送达事先告知书",
)
EVIDENCE_NOT_TOLD = Rule(
    "cases/evidence-after-notice",
    "事先告知之后又确认了新的证据，当事人尚未就此陈述申辩",
    law="APL 44, 45",
    remedy="须重新送达事先告知书",
)
SECOND_FINE = Rule("cases/second-fine", "同一违法行为不得给予两次以上罚款，已有另案处理", law="APL 29")
OTHER_ACT = Rule(
    "cases/act-changed",
    "当事人刚刚变更，请重新读取后再办",
    law="APL 29",
    category=Category.CONFLICT,
)


class DecidePenalty(Deciding, Proposal):
    """`complex_or_grave` and `public_interest` are the head's own finding; both call for a further step first."""

    reasons: Text
    complex_or_grave: bool = False
    public_interest: bool = False

    def compares(self) -> bool:
        return bool(self.fine)

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        """Those of the case's officers: the decision rests on what they did."""
        return case.officers if case else ()


class DecideNoPenalty(Deciding):
    """`evidence` are the acts that the ground rests on, `reasons` say why; `education` is what the party was taught.

    APL 6 and 33(3) ask for that.
    """

    ground: NoPenaltyGround
    evidence: Acts = ()
    reasons: Text
    education: Text

    def looks_back(self) -> bool:
        return self.ground is NoPenaltyGround.FIRST


class WithdrawCase(Deciding):
    reasons: Text


def undecided(case: Case, today: Today) -> None:
    if case.withdrawn:
        refuse(WITHDRAWN)
    if case.decided:
        refuse(DECIDED)


def decided(case: Case, today: Today) -> None:
    if not case.decided:
        refuse(UNDECIDED)


def decide_penalty(case: Case, command: DecidePenalty, facts: Facts) -> list[CaseEvent]:
    """Decide a penalty within the statutory range and no heavier than notified (APL 57)."""
    facts.require("decide-penalty", case)
    party = known_party(case)
    check_gravity(command)
    check_proposal(case, command, facts)
    check_notified(case, command)
    check_not_raised(case, command)
    if command.fine and not facts.holds(Reserved.FINE, party.act_mark):  # the act's only fine
        refuse(OTHER_ACT)
    if command.fine:
        check_similar(case, facts)
    return [
        PenaltyDecided(
            power=case.filed.power,
            township=case.filed.township,
            firm=party.firm,
            subject=party.subject,
            sanctions=command.sanctions,
            fine=command.fine,
            mitigated=command.ground,
            mitigated_by=command.ground_evidence,
            mitigated_reason=command.ground_reason,
            base=command.base,
            base_unit=unit_of_base(case, command, facts),
            decided_on=facts.today.on,
            rests_on=facts.acting.rests_on,
            reasons=command.reasons,
        )
    ]


def check_gravity(command: DecidePenalty) -> None:
    if command.public_interest:
        refuse(LEGAL_REVIEW)
    if command.complex_or_grave:
        refuse(DISCUSSION)


def check_notified(case: Case, command: DecidePenalty) -> None:
    """Refuse what the party was not told of: more, another base, ground or circumstance, other evidence (X-17)."""
    if case.is_heavier_than_told(command.fine, command.sanctions):
        refuse(HEAVIER, proposed=yuan(case.told_fine))
    told = case.notice
    if told and (command.base, command.ground) != (told.base, told.mitigated):
        refuse(NOT_AS_TOLD)
    if told and told.circumstances is not None and set(told.circumstances) != case.established:
        refuse(NOT_AS_TOLD)
    if told and set(command.ground_evidence) != set(told.mitigated_by):
        refuse(NOT_AS_TOLD)
    if told and told.evidence and set(case.confirmed_evidence) - set(told.evidence):
        refuse(EVIDENCE_NOT_TOLD)


def decide_no_penalty(case: Case, command: DecideNoPenalty, facts: Facts) -> list[CaseEvent]:
    """Decide that there is no penalty, on a ground; the party is educated (APL 33, 57(1)(2)-(3))."""
    facts.require("decide-no-penalty", case)
    check_no_penalty(case, command.ground, command.evidence, facts)
    return [
        NoPenaltyDecided(
            ground=command.ground,
            evidence=command.evidence,
            decided_on=facts.today.on,
            reasons=command.reasons,
            education=command.education,
        )
    ]


def withdraw_case(case: Case, command: WithdrawCase, facts: Facts) -> list[CaseEvent]:
    """Strike a case that should not have been opened, or was opened twice (撤销立案)."""
    facts.require("withdraw-case", case)
    reported = bool(case.filed.clue or case.filed.finding)
    return [
        CaseWithdrawn(withdrawn_on=facts.today.on, ripe=is_ripe(case), reported=reported, reasons=command.reasons),
    ]


def is_ripe(case: Case) -> bool:
    """Return True once it could be decided on what is there: party and evidence, or the party was told (X-40)."""
    told = case.notice is not None and case.is_confirmed(case.notice)
    return told or bool(case.party and case.confirmed_evidence)
