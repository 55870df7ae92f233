"""The caller of a route, in the roles that may call it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

Watcher = Annotated[Origin, Depends(asks(Role.SUPERVISOR, Role.HEAD))]
Supervisor = Annotated[Origin, Depends(asks(Role.SUPERVISOR))]
Issuer = Annotated[Origin, Depends(acts(Role.SUPERVISOR))]
Anyone = Annotated[Origin, Depends(asks())]
