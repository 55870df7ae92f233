"""The review of a file as it is kept: its findings, and the score of its sheet."""

from dataclasses import dataclass
from datetime import date

from contracts.code import Code
from contracts.event import Event
from contracts.values import Command, PowerCode, SocialCreditCode, TownshipCode
from supervision.review.domain.about import About
from supervision.review.domain.finding import Finding, Weight


class FileKind(Code):
    """What a file is about."""

    CASE_FILE = "case-file", "处罚案卷"
    VISIT_FILE = "visit-file", "检查案卷"
    PATROL_FILE = "patrol-file", "巡查案卷"
    DRAW_FILE = "draw-file", "抽取案卷"
    CLUE_FILE = "clue-file", "线索案卷"


class ReviewEvent(Event):
    """Base of the events of a review. They are not published: what is found is, as an alert."""


class FileReviewed(ReviewEvent, type="supervision.file-reviewed.v1"):
    """A file was reviewed as it stood after event `sequence`; `rules` are those of its findings.

    `firm`, `power` and `power_name` are what it is about; reviews of before do not tell.
    """

    subject: str
    kind: FileKind
    township: TownshipCode | None
    sequence: int
    reviewed_on: date
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    total: int | None = None
    grade: str | None = None
    firm: SocialCreditCode | None = None
    power: PowerCode | None = None
    power_name: str = ""


class ReviewFile(Command):
    """What a review came to; it is computed beforehand, from the history alone."""

    subject: str
    kind: FileKind
    township: TownshipCode | None
    sequence: int
    findings: tuple[Finding, ...]
    total: int | None
    grade: str | None
    about: About


@dataclass(frozen=True, kw_only=True)
class Review:
    reviewed: FileReviewed

    @property
    def unlawful(self) -> int:
        return sum(finding.weight is Weight.UNLAWFUL for finding in self.reviewed.findings)


def evolve(review: Review | None, event: ReviewEvent) -> Review:
    """The newest review of the file."""
    match event:
        case FileReviewed():
            return Review(reviewed=event)
        case _:
            raise ValueError(f"{event.type} is no event of a review")


def review_file(review: Review | None, command: ReviewFile, today: date) -> list[ReviewEvent]:
    """Keep a review that found something else than the one before, or the same further on."""
    before = review and review.reviewed
    if before and before.sequence > command.sequence:
        return []
    about = command.about
    if before and (before.sequence, before.findings, before.total, before.firm, before.power, before.power_name) == (
        command.sequence,
        command.findings,
        command.total,
        about.firm,
        about.power,
        about.power_name,
    ):
        return []
    return [
        FileReviewed(
            subject=command.subject,
            kind=command.kind,
            township=command.township,
            sequence=command.sequence,
            reviewed_on=today,
            findings=command.findings,
            rules=tuple(sorted({finding.rule for finding in command.findings})),
            total=command.total,
            grade=command.grade,
            firm=about.firm,
            power=about.power,
            power_name=about.power_name,
        )
    ]
