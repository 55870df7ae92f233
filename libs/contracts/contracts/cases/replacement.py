from datetime import date

from contracts.cases.event import CaseEvent
from contracts.personal import Personal
from contracts.values import CertificateNumber, RestsOn


class OfficerReplaced(CaseEvent, type="cases.officer-replaced.v1", word="更换承办人员"):
    """The head put another officer in the place of one (APL 42); `officers` are those of the case from then on.

    `void` are the acts of the one who leaves that nobody had confirmed; they must be done again.
    """

    leaving: CertificateNumber
    joining: CertificateNumber
    officers: tuple[CertificateNumber, ...]
    replaced_on: date
    void: tuple[str, ...] = ()
    rests_on: tuple[RestsOn, ...] = ()
    reason: Personal[str]
