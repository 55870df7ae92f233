from datetime import date

from contracts.cases.event import CaseEvent
from contracts.personal import Personal
from contracts.values import CertificateNumber


class CircumstanceEstablished(CaseEvent, type="cases.circumstance-established.v1", word="认定法定情形"):
    """Two officers found a circumstance on which the article makes a penalty depend, in the words of the law (APL 40).

    `evidence` are the acts that show it.
    """

    act: str
    circumstance: str
    established_on: date
    evidence: tuple[str, ...]
    officers: tuple[CertificateNumber, ...]
    reason: Personal[str]
