"""The callers of routes, by the role that they need; a role's own name is for those who act in it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

Administrator = Annotated[Origin, Depends(acts(Role.ADMINISTRATOR))]
Administering = Annotated[Origin, Depends(asks(Role.ADMINISTRATOR))]
Anyone = Annotated[Origin, Depends(asks())]
Myself = Annotated[Origin, Depends(asks(first=True))]
Self = Annotated[Origin, Depends(acts(first=True, secret=True))]
Leaving = Annotated[Origin, Depends(acts(first=True, unseen=True))]
SendingAway = Annotated[Origin, Depends(acts(Role.ADMINISTRATOR, unseen=True))]
Somebody = Annotated[Origin, Depends(acts())]
SecretAdministrator = Annotated[Origin, Depends(acts(Role.ADMINISTRATOR, secret=True))]
Overseer = Annotated[Origin, Depends(asks(Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR))]
