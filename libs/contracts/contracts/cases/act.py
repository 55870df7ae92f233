from datetime import date

from contracts.cases.event import CaseEvent
from contracts.values import CertificateNumber


class ActConfirmed(CaseEvent, type="cases.act-confirmed.v1", word="第二名执法人员确认"):
    """The second officer confirmed an act from a session of their own (APL 42)."""

    act: str
    certificate: CertificateNumber
    confirmed_on: date
