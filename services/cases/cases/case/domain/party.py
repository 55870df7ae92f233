"""Finding out who answers for the act (当事人; APL 30, 59(1)(1))."""

from collections.abc import Sequence
from datetime import date

from cases.case.domain.case import Case
from cases.case.domain.command import CallersCommand
from cases.case.domain.demands import check_handler, known_party
from cases.case.domain.document_number import NO_CARD_IN_A_PASSPORT, check_number
from cases.case.domain.facts import Facts
from cases.case.domain.likeness import alike
from cases.case.domain.procedure import Today
from contracts.cases import AgeGroup, CaseEvent, CaseFiled, EvidenceKind, EvidenceTaken, PartyIdentified
from contracts.credit import FirmKind
from contracts.credit_code import is_code, is_household, is_issued
from contracts.identity_number import born_on, is_formed, is_identity_number
from contracts.refusal import Category, Rule, refuse
from contracts.texts import folded
from contracts.values import (
    CertificateNumber,
    DayOfBirth,
    GivenOperator,
    GivenParty,
    IssuedCreditCode,
    PartyDocument,
    Sha256,
    SocialCreditCode,
    Subject,
    Word,
)

NO_CODE = Rule(
    "cases/no-credit-code",
    "法人或者其他组织须注明统一社会信用代码",
    law="APL 59(1)(1); GB 32100-2015",
    category=Category.MALFORMED,
    remedy="核发的代码校验位不符的，请先将营业执照取证，再注明该项证据",
)
CODE_DIFFERS = Rule(
    "cases/credit-code-differs",
    "当事人的证件号码与统一社会信用代码不一致",
    law="APL 59(1)(1)",
    category=Category.MALFORMED,
)
NO_CITIZEN = Rule(
    "cases/firm-as-citizen",
    "登记信息或者统一社会信用代码表明当事人是法人或者其他组织，不得按公民处理",
    law="APL 59(1)(1), 76(1)(2); GB 32100-2015",
    remedy="请按法人或者其他组织确认当事人；以个人身份违法的，不填统一社会信用代码",
)
NO_IDENTITY_NUMBER = Rule(
    "cases/no-identity-number",
    "居民身份证号码应为 18 位，其行政区划、出生日期和校验码须相符",
    law="APL 59(1)(1); GB 11643-1999",
    category=Category.MALFORMED,
    remedy="请核对号码；持其他证件的，请注明证件种类",
)
BORN_LATER = Rule(
    "cases/born-after-the-act",
    "证件所示出生日期晚于违法行为发生之日",
    law="APL 40, 59(1)(1); GB 11643-1999",
    category=Category.MALFORMED,
    remedy="请核对号码和违法行为发生的日期",
)
NO_BIRTHDAY = Rule(
    "cases/no-day-of-birth",
    "以居民身份证以外的证件确认的，须填写证件所示的出生日期",
    law="APL 30, 59(1)(1)",
    category=Category.MALFORMED,
    remedy="请按证件填写出生日期；未满十四周岁的不予行政处罚",
)
OTHER_FIRM = Rule(
    "cases/other-firm", "当事人不是移送时查明的市场主体", law="APL 40, 59(1)(1)", remedy="另行立案或者撤销本案"
)
OFFICER = Rule(
    "cases/party-is-officer",
    "当事人是本案承办人员，应当回避",
    law="APL 43",
    remedy="请行政机关负责人更换承办人员后，再确定当事人",
)
LICENCE_UNSHOWN = Rule(
    "cases/licence-unshown",
    "所称营业执照不是本案经确认的书证",
    law="APL 40, 46, 59(1)(1)",
    remedy="两名执法人员将营业执照作为书证取证并经确认",
)
LICENCE_NEEDLESS = Rule(
    "cases/licence-needless",
    "以营业执照为证的，只能是长度、字符、登记机关和行政区划相符而仅校验位不符的代码",
    law="APL 59(1)(1); GB 32100-2015",
    category=Category.MALFORMED,
    remedy="代码相符的，请填统一社会信用代码；代码有误的，请核对营业执照",
)


