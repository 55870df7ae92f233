"""Grounds for less than the law's penalty, or for none: what each rests on, and what is on record (APL 30-33, 36, 57).

Whether a ground is there, a person judges, who names its evidence and states a reason. Code refuses what the record
contradicts or doesn't show.
"""

from collections.abc import Collection, Mapping
from typing import Annotated, Final

from pydantic import Field

from cases.case.domain.case import Act, Case
from cases.case.domain.demands import known_party
from cases.case.domain.facts import Facts
from cases.powers.domain.competence import version_in_force
from cases.powers.domain.limitation import limitation_until
from contracts.cases import AgeGroup, MitigatedGround, NoPenaltyGround
from contracts.code import Code
from contracts.refusal import Category, Rule, refuse
from contracts.values import Subject, Text, Value, Word

UNSHOWN = Rule(
    "cases/ground-unshown",
    "情节 {ground} 未注明所依据的证据，也没有记录可以证明",
    law="APL 30-33, 40",
    remedy="请注明本案经确认的证据或者复查",
)
NO_SUCH_EVIDENCE = Rule(
    "cases/ground-on-other-evidence",
    "所注明的 {act} 不是本案经确认的证据或者复查",
    law="APL 40, 46",
    category=Category.MALFORMED,
)
OTHER_AGE = Rule(
    "cases/age-contradicted", "身份证件号码表明，违法行为发生之日当事人{age}", law="APL 30", remedy="请核对情节"
)
UNDER_AGE = Rule(
    "cases/party-under-14",
    "违法行为发生之日当事人不满十四周岁，不予行政处罚，责令监护人加以管教",
    law="APL 30",
    remedy="请作出不予行政处罚决定",
)
NOT_CORRECTED = Rule("cases/not-corrected", "轻微不罚、首违不罚以及时改正为条件，责令改正尚未履行", law="APL 33(1)")
FOUND_OTHERWISE = Rule(
    "cases/found-not-corrected", "所注明的复查没有发现已经改正，不能证明该情节", law="APL 32, 33", remedy="请核对情节"
)
NOT_FIRST = Rule(
    "cases/not-first",
    "不是初次违法：{on} 已对该当事人的同一事项作出决定",
    law="APL 33(1)",
    remedy="请另行认定情节，或者依法处罚",
)
NOT_TIME_BARRED = Rule("cases/not-time-barred", "违法行为仍在追责时效之内，不得以超过时效不予处罚", law="APL 36")
PERSONS_ONLY = Rule(
    "cases/no-penalty-for-persons-only", "不满十四周岁、不能辨认或者控制自己行为只适用于个人", law="APL 30, 31"
)

Acts = Annotated[tuple[Word, ...], Field(max_length=64)]
PERSONAL_GROUNDS = (NoPenaltyGround.AGE, NoPenaltyGround.CAPACITY)
CORRECTED_FIRST = (NoPenaltyGround.MINOR, NoPenaltyGround.FIRST)
BY_EVIDENCE = (NoPenaltyGround.NO_FAULT, NoPenaltyGround.CAPACITY)
GROUNDS_IN_LAW: Final[Mapping[Code, str]] = {
    MitigatedGround.AGE_14_TO_17: "APL 30",
    MitigatedGround.REDUCED_CAPACITY: "APL 31",
    MitigatedGround.REMOVED_HARM: "APL 32(1)",
    MitigatedGround.COERCED: "APL 32(2)",
    MitigatedGround.CONFESSED_UNKNOWN: "APL 32(3)",
    MitigatedGround.MERITORIOUS: "APL 32(4)",
    NoPenaltyGround.MINOR: "APL 33(1)",
    NoPenaltyGround.FIRST: "APL 33(1)",
    NoPenaltyGround.NO_FAULT: "APL 33(2)",
    NoPenaltyGround.AGE: "APL 30",
    NoPenaltyGround.CAPACITY: "APL 31",
    NoPenaltyGround.TIME: "APL 36",
    NoPenaltyGround.FACTS: "APL 57(1)(3)",
}
"""Article that each ground stands in."""
BY_AGE = {MitigatedGround.AGE_14_TO_17: AgeGroup.FROM_14_TO_17, NoPenaltyGround.AGE: AgeGroup.UNDER_14}


