"""Review a file, and keep what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.consuming import Row, RowStore
from chassis.documents import ends_of
from chassis.store import Aggregate, Store
from contracts.origin import Origin
from contracts.places import TOWNSHIPS
from supervision.review.domain import file
from supervision.review.domain.about import about
from supervision.review.domain.file import FileReviewed, Review, ReviewEvent, ReviewFile
from supervision.review.domain.judging import review
from supervision.review.domain.law import Law
from supervision.review.domain.sheet import Scored, ScoreSheet, score
from supervision.review.facts import ReviewFacts, history_of
from supervision.review.history_row import HistoryRow


def found_by(review: Review) -> list[str]:
    """Return the texts by which a review is found."""
    reviewed = review.reviewed
    about = (reviewed.power_name, reviewed.power or "", reviewed.firm or "")
    return ends_of(reviewed.kind.word, TOWNSHIPS.get(reviewed.township or "", ""), *about, *reviewed.rules)


REVIEW = Aggregate(
    kind="review",
    state=Review,
    event=ReviewEvent,
    evolve=file.evolve,
    indexes=(
        "reviewed.township",
        "reviewed.kind",
        "reviewed.rules",
        "reviewed.reviewed_on",
        "reviewed.firm",
        "reviewed.power",
    ),
    moves=True,
    found_by=found_by,
)


@dataclass(frozen=True, kw_only=True)
class Reviews:
    """`law` and `sheets` are what files are reviewed by."""

    store: Store[Review, ReviewEvent]
    facts: ReviewFacts
    law: Law
    sheets: Sequence[ScoreSheet]

    @property
    def histories(self) -> RowStore[HistoryRow]:
        return self.facts.histories

    async def review(self, id: str, who: Origin, *, settled: bool = False) -> FileReviewed | None:
        """Review a file as it stands, and keep the review; None where nothing was heard of it."""
        found = await self.histories.find(id)
        if found is None:
            return None
        history = history_of(found)
        findings = tuple(review(history, await self.facts.gather(found, history, settled=settled), self.law))
        sheet = score(history, findings, self.sheets)
        command = ReviewFile(
            subject=id,
            kind=found.row.kind,
            township=found.row.township,
            sequence=found.sequence,
            findings=findings,
            total=sheet.total if sheet else None,
            grade=sheet.grade if sheet else None,
            about=about(history),
        )
        stored = await self.store.create_or_change(review_id(id), file.review_file, command, who, today)
        return stored.state.reviewed

    def sheet(self, found: Row[HistoryRow], reviewed: FileReviewed) -> Scored | None:
        """The sheet of a review, filled in again from the history up to the event that it saw."""
        history = history_of(found)
        seen = tuple(one for one in history.events if one.sequence <= reviewed.sequence)
        return score(type(history)(history.id, seen), reviewed.findings, self.sheets)


async def today(state: object, command: object, who: Origin) -> date:
    return who.on


def review_id(subject: str) -> str:
    return f"review-{subject}"
