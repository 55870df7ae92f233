"""Opening a case and finding out who answers for the act (立案, APL 22, 36, 54)."""

from datetime import date, timedelta
from enum import StrEnum

from cases.case.domain.act import Officers, OfficersCommand, acting, check_caller, check_officers
from cases.case.domain.case import Case
from cases.case.domain.procedure import Facts
from cases.clues.domain import check_clue
from cases.penalty.domain.unsupported import SIMPLE
from cases.powers.domain.competence import check_competence, check_territory, version_in_force
from cases.powers.domain.limitation import check_limitation
from cases.powers.domain.power import Power
from cases.powers.domain.power_list import confirmations
from contracts.cases import CaseEvent, CaseFiled, PartyIdentified
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import (
    BodyCode,
    Command,
    Party,
    PowerCode,
    SocialCreditCode,
    Subject,
    TownshipCode,
    Word,
)

FUTURE = Rule("cases/future-day", "{on} 尚未到来", law="APL 47", category=Category.MALFORMED)
NO_PARTY = Rule("cases/no-party", "尚未确定当事人", law="APL 59(1)(1)")
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
OTHER_FIRM = Rule(
    "cases/other-firm", "当事人不是移送时查明的市场主体", law="APL 40, 59(1)(1)", remedy="另行立案或者撤销本案"
)


class ProcedureKind(StrEnum):
    ORDINARY = "ordinary"
    SIMPLE = "simple"


class FileCase(OfficersCommand):
    """`act_on` is the day of the act, or of its end where it went on (APL 36(2)); `place` is where it happened."""

    power: PowerCode
    township: KnownTownship
    act_on: date
    place: Word
    clue: Word | None = None
    procedure: ProcedureKind = ProcedureKind.ORDINARY


class FileReferred(Command):
    """What an inspection found and referred; its two officers are those of the case."""

    finding: str
    power: PowerCode
    body: BodyCode
    township: TownshipCode
    act_on: date
    place: str
    firm: SocialCreditCode | None = None
    officers: Officers


class IdentifyParty(Command):
    """`firm` is there for whoever has a credit code; an individual household may count as a citizen."""

    subject: Subject
    party: Party
    firm: SocialCreditCode | None = None


def party_identified(case: Case, facts: Facts) -> None:
    if not case.party:
        refuse(NO_PARTY)


def file_case(command: FileCase, facts: Facts) -> list[CaseEvent]:
    """An officer opens a case, if the body holds the power and the act is not too old (APL 24, 36, 54)."""
    if command.procedure is ProcedureKind.SIMPLE:
        refuse(SIMPLE)
    officers = acting(command.officers, facts)
    check_clue(facts.clue, command.clue, command.township)
    power = lawful_power(command, facts)
    return [
        CaseFiled(
            power=command.power,
            body=facts.body,
            township=command.township,
            act_on=command.act_on,
            place=command.place,
            filed_on=facts.on,
            decide_until=decide_until(facts),
            officers=officers,
            clue=command.clue,
            rests_on=facts.rests_on,
            power_name=power.name,
            laws=power.laws,
        )
    ]


def file_referred(command: FileReferred, facts: Facts) -> list[CaseEvent]:
    """A referred violation becomes a case under the same conditions (APL 24, 36, 54)."""
    check_officers(command.officers, facts)
    power = lawful_power(command, facts)
    return [
        CaseFiled(
            power=command.power,
            body=command.body,
            township=command.township,
            act_on=command.act_on,
            place=command.place,
            filed_on=facts.on,
            decide_until=decide_until(facts),
            officers=command.officers,
            firm=command.firm,
            finding=command.finding,
            rests_on=facts.rests_on,
            power_name=power.name,
            laws=power.laws,
        )
    ]


def lawful_power(command: FileCase | FileReferred, facts: Facts) -> Power:
    """The place is the body's, the power is and was held, the act not too old: then the text of its day applies."""
    if command.act_on > facts.on:
        refuse(FUTURE, on=command.act_on)
    check_territory(facts.body, command.township)
    power = version_in_force(facts.powers, command.power, command.act_on)
    check_held(power, command.township, command.act_on, facts)
    check_limitation(power.limitation, command.act_on, facts.on, harmful=False)
    return power


def check_held(power: Power, township: TownshipCode, act_on: date, facts: Facts) -> None:
    """On the day of the act and today (X-04, APL 24)."""
    for day in (act_on, facts.on):
        check_competence(power, confirmations(facts.listing, power, day), township, day)


def decide_until(facts: Facts) -> date:
    """Ninety days from filing, the day of filing not counted (APL 60)."""
    return facts.on + timedelta(days=facts.procedure.terms.decide_days)


def identify_party(case: Case, command: IdentifyParty, facts: Facts) -> list[CaseEvent]:
    """Who answers for the act; may be corrected until the decision (APL 59(1)(1))."""
    facts.require("identify-party", case)
    check_caller(facts)
    check_party(case, command)
    return [PartyIdentified(subject=command.subject, firm=command.firm, act_mark=facts.act_mark, party=command.party)]


def check_party(case: Case, command: IdentifyParty) -> None:
    """A firm is known by its code, and is the one that was referred."""
    if command.subject is Subject.ORGANISATION and not command.firm:
        refuse(NO_CODE)
    if command.firm and command.party.number != command.firm:
        refuse(CODE_DIFFERS)
    if case.filed.firm and command.firm != case.filed.firm:
        refuse(OTHER_FIRM)