NO_OPERATOR = Rule(
    "cases/no-operator",
    "个体工商户须注明经营者的姓名和证件号码",
    law="APL 59(1)(1)",
    category=Category.MALFORMED,
    remedy="请按营业执照填写经营者",
)
NO_HOUSEHOLD = Rule(
    "cases/operator-of-no-household",
    "当事人不是个体工商户，没有经营者",
    law="APL 59(1)(1)",
    category=Category.MALFORMED,
)


ANSWERABLE, OF_AGE = 14, 18  # APL 30


class IdentifyParty(CallersCommand):
    """`firm` is there for whoever has a credit code; an individual household may count as a citizen.

    `document` and `born_on`, which it tells, are named where the number is neither an identity number nor the code; a
    household names its `operator`, and both are that one's. `licence` is the act of evidence that shows the licence
    of an organisation whose code, as it was issued, breaks its check character.
    """

    subject: Subject
    party: GivenParty
    firm: IssuedCreditCode | None = None
    document: PartyDocument | None = None
    born_on: DayOfBirth | None = None
    licence: Word | None = None
    operator: GivenOperator | None = None

    @property
    def born(self) -> date | None:
        """The day of birth of a person, or of a household's operator, as far as a document tells it."""
        number = self.operator.number if self.operator else self.party.number
        return born_on(number) if is_identity_number(number) else self.born_on

    def certificates(self, case: Case | None, caller: CertificateNumber | None) -> Sequence[CertificateNumber]:
        """Those of all officers of the case, too: none of them may be the party."""
        return [*super().certificates(case, caller), *(case.officers if case else ())]

    def weighs_handlers(self) -> bool:
        """The party may be somebody who did something in the case before."""
        return True

    def named_firm(self) -> SocialCreditCode | None:
        return self.firm


def party_identified(case: Case, today: Today) -> None:
    known_party(case)


def identify_party(case: Case, command: IdentifyParty, facts: Facts) -> list[CaseEvent]:
    """Record who answers for the act; may be corrected until the decision (APL 59(1)(1))."""
    facts.require("identify-party", case)
    check_handler(case, facts)
    check_party(case, command, facts)
    human = bool(command.operator) or (command.subject is Subject.CITIZEN and not command.firm)
    own, others = (
        facts.person_mark(command.party.number),
        alike(command.party, command.operator, command.born, facts, human=human),
    )
    marks = frozenset(filter(None, (own, *others)))
    if any(holder.mark in marks for holder in facts.acting.holders.values()):
        refuse(OFFICER)
    named = PartyIdentified(
        subject=command.subject,
        firm=command.firm,
        act_mark=facts.mark(act_of(case.filed, command.party)),
        document=command.document,
        party_mark=own,
        age_group=age_group(command, case.filed.act_on),
        licence=command.licence,
        household=is_household_of(command, facts.registered),
        alike=others,
        party=command.party.published(),
        operator=command.operator.published() if command.operator else None,
        void=acts_of(case, marks, facts),
    )
    return [named]


def acts_of(case: Case, party: frozenset[Sha256], facts: Facts) -> tuple[str, ...]:
    """Return the acts that the party took a part in as an officer, who has left the case by now (X-03)."""
    its = [holder.numbers for holder in facts.handlers.values() if holder.mark and holder.mark in party]
    numbers = frozenset[CertificateNumber]().union(*its)
    if numbers & set(case.officers):
        refuse(OFFICER)
    return tuple(act.act for act in case.acts if numbers & set(act.officers))


def act_of(filed: CaseFiled, party: GivenParty) -> str:
    """Return the act as text, of party, power, day and place: equal for the same act in any writing (X-08, APL 29)."""
    return "\n".join((party.number, filed.power, filed.act_on.isoformat(), folded(filed.place)))


