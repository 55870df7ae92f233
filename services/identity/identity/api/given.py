"""What routes are given: the service, and the caller in a role."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role
from identity.service import Service


async def service(request: Request) -> Service:
    given: Service = request.app.state.service
    return given


Identity = Annotated[Service, Depends(service)]
Administrator = Annotated[Origin, Depends(acts(Role.ADMINISTRATOR))]
Anyone = Annotated[Origin, Depends(asks())]
Self = Annotated[Origin, Depends(acts())]
