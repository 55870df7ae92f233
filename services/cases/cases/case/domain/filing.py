"""Opening a case (立案, APL 22, 36, 54)."""

from collections.abc import Sequence
from datetime import date, timedelta

from cases.case.domain.case import Case
from cases.case.domain.command import CallersCommand, CaseCommand, Deciding, Officers, OfficersCommand
from cases.case.domain.demands import (
    acting_officers,
    check_handler,
    check_held,
    check_officers,
)
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.clues.domain import check_clue
from cases.days.domain import FACT_DAY
from cases.penalty.domain.unsupported import SIMPLE
from cases.powers.domain.competence import check_territory, version_in_force
from cases.powers.domain.limitation import check_limitation
from cases.powers.domain.power import Power
from contracts.cases import CaseEvent, CaseFiled, FilingApproved, FilingHandedIn, FilingReturned
from contracts.code import Code
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import (
    BodyCode,
    CertificateNumber,
    Day,
    PowerCode,
    PublicWord,
    SocialCreditCode,
    Text,
    TownshipCode,
    Word,
)

OFFICER_UNKNOWN = Rule("cases/officer-unknown", "尚不知道执法证 {number}", category=Category.UNKNOWN)


UNAPPROVED = Rule(
    "cases/filing-unapproved",
    "本案立案尚未经行政机关负责人批准",
    law="APL 54(2)",
    remedy="请先报本机关负责人批准立案；调查取证和责令改正不停止",
)
APPROVED = Rule("cases/filing-approved", "本案立案已经批准", law="APL 54(2)", category=Category.CONFLICT)

RETURNED = Rule(
    "cases/filing-returned",
    "本案立案已退回补正，尚未重新报批",
    law="APL 54(2)",
    category=Category.CONFLICT,
    remedy="请承办的执法人员补正后重新报批；不应立案的，由负责人撤销立案",
)
NOT_RETURNED = Rule("cases/filing-not-returned", "本案立案没有被退回", law="APL 54(2)", category=Category.CONFLICT)


class ProcedureKind(Code):
    ORDINARY = "ordinary", "普通程序"
    SIMPLE = "simple", "简易程序"


class FileCase(OfficersCommand):
    """`act_on` is the day of the act, or of its end where it went on (APL 36(2)); `place` is where it happened."""

    power: PowerCode
    township: KnownTownship
    act_on: Day
    place: PublicWord
    clue: Word | None = None
    procedure: ProcedureKind = ProcedureKind.ORDINARY

    def held_power(self, case: Case | None) -> PowerCode:
        return self.power

    def named_clue(self) -> str | None:
        return self.clue


class FileReferred(CaseCommand):
    """Referral of what an inspection found; its two officers are those of the case."""

    finding: str
    power: PowerCode
    body: BodyCode
    township: TownshipCode
    act_on: date
    place: str
    firm: SocialCreditCode | None = None
    officers: Officers

    def for_body(self, agency: BodyCode) -> BodyCode:
        return self.body

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        return self.officers

    def held_power(self, case: Case | None) -> PowerCode:
        return self.power


class ApproveFiling(Deciding):
    """The head's approval of the power, the place and the officers that were filed."""


class ReturnFiling(Deciding):
    """The head's word to the officers: what is to be put right before the filing can be approved."""

    reason: Text


class HandInFiling(CallersCommand):
    """An officer's word to the head: what was put right."""

    note: Text


def filing_approved(case: Case, today: Today) -> None:
    if case.awaits_approval:
        refuse(UNAPPROVED)


def approval_awaited(case: Case, today: Today) -> None:
    if not case.awaits_approval:
        refuse(APPROVED)


def filing_handed_in(case: Case, today: Today) -> None:
    if case.filing_returned:
        refuse(RETURNED)


def filing_returned(case: Case, today: Today) -> None:
    if not case.filing_returned:
        refuse(NOT_RETURNED)


def approve_filing(case: Case, command: ApproveFiling, facts: Facts) -> list[CaseEvent]:
    """Approve a filing, once (APL 54(2)): what lacks something is returned, what should not be opened is struck."""
    facts.require("approve-filing", case)
    return [FilingApproved(approved_on=facts.today.on)]


def return_filing(case: Case, command: ReturnFiling, facts: Facts) -> list[CaseEvent]:
    """Send a filing back to its officers; it stays filed, and the term to decide runs on (APL 54(2), 60)."""
    facts.require("return-filing", case)
    return [FilingReturned(returned_on=facts.today.on, reason=command.reason)]


def hand_in_filing(case: Case, command: HandInFiling, facts: Facts) -> list[CaseEvent]:
    """Hand a returned filing in again, by one of the officers of the case."""
    facts.require("hand-in-filing", case)
    check_handler(case, facts)
    return [FilingHandedIn(handed_in_on=facts.today.on, note=command.note)]


def file_case(command: FileCase, facts: Facts) -> list[CaseEvent]:
    """Open a case, if the body holds the power and the act is not too old (APL 24, 36, 54)."""
    if command.procedure is ProcedureKind.SIMPLE:
        refuse(SIMPLE)
    officers = acting_officers(None, command.officers, facts)
    check_clue(facts.clue, command.clue, command.township)
    power = lawful_power(command, facts)
    return [
        CaseFiled(
            power=command.power,
            body=facts.acting.body,
            township=command.township,
            act_on=command.act_on,
            place=command.place,
            filed_on=facts.today.on,
            decide_until=decide_until(facts),
            officers=officers,
            clue=command.clue,
            rests_on=facts.acting.rests_on,
            power_name=power.name,
            laws=power.laws,
            awaits_approval=True,
        )
    ]


def file_referred(command: FileReferred, facts: Facts) -> list[CaseEvent]:
    """Open a case from a referred violation, under the same conditions (APL 24, 36, 54)."""
    check_known(command.officers, facts)
    check_officers(command.officers, facts)
    power = lawful_power(command, facts)
    return [
        CaseFiled(
            power=command.power,
            body=command.body,
            township=command.township,
            act_on=command.act_on,
            place=command.place,
            filed_on=facts.today.on,
            decide_until=decide_until(facts),
            officers=command.officers,
            firm=command.firm,
            finding=command.finding,
            rests_on=facts.acting.rests_on,
            power_name=power.name,
            laws=power.laws,
            awaits_approval=True,
        )
    ]


def check_known(officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """Refuse officers who are not known yet: the referral may arrive before them, and then waits."""
    for number in officers:
        if number not in facts.acting.holders:
            refuse(OFFICER_UNKNOWN, number=number)


def lawful_power(command: FileCase | FileReferred, facts: Facts) -> Power:
    """The version of the power on the day of the act. Refuses a foreign place, a power not held, an act too old."""
    FACT_DAY.of(command.act_on, facts.today.on, since=None)
    check_territory(facts.acting.body, command.township)
    power = version_in_force(facts.today.powers, command.power, command.act_on)
    check_held(power, command.township, command.act_on, facts)
    check_limitation(power.limitation, command.act_on, facts.today.on, harmful=False)
    return power


def decide_until(facts: Facts) -> date:
    """The last day to decide: ninety days from filing, the day of filing not counted (APL 60)."""
    return facts.today.on + timedelta(days=facts.today.procedure.terms.decide_days)
