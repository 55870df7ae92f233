"""The verbs on visits, for their routes."""

from typing import Annotated

from fastapi import Depends, Request

from inspections.visits.verbs import Visits


async def verbs(request: Request) -> Visits:
    visits: Visits = request.app.state.service.visits
    return visits


Verbs = Annotated[Visits, Depends(verbs)]
