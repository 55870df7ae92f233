from datetime import date
from enum import StrEnum

from contracts.inspections.event import VisitEvent
from contracts.personal import Personal
from contracts.values import BodyCode, CertificateNumber, FileHash, PowerCode, SocialCreditCode, TownshipCode


class Answer(StrEnum):
    FINE = "fine"
    PROBLEM = "problem"
    NOT_APPLICABLE = "not-applicable"


class ItemAnswered(VisitEvent, type="inspections.item-answered.v1"):
    """An item of the list was looked at."""

    item: str
    answer: Answer
    note: Personal[str]


class RectifiedOnSite(VisitEvent, type="inspections.rectified-on-site.v1"):
    """A slight problem was put right at once, with pictures before and after (现场整改, APL 33)."""

    item: str
    before: FileHash
    after: FileHash
    rectified_on: date


class CorrectionTermSet(VisitEvent, type="inspections.correction-term-set.v1"):
    """The firm was ordered to correct by a day (责令限期改正, APL 28(1))."""

    item: str
    demand: str
    ordered_on: date
    until: date


class TermRechecked(VisitEvent, type="inspections.term-rechecked.v1"):
    """The officers looked whether the order was fulfilled (复查)."""

    item: str
    fulfilled: bool
    rechecked_on: date
    picture: FileHash


class ViolationReferred(VisitEvent, type="inspections.violation-referred.v1"):
    """A finding became a matter for a case (I-11); `finding` is `<visit>-<item>`."""

    finding: str
    item: str
    power: PowerCode
    firm: SocialCreditCode
    body: BodyCode
    township: TownshipCode
    found_on: date
    place: str
    officers: tuple[CertificateNumber, ...]
