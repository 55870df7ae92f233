"""The callers of routes, by the role that they need; a role's own name is for those who act in it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

# Those who plan, lead and do inspections or keep the register. Whoever only prepares or reviews a penalty has no
# business with a tier, and the public has none at all.
STAFF = (Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.DRAW_OFFICE, Role.SUPERVISOR, Role.REGISTRAR)

Staff = Annotated[Origin, Depends(asks(*STAFF))]
Registrar = Annotated[Origin, Depends(acts(Role.REGISTRAR))]
RegisterReader = Annotated[Origin, Depends(asks(Role.REGISTRAR, Role.SUPERVISOR))]
