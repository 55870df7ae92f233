from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.consuming import RowStore
from chassis.documents import Page
from chassis.http import routes
from contracts.calendar import WorkingDays
from supervision.cases import queries
from supervision.cases.row import CaseRow
from supervision.cases.view import CaseTimeline, FollowedCase
from supervision.dependencies import Watcher
from supervision.register.given import Known

router = routes("/follow-up", "follow-up")


async def case_rows(request: Request) -> RowStore[CaseRow]:
    cases: RowStore[CaseRow] = request.app.state.service.cases
    return cases


async def calendar_of(request: Request) -> WorkingDays:
    calendar: WorkingDays = request.app.state.service.parts.calendar()
    return calendar


Calendar = Annotated[WorkingDays, Depends(calendar_of)]
Cases = Annotated[RowStore[CaseRow], Depends(case_rows)]


@router.get("", summary="跟踪案件")
async def follow_up(
    query: Annotated[queries.FollowUpList, Query()],
    cases: Cases,
    register: Known,
    calendar: Calendar,
    who: Watcher,
) -> Page[FollowedCase]:
    return await queries.follow_up(cases, register, query, calendar, who)


@router.get("/{case_id}", summary="查看案件进程")
async def read_timeline(case_id: str, cases: Cases, calendar: Calendar, who: Watcher) -> CaseTimeline:
    return await queries.timeline(cases, case_id, calendar, who)
