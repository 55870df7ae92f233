"""What routes are given: the service, and the caller in a role."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role
from supervision.service import Service


async def service(request: Request) -> Service:
    given: Service = request.app.state.service
    return given


Supervision = Annotated[Service, Depends(service)]
Watcher = Annotated[Origin, Depends(asks(Role.SUPERVISOR, Role.HEAD))]
Supervisor = Annotated[Origin, Depends(asks(Role.SUPERVISOR))]
Issuer = Annotated[Origin, Depends(acts(Role.SUPERVISOR))]
Anyone = Annotated[Origin, Depends(asks())]