def age_group(command: IdentifyParty, on: date) -> AgeGroup | None:
    """Return the age on the day of the act that a person's document tells; None for others and for firms."""
    if command.subject is not Subject.CITIZEN or command.firm or not command.born:
        return None
    years = full_years(command.born, on)
    if years < ANSWERABLE:
        return AgeGroup.UNDER_14
    return AgeGroup.FROM_14_TO_17 if years < OF_AGE else AgeGroup.ADULT


def full_years(born: date, on: date) -> int:
    """Return the age in full years; in the party's favour a year is full on the day after the birthday (design)."""
    return on.year - born.year - ((on.month, on.day) <= (born.month, born.day))


def check_party(case: Case, command: IdentifyParty, facts: Facts) -> None:
    """Refuse a kind of party or a number that its document can't show, and another firm than was referred."""
    if command.subject is Subject.ORGANISATION and not command.firm:
        check_licence(case, command)
    if command.subject is Subject.CITIZEN and is_company(command, facts.registered):
        refuse(NO_CITIZEN)
    if command.subject is Subject.CITIZEN and not command.firm:
        check_person(command, command.party.number, case.filed.act_on)
    if command.firm and command.party.number != command.firm:
        refuse(CODE_DIFFERS)
    if case.filed.firm and command.firm != case.filed.firm:
        refuse(OTHER_FIRM)
    check_operator(command, facts.registered, case.filed.act_on)


def check_operator(command: IdentifyParty, registered: FirmKind | None, act_on: date) -> None:
    """Refuse a household without the human being who answers with all that he has, and an operator of anybody else."""
    household, operator = is_household_of(command, registered), command.operator
    if household and not operator:
        refuse(NO_OPERATOR)
    if operator and not household:
        refuse(NO_HOUSEHOLD)
    if operator:
        check_person(command, operator.number, act_on)


def is_household_of(command: IdentifyParty, registered: FirmKind | None) -> bool:
    """Tell whether the party is an individual household: by its code, also one that a licence shows as issued."""
    if command.firm:
        return not is_company(command, registered)
    return command.subject is Subject.ORGANISATION and is_household(command.party.number)


def check_licence(case: Case, command: IdentifyParty) -> None:
    """Refuse an organisation without a code, unless its licence shows one that breaks nothing but the check."""
    if not command.licence:
        refuse(NO_CODE)
    number = command.party.number
    if is_code(number) or not is_issued(number):
        refuse(LICENCE_NEEDLESS)
    if command.licence not in [item.act for item in papers(case)]:
        refuse(LICENCE_UNSHOWN)


def papers(case: Case) -> list[EvidenceTaken]:
    """Return the documentary evidence that the second officer confirmed, of which a licence is one."""
    return [item for item in case.evidence if item.kind is EvidenceKind.DOCUMENTARY and case.is_confirmed(item)]


def is_company(command: IdentifyParty, registered: FirmKind | None) -> bool:
    """Tell whether register or code say that it is no person: the register's word goes before the code's."""
    if command.firm is None:
        number = command.party.number
        return is_code(number) or (is_issued(number) and not is_formed(number))
    return registered is not FirmKind.HOUSEHOLD if registered else not is_household(command.firm)


def check_person(command: IdentifyParty, number: str, act_on: date) -> None:
    """Refuse what should be an identity number and is none: by its document or, whatever that is called, by its form.

    Residence permits and the cards of foreigners carry such numbers too, passports don't.
    """
    if command.born and command.born > act_on:
        refuse(BORN_LATER)
    if is_identity_number(number):
        if command.document is PartyDocument.PASSPORT:
            refuse(NO_CARD_IN_A_PASSPORT)
        return
    if not command.document or command.document is PartyDocument.IDENTITY_CARD or is_formed(number):
        refuse(NO_IDENTITY_NUMBER)
    if not command.born_on:
        refuse(NO_BIRTHDAY)
    check_number(command.document, number)
