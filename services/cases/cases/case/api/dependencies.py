"""Dependencies of the routes of cases."""

from typing import Annotated

from fastapi import Depends, Request

from cases.case.verbs import Cases


async def verbs(request: Request) -> Cases:
    cases: Cases = request.app.state.service.cases
    return cases


Verbs = Annotated[Cases, Depends(verbs)]
