from datetime import date

from contracts.code import Code
from contracts.inspections.event import VisitEvent
from contracts.personal import Personal
from contracts.shot import Picture, Shot
from contracts.values import BodyCode, CertificateNumber, FileHash, PowerCode, SocialCreditCode, TownshipCode


class Answer(Code):
    FINE = "fine", "符合要求"
    PROBLEM = "problem", "发现问题"
    NOT_APPLICABLE = "not-applicable", "不适用"


class ItemAnswered(VisitEvent, type="inspections.item-answered.v1", word="填写检查事项"):
    """An item of the list was looked at, by the officer who recorded it; `pictures` show what was seen.

    Where both officers had confirmed a problem, `corrects` says so and `reason` why it was none (X-40); the answer
    before stays in the history.
    """

    item: str
    answer: Answer
    note: Personal[str]
    officer: CertificateNumber | None = None
    corrects: Answer | None = None
    reason: str | None = None
    pictures: tuple[Picture, ...] = ()


class RectifiedOnSite(VisitEvent, type="inspections.rectified-on-site.v1", word="现场整改"):
    """A slight problem was put right at once, with pictures before and after (现场整改, APL 33).

    `recorded_on` may be later than the day on which it was put right.
    """

    item: str
    before: FileHash
    after: FileHash
    rectified_on: date
    officer: CertificateNumber | None = None
    recorded_on: date | None = None
    before_shot: Shot | None = None
    after_shot: Shot | None = None


class CorrectionTermSet(VisitEvent, type="inspections.correction-term-set.v1", word="检查中责令限期改正"):
    """The firm was ordered to correct by a day (责令限期改正, APL 28(1)); it counts once the other officer confirms.

    The officers are to look by `recheck_until`, a published time after the term; orders of before name no such day.
    `recorded_on` may be later than the day on which it was given to the firm.
    """

    item: str
    demand: str
    ordered_on: date
    until: date
    recheck_until: date | None = None
    officer: CertificateNumber | None = None
    recorded_on: date | None = None


class TermRechecked(VisitEvent, type="inspections.term-rechecked.v1", word="复查整改"):
    """The officers looked whether the order was fulfilled (复查); it counts once the other officer confirms.

    `recorded_on` may be later than the day on which they looked. What stayed as it was is to be referred by
    `refer_until`, a published time after they looked; re-checks of before name no such day.
    """

    item: str
    fulfilled: bool
    rechecked_on: date
    picture: FileHash
    officer: CertificateNumber | None = None
    recorded_on: date | None = None
    refer_until: date | None = None
    picture_shot: Shot | None = None


class TermRecheckOverdue(VisitEvent, type="inspections.term-recheck-overdue.v1", word="责令改正期满未复查"):
    """The term of an order passed, and what the officers saw then was not recorded by both in time."""

    item: str
    until: date
    noticed_on: date
    township: TownshipCode


class TermRecheckOverdueLifted(
    VisitEvent, type="inspections.term-recheck-overdue-lifted.v1", word="撤销责令改正期满未复查的标记"
):
    """A late re-check proved to have been made in time, by what became known afterwards (APL 28(1))."""

    item: str
    until: date
    lifted_on: date


class VisitActConfirmed(VisitEvent, type="inspections.visit-act-confirmed.v1", word="第二名执法人员确认检查"):
    """The other officer confirmed from a session of their own (APL 42).

    `act` is the `record` so far, an `order-<item>`, whose term runs from here, or a `recheck-<item>`.
    """

    act: str
    certificate: CertificateNumber
    confirmed_on: date


class ViolationReferred(VisitEvent, type="inspections.violation-referred.v1", word="移交违法线索"):
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
    officer: CertificateNumber | None = None
    confirmed_by: CertificateNumber | None = None


class ReferralOverdue(VisitEvent, type="inspections.referral-overdue.v1", word="复查未改正逾期未移送"):
    """Both officers saw that an order was not fulfilled, and nobody referred it in time (APL 54(2))."""

    item: str
    until: date
    noticed_on: date
    township: TownshipCode


class ReferralOverdueLifted(VisitEvent, type="inspections.referral-overdue-lifted.v1", word="撤销逾期未移送的标记"):
    """A late referral proved to have been made in time, by what became known afterwards (APL 54(2))."""

    item: str
    until: date
    lifted_on: date


class ReferralForgone(VisitEvent, type="inspections.referral-forgone.v1", word="复查未改正而不移送"):
    """The head said why an order that was not fulfilled is not referred; the supervisor looks at it (APL 54(2))."""

    item: str
    forgone_on: date
    reason: str
    township: TownshipCode
