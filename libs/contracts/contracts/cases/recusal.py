from datetime import date

from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.personal import Personal
from contracts.values import CertificateNumber, FileHash, Sha256


class RecusalBy(Code):
    """Who raised it."""

    SELF = "self", "自行回避"
    PARTY = "party", "当事人申请"


class RecusalRaised(CaseEvent, type="cases.recusal-raised.v1", word="提出回避"):
    """Somebody who acts in the case has an interest in it, or the party says so (回避, APL 43).

    `concerns` is the certificate of an officer or the account of a head; of a `head` not another head alone decides.
    `certificate` is the one that such a person has, `mark` that of the human being (contracts/person_mark.py); recusals
    of older versions have neither. `raised_on` is the day on which it was said, `recorded_on` that of the record.
    """

    recusal: str
    concerns: str
    head: bool
    by: RecusalBy
    raised_on: date
    recorded_on: date | None = None
    certificate: CertificateNumber | None = None
    mark: Sha256 | None = None
    reason: Personal[str]

    @property
    def names(self) -> frozenset[str]:
        """All by which the one concerned is known."""
        return frozenset(filter(None, (self.concerns, self.certificate, self.mark)))


class RecusalDecided(CaseEvent, type="cases.recusal-decided.v1", word="决定回避"):
    """A head decided on a recusal (APL 43(3)); `minutes` is the file of the collective decision on a head's.

    `void` are the acts of the one who leaves that nobody had confirmed; they must be done again.
    """

    recusal: str
    concerns: str
    granted: bool
    decided_on: date
    void: tuple[str, ...] = ()
    minutes: FileHash | None = None
    reason: Personal[str]
