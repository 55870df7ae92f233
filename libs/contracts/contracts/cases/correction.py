from datetime import date

from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.personal import Personal
from contracts.values import CertificateNumber, FileHash


class CorrectionOrdered(CaseEvent, type="cases.correction-ordered.v1", word="责令限期改正"):
    """The party was ordered to correct by a day (责令限期改正, APL 28(1)).

    Somebody is to look by `recheck_until`; no law names that day, and orders of older versions have none. `recorded_on`
    is the day on which the officers recorded it.
    """

    act: str
    demand: str
    ordered_on: date
    until: date
    recheck_until: date | None = None
    officers: tuple[CertificateNumber, ...]
    recorded_on: date | None = None


class CorrectionRechecked(CaseEvent, type="cases.correction-rechecked.v1", word="复查"):
    """Two officers looked whether the order was fulfilled (复查); `blob` is the hash of the picture.

    `recorded_on` is the day on which they recorded it. Where it was not fulfilled something is to follow by
    `follow_until`: no law names that day, and looks of older versions have none.
    """

    act: str
    fulfilled: bool
    rechecked_on: date
    blob: FileHash
    officers: tuple[CertificateNumber, ...]
    recorded_on: date | None = None
    follow_until: date | None = None


class ForgoneGround(Code):
    """Why there is nothing to order."""

    CORRECTED = "already-corrected", "已经改正"
    NOT_CORRECTABLE = "not-correctable", "无法改正"


class CorrectionForgone(CaseEvent, type="cases.correction-forgone.v1", word="说明无须责令改正"):
    """Two officers found that nothing is left to order (APL 28(1)); `evidence` are the acts that show it."""

    act: str
    ground: ForgoneGround
    forgone_on: date
    evidence: tuple[str, ...]
    officers: tuple[CertificateNumber, ...]
    reason: Personal[str]


class RecheckOverdue(CaseEvent, type="cases.recheck-overdue.v1", word="逾期未复查"):
    """The term of an order passed and nobody looked what came of it: flagged, nothing is barred (APL 28(1))."""

    until: date
    noticed_on: date


class RecheckOverdueLifted(CaseEvent, type="cases.recheck-overdue-lifted.v1", word="撤销逾期未复查的标记"):
    """A late look after an order proved to have been made in time, by what became known afterwards (APL 28(1))."""

    until: date
    lifted_on: date


class FollowUpOverdue(CaseEvent, type="cases.follow-up-overdue.v1", word="未改正逾期未跟进"):
    """Two officers found in the look `act` that an order was not fulfilled, and nothing followed by `until`.

    It is flagged and nothing is barred (APL 28(1), 57).
    """

    act: str
    until: date
    noticed_on: date


class FollowUpOverdueLifted(CaseEvent, type="cases.follow-up-overdue-lifted.v1", word="撤销未改正逾期未跟进的标记"):
    """What was to follow the look `act` proved to have followed in time, by what became known afterwards."""

    act: str
    until: date
    lifted_on: date
