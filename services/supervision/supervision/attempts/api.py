from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.consuming import RowStore
from chassis.documents import Page
from chassis.http import routes
from supervision.attempts import queries
from supervision.attempts.row import AttemptRow
from supervision.attempts.view import AttemptView
from supervision.dependencies import Auditing

router = routes("/attempts", "attempts")


async def attempt_rows(request: Request) -> RowStore[AttemptRow]:
    attempts: RowStore[AttemptRow] = request.app.state.service.attempts
    return attempts


Attempts = Annotated[RowStore[AttemptRow], Depends(attempt_rows)]


@router.get("", summary="查询被拒绝的操作")
async def list_attempts(
    query: Annotated[queries.AttemptList, Query()], attempts: Attempts, who: Auditing
) -> Page[AttemptView]:
    return await queries.list_of_attempts(attempts, query, who)
