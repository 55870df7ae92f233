"""What routes are given: the service, and the caller in a role."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role
from inspections.service import Service


async def service(request: Request) -> Service:
    given: Service = request.app.state.service
    return given


Inspections = Annotated[Service, Depends(service)]
Anyone = Annotated[Origin, Depends(asks())]
DrawOffice = Annotated[Origin, Depends(acts(Role.DRAW_OFFICE))]
Head = Annotated[Origin, Depends(acts(Role.HEAD))]
Captain = Annotated[Origin, Depends(acts(Role.CAPTAIN))]
Officer = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN))]
