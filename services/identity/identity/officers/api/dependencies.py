"""Dependencies of the routes of officers."""

from typing import Annotated

from fastapi import Depends, Request

from identity.officers.verbs import Officers


async def verbs(request: Request) -> Officers:
    officers: Officers = request.app.state.service.officers
    return officers


Verbs = Annotated[Officers, Depends(verbs)]
