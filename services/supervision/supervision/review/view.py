"""JSON views of reviews. They name no persons: certificates alone, as everywhere in supervision."""

from datetime import date

from pydantic import BaseModel

from chassis.http import View
from chassis.store import Stored
from contracts.labels import labels_in
from contracts.values import PowerCode, SocialCreditCode, TownshipCode
from supervision.review.domain.file import FileKind, Review
from supervision.review.domain.finding import NOT_SHOWN, Finding, Weight
from supervision.review.domain.sheet import Scored
from supervision.review.history_row import LANGUAGE


class ReviewedFile(View):
    """`sequence` is the event up to which the file was reviewed; `total` and `grade` are for case files only.

    `firm` and `power` are what it is about; a review of before does not tell.
    """

    subject: str
    kind: FileKind
    township: TownshipCode | None
    sequence: int
    reviewed_on: date
    rules: tuple[str, ...]
    unlawful: int
    flagged: int
    total: int | None
    grade: str | None
    firm: SocialCreditCode | None
    power: PowerCode | None


class FindingView(BaseModel):
    """`sequence`, `type` and `label` name the event that shows it."""

    rule: str
    law: str
    weight: Weight
    what: str
    sequence: int
    type: str
    label: str


class NotShown(BaseModel):
    """A rule that no history can show today (未涉及), and why."""

    rule: str
    why: str


class ReviewPage(ReviewedFile):
    as_of: str
    findings: list[FindingView]
    sheet: Scored | None
    not_shown: list[NotShown]


def reviewed_file(stored: Stored[Review]) -> ReviewedFile:
    reviewed = stored.state.reviewed
    words = {reviewed.power: reviewed.power_name} if reviewed.power and reviewed.power_name else {}
    return ReviewedFile(
        id=stored.id,
        version=stored.version,
        labels=labels_in([reviewed.kind, reviewed.township]) | words,
        subject=reviewed.subject,
        kind=reviewed.kind,
        township=reviewed.township,
        sequence=reviewed.sequence,
        reviewed_on=reviewed.reviewed_on,
        rules=reviewed.rules,
        unlawful=stored.state.unlawful,
        flagged=len(reviewed.findings) - stored.state.unlawful,
        total=reviewed.total,
        grade=reviewed.grade,
        firm=reviewed.firm,
        power=reviewed.power,
    )


def review_page(stored: Stored[Review], sheet: Scored | None, as_of: str) -> ReviewPage:
    findings = [finding_view(finding) for finding in stored.state.reviewed.findings]
    common = reviewed_file(stored)
    shown = {name: getattr(common, name) for name in ReviewedFile.model_fields}
    page = ReviewPage(
        **shown,
        as_of=as_of,
        findings=findings,
        sheet=sheet,
        not_shown=[NotShown(rule=rule, why=why) for rule, why in NOT_SHOWN.items()],
    )
    page.labels |= labels_in(findings)
    return page


def finding_view(finding: Finding) -> FindingView:
    return FindingView(
        rule=finding.rule,
        law=finding.law,
        weight=finding.weight,
        what=finding.what,
        sequence=finding.sequence,
        type=finding.type,
        label=LANGUAGE.word(finding.type) or finding.type,
    )
