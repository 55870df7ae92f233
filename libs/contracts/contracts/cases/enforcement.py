from datetime import date

from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.personal import Personal
from contracts.values import CertificateNumber, Fen, FileHash


class EndingGround(Code):
    """Grounds on which enforcement ends with something open (终结执行, ACL 40)."""

    DIED = "party-died", "公民死亡，无遗产可供执行，又无义务承受人"
    CEASED = "organisation-ceased", "法人或者其他组织终止，无财产可供执行，又无义务承受人"
    LOST = "object-lost", "执行标的灭失"
    REVOKED = "decision-revoked", "据以执行的行政决定被撤销"
    COURT = "court-ended", "人民法院裁定终结执行"


class PerformanceDemanded(CaseEvent, type="cases.performance-demanded.v1", word="催告履行"):
    """The party was asked once more, in writing, to perform (催告, ACL 54): ten working days until `until`.

    `demanded_on` is the day of receipt, `recorded_on` the day on which the officers recorded it.
    """

    act: str
    demanded_on: date
    until: date
    officers: tuple[CertificateNumber, ...]
    recorded_on: date | None = None


class CourtEnforcementApplied(CaseEvent, type="cases.court-enforcement-applied.v1", word="申请法院强制执行"):
    """The body applied to the people's court for enforcement (申请法院强制执行, APL 72(1)(4); ACL 53-55).

    `open` is what was not paid on that day; `recorded_on` is the day on which the head recorded the application.
    """

    applied_on: date
    open: Fen
    order_open: bool
    recorded_on: date | None = None


class EnforcementEnded(CaseEvent, type="cases.enforcement-ended.v1", word="终结执行"):
    """The head ended enforcement on a ground of the law, with something still open (终结执行, ACL 40).

    `blob` is the hash of the paper that proves it.
    """

    ground: EndingGround
    ended_on: date
    blob: FileHash
    reasons: Personal[str]
