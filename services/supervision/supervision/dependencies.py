"""The callers of routes, by the role that they need; a role's own name is for those who act in it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

Watcher = Annotated[Origin, Depends(asks(Role.SUPERVISOR, Role.HEAD))]
Auditing = Annotated[Origin, Depends(asks(Role.SUPERVISOR, Role.HEAD, Role.AUDITOR))]
CountChecker = Annotated[Origin, Depends(asks(Role.SUPERVISOR))]
Supervisor = Annotated[Origin, Depends(acts(Role.SUPERVISOR))]
Anyone = Annotated[Origin, Depends(asks())]
