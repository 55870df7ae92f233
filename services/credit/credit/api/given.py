"""What routes are given: the service, and the caller in a role."""

from typing import Annotated

from fastapi import Depends, Request

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role
from credit.service import Service

# Those who plan, lead and do inspections or keep the register. Whoever only prepares or reviews a penalty has no
# business with a tier, and the public has none at all.
STAFF = (Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.DRAW_OFFICE, Role.SUPERVISOR, Role.REGISTRAR)


async def service(request: Request) -> Service:
    given: Service = request.app.state.service
    return given


Credit = Annotated[Service, Depends(service)]
Staff = Annotated[Origin, Depends(asks(*STAFF))]
Registrar = Annotated[Origin, Depends(acts(Role.REGISTRAR))]
RegisterReader = Annotated[Origin, Depends(asks(Role.REGISTRAR, Role.SUPERVISOR))]
