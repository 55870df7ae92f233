"""Opening a case and finding out who answers for the act (立案, APL 22, 36, 54)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from cases.case.domain.case import Case
from cases.case.domain.command import CallersCommand, CaseCommand, Officers, OfficersCommand
from cases.case.domain.demands import (
    NOT_ONE_OF_THEM,
    acting_officers,
    check_caller,
    check_come,
    check_held,
    check_officers,
    known_party,
)
from cases.case.domain.facts import Facts
from cases.case.domain.procedure import Today
from cases.clues.domain import check_clue
from cases.penalty.domain.unsupported import SIMPLE
from cases.powers.domain.competence import check_territory, version_in_force
from cases.powers.domain.limitation import check_limitation
from cases.powers.domain.power import Power
from contracts.cases import CaseEvent, CaseFiled, PartyIdentified
from contracts.credit_code import is_household
from contracts.identity_number import is_identity_number
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.texts import folded
from contracts.values import (
    BodyCode,
    CertificateNumber,
    GivenParty,
    IssuedCreditCode,
    PartyDocument,
    PowerCode,
    PublicWord,
    SocialCreditCode,
    Subject,
    TownshipCode,
    Word,
)

NO_CODE = Rule(
    "cases/no-credit-code",
    "法人或者其他组织须注明统一社会信用代码",
    law="APL 59(1)(1); GB 32100-2015",
    category=Category.MALFORMED,
)
CODE_DIFFERS = Rule(
    "cases/credit-code-differs",
    "当事人的证件号码与统一社会信用代码不一致",
    law="APL 59(1)(1)",
    category=Category.MALFORMED,
)
NO_CITIZEN = Rule(
    "cases/firm-as-citizen",
    "统一社会信用代码表明当事人是法人或者其他组织，不得按公民处理",
    law="APL 9, 51, 59(1)(1); GB 32100-2015",
    remedy="请按法人或者其他组织确认当事人；以个人身份违法的，不填统一社会信用代码",
)
NO_IDENTITY_NUMBER = Rule(
    "cases/no-identity-number",
    "居民身份证号码应为 18 位，其出生日期和校验码须相符",
    law="APL 59(1)(1); GB 11643-1999",
    category=Category.MALFORMED,
    remedy="请核对号码；持其他证件的，请注明证件种类",
)
OTHER_FIRM = Rule(
    "cases/other-firm", "当事人不是移送时查明的市场主体", law="APL 40, 59(1)(1)", remedy="另行立案或者撤销本案"
)
OFFICER_UNKNOWN = Rule("cases/officer-unknown", "尚不知道执法证 {number}", category=Category.UNKNOWN)


IDENTITY_CARDS = (None, PartyDocument.IDENTITY_CARD)


class ProcedureKind(StrEnum):
    ORDINARY = "ordinary"
    SIMPLE = "simple"


class FileCase(OfficersCommand):
    """`act_on` is the day of the act, or of its end where it went on (APL 36(2)); `place` is where it happened."""

    power: PowerCode
    township: KnownTownship
    act_on: date
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


class IdentifyParty(CallersCommand):
    """`firm` is there for whoever has a credit code; an individual household may count as a citizen.

    `document` is named where the number is neither that of an identity card nor the code.
    """

    subject: Subject
    party: GivenParty
    firm: IssuedCreditCode | None = None
    document: PartyDocument | None = None


def party_identified(case: Case, today: Today) -> None:
    known_party(case)


def file_case(command: FileCase, facts: Facts) -> list[CaseEvent]:
    """Open a case, if the body holds the power and the act is not too old (APL 24, 36, 54)."""
    if command.procedure is ProcedureKind.SIMPLE:
        refuse(SIMPLE)
    officers = acting_officers(command.officers, facts)
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
        )
    ]


def check_known(officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """Refuse officers who are not known yet: the referral may arrive before them, and then waits."""
    for number in officers:
        if number not in facts.acting.holders:
            refuse(OFFICER_UNKNOWN, number=number)


def lawful_power(command: FileCase | FileReferred, facts: Facts) -> Power:
    """The version of the power on the day of the act. Refuses a foreign place, a power not held, an act too old."""
    check_come(command.act_on, facts.today.on)
    check_territory(facts.acting.body, command.township)
    power = version_in_force(facts.today.powers, command.power, command.act_on)
    check_held(power, command.township, command.act_on, facts)
    check_limitation(power.limitation, command.act_on, facts.today.on, harmful=False)
    return power


def decide_until(facts: Facts) -> date:
    """The last day to decide: ninety days from filing, the day of filing not counted (APL 60)."""
    return facts.today.on + timedelta(days=facts.today.procedure.terms.decide_days)


def identify_party(case: Case, command: IdentifyParty, facts: Facts) -> list[CaseEvent]:
    """Record who answers for the act; may be corrected until the decision (APL 59(1)(1))."""
    facts.require("identify-party", case)
    if check_caller(facts) not in case.filed.officers:
        refuse(NOT_ONE_OF_THEM)
    check_party(case, command)
    mark = facts.mark(act_of(case.filed, command.party))
    return [
        PartyIdentified(
            subject=command.subject,
            firm=command.firm,
            act_mark=mark,
            document=command.document,
            party=command.party.published(),
        )
    ]


def act_of(filed: CaseFiled, party: GivenParty) -> str:
    """Return the act as text, of party, power, day and place: equal for the same act in any writing (X-08, APL 29)."""
    return "\n".join((party.number, filed.power, filed.act_on.isoformat(), folded(filed.place)))


def check_party(case: Case, command: IdentifyParty) -> None:
    """Refuse a kind of party or a number that its document can't show, and another firm than was referred."""
    if command.subject is Subject.ORGANISATION and not command.firm:
        refuse(NO_CODE)
    if command.subject is Subject.CITIZEN and command.firm and not is_household(command.firm):
        refuse(NO_CITIZEN)
    if not command.firm and command.document in IDENTITY_CARDS and not is_identity_number(command.party.number):
        refuse(NO_IDENTITY_NUMBER)
    if command.firm and command.party.number != command.firm:
        refuse(CODE_DIFFERS)
    if case.filed.firm and command.firm != case.filed.firm:
        refuse(OTHER_FIRM)
