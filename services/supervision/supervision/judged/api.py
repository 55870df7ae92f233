from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.consuming import RowStore
from chassis.documents import Page
from chassis.http import routes
from supervision.dependencies import Watcher
from supervision.judged import queries
from supervision.judged.row import JudgedRow
from supervision.judged.view import DifferingCase

router = routes("/judged", "judged")


async def judged_rows(request: Request) -> RowStore[JudgedRow]:
    judged: RowStore[JudgedRow] = request.app.state.service.judged
    return judged


@router.get("", summary="查询手机预判不一致的案件和检查")
async def list_differing_cases(
    query: Annotated[queries.DifferingList, Query()],
    judged: Annotated[RowStore[JudgedRow], Depends(judged_rows)],
    who: Watcher,
) -> Page[DifferingCase]:
    return await queries.differing_cases(judged, query, who)