class Mitigation(Value):
    """`evidence` are the acts that the ground rests on, confirmed evidence or re-checks; `reason` says why."""

    ground: MitigatedGround
    evidence: Acts = ()
    reason: Text


def check_mitigation(case: Case, ground: MitigatedGround, evidence: Collection[str]) -> None:
    """Refuse a ground of mitigation that nothing shows, or that the record contradicts (APL 30-32)."""
    check_evidence(case, evidence)
    if ground is MitigatedGround.REMOVED_HARM:
        check_not_contradicted(case, evidence)
    if ground in BY_AGE:
        check_age(case, ground, evidence)
    elif not evidence and not (ground is MitigatedGround.REMOVED_HARM and case.corrected):
        refuse(UNSHOWN, ground=ground)


def check_no_penalty(case: Case, ground: NoPenaltyGround, evidence: Collection[str], facts: Facts) -> None:
    """Refuse a ground of no penalty that nothing shows, or that the record contradicts (APL 30, 31, 33, 36)."""
    check_evidence(case, evidence)
    if ground in PERSONAL_GROUNDS and known_party(case).subject is not Subject.CITIZEN:
        refuse(PERSONS_ONLY)
    if ground in BY_AGE:
        check_age(case, ground, evidence)
    if ground in BY_EVIDENCE and not evidence:
        refuse(UNSHOWN, ground=ground)
    if ground in CORRECTED_FIRST:
        check_corrected(case, ground, evidence)
    if ground is NoPenaltyGround.FIRST and facts.earlier:
        refuse(NOT_FIRST, on=facts.earlier)
    if ground is NoPenaltyGround.TIME and not is_time_barred(case, facts):
        refuse(NOT_TIME_BARRED)


def check_evidence(case: Case, acts: Collection[str]) -> None:
    """Refuse what is neither evidence nor a re-check of the case, or was not confirmed."""
    shown: tuple[Act, ...] = (*case.evidence, *case.rechecks)
    confirmed = {act.act for act in shown if case.is_confirmed(act)}
    for act in acts:
        if act not in confirmed:
            refuse(NO_SUCH_EVIDENCE, act=act)


def check_not_contradicted(case: Case, acts: Collection[str]) -> None:
    """Refuse to show by a look that found nothing corrected that something was (APL 32, 33)."""
    if any(one.act in acts and not one.fulfilled for one in case.rechecks):
        refuse(FOUND_OTHERWISE)


def check_shown(case: Case, ground: str, evidence: Collection[str]) -> None:
    """Refuse a finding that names no evidence, or other than the case's (APL 40)."""
    check_evidence(case, evidence)
    if not evidence:
        refuse(UNSHOWN, ground=ground)


def check_age(case: Case, ground: Code, evidence: Collection[str]) -> None:
    """Refuse another age than the identity number tells; where it tells none, evidence must show it."""
    told = known_party(case).age_group
    if told is None and not evidence:
        refuse(UNSHOWN, ground=ground)
    if told not in (None, BY_AGE[ground]):
        refuse(OTHER_AGE, age=told.word)


def check_corrected(case: Case, ground: NoPenaltyGround, evidence: Collection[str]) -> None:
    """Refuse while an order is open, and where neither a re-check nor evidence shows that it was corrected."""
    if case.order_open:
        refuse(NOT_CORRECTED)
    check_not_contradicted(case, evidence)
    if not evidence and not case.corrected:
        refuse(UNSHOWN, ground=ground)


def is_time_barred(case: Case, facts: Facts) -> bool:
    """Tell whether the act was too old when it was found out; filing is the latest day for that (APL 36)."""
    power = version_in_force(facts.today.powers, case.filed.power, case.filed.act_on)
    return case.filed.filed_on > limitation_until(power.limitation, case.filed.act_on, harmful=False)
