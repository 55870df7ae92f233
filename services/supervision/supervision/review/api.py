"""Reviews of files (案卷评查): what the second judge found, and the score sheet."""

from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.documents import Page
from chassis.http import routes
from supervision.dependencies import Watcher
from supervision.register.given import Known
from supervision.review import queries
from supervision.review.verbs import Reviews
from supervision.review.view import ReviewedFile, ReviewPage

router = routes("/reviews", "reviews")


async def verbs(request: Request) -> Reviews:
    reviews: Reviews = request.app.state.service.reviews
    return reviews


Verbs = Annotated[Reviews, Depends(verbs)]


@router.get("", summary="查询案卷评查")
async def list_reviews(
    query: Annotated[queries.ReviewList, Query()], reviews: Verbs, register: Known, who: Watcher
) -> Page[ReviewedFile]:
    return await queries.list_of_reviews(reviews, register, query, who)


@router.get("/{review_id}", summary="查看案卷评查")
async def read_review(review_id: str, reviews: Verbs, who: Watcher) -> ReviewPage:
    return await queries.read_review(reviews, review_id, who)
