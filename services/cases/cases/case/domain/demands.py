"""Demands that several decisions share: who may act, what must be there, what must be held."""

from collections.abc import Sequence
from datetime import date

from cases.case.domain.case import Act, Case
from cases.case.domain.facts import NOT_ONE_OF_THEM, Facts
from cases.officers.domain import NO_CERTIFICATE, TWO_OFFICERS, certified_caller
from cases.powers.domain.competence import check_competence
from cases.powers.domain.power import Power
from cases.powers.domain.power_list import confirmations
from contracts.cases import PartyIdentified
from contracts.refusal import Category, Rule, refuse
from contracts.values import CertificateNumber, Sha256, TownshipCode

UNCONFIRMED = Rule(
    "cases/unconfirmed", "另一名执法人员尚未确认", law="APL 42", remedy="请另一名执法人员登录确认"
)
OUTSIDER = Rule(
    "cases/not-an-officer-of-the-case",
    "执法证 {number} 不是本案承办人员，不得办理本案的执法活动",
    law="APL 42, 54",
    remedy="请行政机关负责人先更换承办人员；立案时可以列明两名以上的承办人员",
)
NO_FILE = Rule("cases/no-such-file", "没有指纹为 {sha256} 的文件", category=Category.MALFORMED, remedy="请先上传文件")
OTHER_PURPOSE = Rule(
    "cases/file-of-other-purpose",
    "该材料在本案中已有其他用途（证据、复查、放弃声明或者会议纪要），不能再作他用",
    law="APL 43, 45, 46",
    remedy="请提交专为本次手续形成的材料",
)
NO_PARTY = Rule("cases/no-party", "尚未确定当事人", law="APL 59(1)(1)")


def check_officers(officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """Refuse unless there are two different people of the body, each certified today (X-01, X-02)."""
    check_officers_on(facts.today.on, officers, facts)


def check_officers_on(day: date, officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """Refuse unless there are two different people of the body, each certified on the day of the fact (X-01, X-02)."""
    TWO_OFFICERS.check(officers, facts.acting.holders, facts.acting.body, day)


def check_caller(facts: Facts) -> CertificateNumber:
    """The certificate of the one who acts, which counts on the day of the act and on that of its record (X-02)."""
    today, acting = facts.today, facts.acting
    certified_caller(acting.caller, acting.holders, acting.body, today.recorded_on)
    return certified_caller(acting.caller, acting.holders, acting.body, today.on)


def check_handler(case: Case, facts: Facts) -> None:
    """Refuse who is none of the officers of the case, certified today (X-01, X-02)."""
    if check_caller(facts) not in case.officers:
        refuse(NOT_ONE_OF_THEM)


def acting_officers(
    case: Case | None, officers: Sequence[CertificateNumber], facts: Facts
) -> tuple[CertificateNumber, ...]:
    """The officers of an act of today, with the one who records it in front; that must be the one who calls."""
    return acting_officers_on(case, facts.today.on, officers, facts)


def acting_officers_on(
    case: Case | None, day: date, officers: Sequence[CertificateNumber], facts: Facts
) -> tuple[CertificateNumber, ...]:
    """The officers of an act on its own day; the one who records it, today, stands in front.

    They are of those who handle the case (承办人; docs/decisions/0053), which is not there yet when it is filed.
    """
    caller = facts.acting.caller or refuse(NO_CERTIFICATE)
    check_officers_on(day, officers, facts)
    if caller not in officers:
        refuse(NOT_ONE_OF_THEM)
    check_caller(facts)
    for number in officers:
        if case and number not in case.officers:
            refuse(OUTSIDER, number=number)
    return (caller, *(number for number in dict.fromkeys(officers) if number != caller))


def standing[A: Act](case: Case, act: A | None, absent: Rule) -> A:
    """The act, if it was recorded and confirmed; an unconfirmed one opens no gate."""
    if act is None:
        refuse(absent)
    elif not case.is_confirmed(act):
        refuse(UNCONFIRMED)
    return act


def known_party(case: Case) -> PartyIdentified:
    """Return who answers for the act; refuse where nobody is identified."""
    return case.party or refuse(NO_PARTY)


def check_file(sha256: Sha256, facts: Facts) -> None:
    """Refuse the hash of a file that was not uploaded."""
    if sha256 not in facts.files:
        refuse(NO_FILE, sha256=sha256)


def pictures(case: Case) -> frozenset[Sha256]:
    """Return the files that show the act, or how things were at any look."""
    return looks_of(case) | {item.blob for item in case.evidence}


def looks_of(case: Case) -> frozenset[Sha256]:
    """Return the files that show how things were at any look, also at those that an order took the place of."""
    return frozenset([*case.looks, *(look.blob for look in case.rechecks)])


def paperwork(case: Case) -> frozenset[Sha256]:
    """Return the files that were steps of the procedure: waivers of the defence, minutes on recusals."""
    minutes = (one.minutes for one in case.recusals_decided if one.minutes)
    return frozenset([*(paper for _, paper in case.papers), *minutes])


def check_no_paperwork(case: Case, sha256: Sha256) -> None:
    """Refuse a file that was a step of the procedure: it shows neither the act nor how things are."""
    if sha256 in paperwork(case):
        refuse(OTHER_PURPOSE)


def check_held(power: Power, township: TownshipCode, act_on: date, facts: Facts) -> None:
    """Refuse a power that the township did not hold on the day of the act, or does not hold today (X-04, APL 24)."""
    for day in (act_on, facts.today.on):
        check_competence(power, confirmations(facts.listing, power, day), township, day)
