"""The caller of a route, as an Origin, in the roles that the route allows."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

Anyone = Annotated[Origin, Depends(asks())]
DrawOffice = Annotated[Origin, Depends(acts(Role.DRAW_OFFICE))]
Head = Annotated[Origin, Depends(acts(Role.HEAD))]
Captain = Annotated[Origin, Depends(acts(Role.CAPTAIN))]
Officer = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN))]
