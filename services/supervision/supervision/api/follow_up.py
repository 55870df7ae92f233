from typing import Annotated

from fastapi import Query

from chassis.documents import Page
from chassis.http import routes
from supervision.api.given import Supervision, Watcher
from supervision.queries import follow_up as queries
from supervision.view import CaseTimeline, FollowedCase

router = routes("/follow-up", "follow-up")


@router.get("")
async def follow_up(
    query: Annotated[queries.FollowUpList, Query()], supervision: Supervision, who: Watcher
) -> Page[FollowedCase]:
    return await queries.follow_up(supervision, query, who)


@router.get("/{case_id}")
async def read_timeline(case_id: str, supervision: Supervision, who: Watcher) -> CaseTimeline:
    return await queries.timeline(supervision, case_id, who)
