"""Officers whose certificates count, for cases and clues alike (APL 42, 55)."""

from collections.abc import Mapping
from datetime import date

from contracts.identity.holder import Holder
from contracts.identity.two_officers import TwoOfficers
from contracts.refusal import Rule, refuse
from contracts.values import BodyCode, CertificateNumber

ALONE = Rule(
    "cases/one-officer", "执法人员不得少于两人", law="APL 42", remedy="请另派一名持有效执法证的人员共同办理"
)
NOT_CERTIFIED = Rule(
    "cases/not-certified",
    "执法证 {number} 在 {on} 无效",
    law="APL 42, 55, 76(1)(5)",
    remedy="请由持有效执法证的人员办理",
)
OTHER_BODY = Rule("cases/officer-of-other-body", "执法证 {number} 不属于本执法主体", law="APL 42, 55")
NO_CERTIFICATE = Rule("cases/no-certificate", "办理人没有有效的执法证", law="APL 42, 55, 76(1)(5)")

TWO_OFFICERS = TwoOfficers(alone=ALONE, not_certified=NOT_CERTIFIED, other_body=OTHER_BODY)


def certified_caller(
    caller: CertificateNumber | None, holders: Mapping[CertificateNumber, Holder], body: BodyCode, on: date
) -> CertificateNumber:
    """Return the certificate of the one who acts; refuse none, and one that does not count on the day (X-02)."""
    caller = caller or refuse(NO_CERTIFICATE)
    TWO_OFFICERS.check_certificate(caller, holders, body, on)
    return caller
