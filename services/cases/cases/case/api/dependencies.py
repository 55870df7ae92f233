"""What routes are given: the service, and the caller in a role."""

from typing import Annotated

from fastapi import Depends, Request

from cases.service import Service
from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role


async def service(request: Request) -> Service:
    given: Service = request.app.state.service
    return given


Cases = Annotated[Service, Depends(service)]
Officer = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN))]
Head = Annotated[Origin, Depends(acts(Role.HEAD))]
OfficerOrHead = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN, Role.HEAD))]
Supervisor = Annotated[Origin, Depends(acts(Role.SUPERVISOR))]
Registering = Annotated[Origin, Depends(acts(Role.HOTLINE, Role.OFFICER, Role.CAPTAIN, Role.SUPERVISOR))]
Anyone = Annotated[Origin, Depends(asks())]
OfCases = Annotated[Origin, Depends(asks(Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.LEGAL_REVIEWER, Role.SUPERVISOR))]
OfClues = Annotated[Origin, Depends(asks(Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.HOTLINE, Role.SUPERVISOR))]
