"""Who may go: two officers of the body, certified on the day (APL 42, 55)."""

from collections.abc import Sequence

from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber
from inspections.domain.facts import Facts

ALONE = Rule(
    "inspections/one-officer", "行政检查的执法人员不得少于两人", law="APL 42", remedy="请另派一名执法人员"
)
NOT_CERTIFIED = Rule(
    "inspections/not-certified",
    "执法证 {number} 在 {on} 无效",
    law="APL 42, 55, 76(1)(5)",
    remedy="请由持有效执法证的人员检查",
)
OTHER_BODY = Rule("inspections/officer-of-other-body", "执法证 {number} 不属于本执法主体", law="APL 42, 55")
NOT_ONE_OF_THEM = Rule(
    "inspections/not-one-of-them", "只能由承办的两名执法人员办理", law="APL 42", category=Category.NOT_ALLOWED
)

TWO = 2


def check_pair(officers: Sequence[CertificateNumber], body: BodyCode, facts: Facts) -> None:
    """Two different officers of the body whose certificates count today."""
    if len(set(officers)) < TWO:
        refuse(ALONE)
    for number in officers:
        holder = facts.officers.get(number)
        if holder is None or not holder.certified(facts.on):
            refuse(NOT_CERTIFIED, number=number, on=facts.on)
        if holder.body != body:
            refuse(OTHER_BODY, number=number)


def check_caller(officers: Sequence[CertificateNumber], facts: Facts) -> None:
    """The one who acts is one of the two, with a certificate that counts today."""
    if facts.caller not in officers:
        refuse(NOT_ONE_OF_THEM)
