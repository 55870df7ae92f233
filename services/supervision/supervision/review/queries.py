"""Reviews of files: a list, and one with its findings and its score sheet."""

from collections.abc import Mapping
from typing import ClassVar

from chassis.documents import Page, SearchQuery, both
from chassis.store import UNKNOWN
from contracts.origin import Origin
from contracts.refusal import refuse
from contracts.values import PowerCode, SocialCreditCode, TownshipCode, Word
from supervision.register.register import Register
from supervision.review.domain.file import FileKind
from supervision.review.verbs import Reviews
from supervision.review.view import ReviewedFile, ReviewPage, review_page, reviewed_file
from supervision.sight import confined, sees


class ReviewList(SearchQuery):
    """`word` is any part of the kind of file, its township, its firm's name, the offence, or a row that was broken.

    It may also begin the code of the firm or of the power, or the id.
    """

    id_begins: ClassVar[str] = "review-"
    paths: ClassVar[Mapping[str, str]] = {
        name: f"state.reviewed.{name}" for name in ("township", "kind", "subject", "reviewed_on", "firm", "power")
    } | {"rule": "state.reviewed.rules"}
    sorts: ClassVar[tuple[str, ...]] = ("-reviewed_on",)
    moving: ClassVar[tuple[str, ...]] = ("reviewed_on",)

    township: TownshipCode | None = None
    kind: FileKind | None = None
    rule: Word | None = None
    subject: Word | None = None
    firm: SocialCreditCode | None = None
    power: PowerCode | None = None


async def list_of_reviews(reviews: Reviews, register: Register, query: ReviewList, who: Origin) -> Page[ReviewedFile]:
    """One page of the reviews in the caller's township; the supervisor sees every township's, and the draws."""
    within = confined("state.reviewed.township", who, query.township)
    found = query.found(await register.at_firms("state.reviewed.firm", query.word))
    page = await reviews.store.page(query, reviewed_file, both([within, found]))
    page.as_of = await reviews.histories.newest()
    return page


async def read_review(reviews: Reviews, id: str, who: Origin) -> ReviewPage:
    """A review with its findings and its sheet; UNKNOWN to the head of another township."""
    stored = await reviews.store.read(id)
    reviewed = stored.state.reviewed
    if not sees(who, reviewed.township or ""):
        refuse(UNKNOWN, id=id)
    found = await reviews.histories.find(reviewed.subject) or refuse(UNKNOWN, id=id)
    return review_page(stored, reviews.sheet(found, reviewed), found.as_of)
