"""The callers of routes, by the role that they need; a role's own name is for those who act in it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role

CASE_READERS = frozenset({Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.LEGAL_REVIEWER, Role.SUPERVISOR})
CLUE_READERS = frozenset({Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.HOTLINE, Role.SUPERVISOR})

Officer = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN))]
Head = Annotated[Origin, Depends(acts(Role.HEAD))]
OfficerOrHead = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN, Role.HEAD))]
Supervisor = Annotated[Origin, Depends(acts(Role.SUPERVISOR))]
Registering = Annotated[Origin, Depends(acts(Role.HOTLINE, Role.OFFICER, Role.CAPTAIN, Role.SUPERVISOR))]
OfficerOrHeadAsks = Annotated[Origin, Depends(asks(Role.OFFICER, Role.CAPTAIN, Role.HEAD))]
Anyone = Annotated[Origin, Depends(asks())]
OfCases = Annotated[Origin, Depends(asks(*CASE_READERS))]
OfClues = Annotated[Origin, Depends(asks(*CLUE_READERS))]
